package dev.roundhouse.bundle;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads user code. Beyond it only the JDK and the product's own packages are seen, not the
 * libraries of the process, so that the user's versions of them never clash with the product's.
 */
final class BundleLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  BundleLoader(List<Path> paths, ClassLoader product) {
    super("bundles", urls(paths), new ProductPackages(product));
  }

  private static URL[] urls(List<Path> paths) {
    URL[] urls = new URL[paths.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = paths.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new BundleException(paths.get(i) + " has no URL", e);
      }
    }
    return urls;
  }

  /** Shows what user code may use of the process's own class path. */
  private static final class ProductPackages extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private static final String PRODUCT = "dev.roundhouse.";

    private final ClassLoader product;

    ProductPackages(ClassLoader product) {
      super("product", ClassLoader.getPlatformClassLoader());
      this.product = product;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(PRODUCT)) {
        return product.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
