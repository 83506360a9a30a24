package dev.roundhouse.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The class loaders of user code in this process: one for each list of bundles, by content, however
 * many users it has. It is closed, and can be collected, when its last lease is closed. Safe for
 * use by several threads.
 */
public final class BundleLoaders implements AutoCloseable {
  private final BundleSource source;
  private final ClassLoader product = BundleLoaders.class.getClassLoader();
  private final Map<List<String>, Shared> loaders = new HashMap<>();
  private boolean closed;

  /**
   * Starts without loaders.
   *
   * @param source finds the content of bundles
   */
  public BundleLoaders(BundleSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  /** Loaders for bundles that lie on this machine, where they were named. */
  public static BundleLoaders local() {
    return new BundleLoaders(new Bundles()::verified);
  }

  /** The use of a loader until it is closed; closing again has no effect. */
  public final class Lease implements AutoCloseable {
    private final List<String> key;
    private final ClassLoader loader;
    private boolean released;

    private Lease(List<String> key, ClassLoader loader) {
      this.key = key;
      this.loader = loader;
    }

    public ClassLoader loader() {
      return loader;
    }

    @Override
    public void close() {
      release(this);
    }
  }

  private static final class Shared {
    private final BundleLoader loader;
    private int leases;

    private Shared(BundleLoader loader) {
      this.loader = loader;
    }
  }

  /**
   * The loader of these bundles, first found first; for none of them the product's own.
   *
   * @throws BundleException the content of one cannot be had, or this is closed
   */
  public Lease acquire(List<Bundle> bundles) {
    List<String> key = bundles.stream().map(Bundle::sha256).toList();
    if (key.isEmpty()) {
      return new Lease(key, product);
    }
    Optional<Lease> present = present(key);
    if (present.isPresent()) {
      return present.get();
    }
    List<Path> paths = bundles.stream().map(source::locate).toList();
    synchronized (this) {
      requireOpen();
      Shared shared =
          loaders.computeIfAbsent(key, k -> new Shared(new BundleLoader(paths, product)));
      return lease(key, shared);
    }
  }

  /** How many loaders are in use. */
  public synchronized int size() {
    return loaders.size();
  }

  /** Closes all loaders, also those in use. */
  @Override
  public synchronized void close() {
    closed = true;
    loaders.values().forEach(shared -> close(shared.loader));
    loaders.clear();
  }

  private synchronized Optional<Lease> present(List<String> key) {
    requireOpen();
    return Optional.ofNullable(loaders.get(key)).map(shared -> lease(key, shared));
  }

  private Lease lease(List<String> key, Shared shared) {
    shared.leases++;
    return new Lease(key, shared.loader);
  }

  private synchronized void release(Lease lease) {
    Shared shared = loaders.get(lease.key);
    if (lease.released || shared == null) {
      return;
    }
    lease.released = true;
    shared.leases--;
    if (shared.leases == 0) {
      loaders.remove(lease.key);
      close(shared.loader);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new BundleException("the class loaders of this process are closed");
    }
  }

  private static void close(BundleLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new BundleException("a class loader of user code cannot be closed", e);
    }
  }
}
