package dev.roundhouse.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/** Reads the JDK's serialisation in a loader, within what {@link FrameFilter} allows. */
final class JavaReader extends ObjectInputStream {
  private final ClassLoader loader;

  JavaReader(InputStream in, FrameFilter filter, ClassLoader loader) throws IOException {
    super(in);
    this.loader = loader;
    enableResolveObject(true);
    setObjectInputFilter(filter);
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) {
    return OpenWorld.load(description.getName(), loader);
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
    Class<?>[] types = new Class<?>[interfaces.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = OpenWorld.load(interfaces[i], loader);
    }
    return Proxy.newProxyInstance(loader, types, (proxy, method, arguments) -> null).getClass();
  }

  @Override
  protected Object resolveObject(Object object) throws IOException {
    Leaks.refuse(object);
    return object;
  }
}
