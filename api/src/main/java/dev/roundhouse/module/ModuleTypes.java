package dev.roundhouse.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds module types by the names that pipelines use. */
public final class ModuleTypes {

  private ModuleTypes() {}

  /** The modules that ship with the product, by their short names. */
  public static Map<String, ModuleType> builtIn() {
    Map<String, ModuleType> types = new TreeMap<>();
    ServiceLoader.load(ModuleType.class, ModuleTypes.class.getClassLoader())
        .forEach(type -> types.put(type.name(), type));
    return types;
  }

  /**
   * Finds a module type.
   *
   * @param name the short name of a built-in, or the name of a class that implements {@link
   *     TaskModule} or {@link ModuleType}; a nested class with {@code $} or a dot
   * @param loader knows the user's classes
   * @throws IllegalArgumentException there is none; the message says what is wrong with the class,
   *     or which names are near
   */
  public static ModuleType resolve(String name, ClassLoader loader) {
    Map<String, ModuleType> builtIn = builtIn();
    ModuleType found = builtIn.get(name);
    if (found != null) {
      return found;
    }
    Class<?> module =
        load(name, loader)
            .orElseThrow(
                () -> new IllegalArgumentException(unknown(name, List.copyOf(builtIn.keySet()))));
    return of(module);
  }

  /**
   * Makes the module type of a class.
   *
   * @throws IllegalArgumentException as {@link #resolve}
   */
  public static ModuleType of(Class<?> module) {
    if (TaskModule.class.isAssignableFrom(module)) {
      return RecordModule.of(module);
    }
    if (!ModuleType.class.isAssignableFrom(module)) {
      throw new IllegalArgumentException(
          module.getName()
              + " is no module, expected a class that implements TaskModule or"
              + " ModuleType");
    }
    try {
      return (ModuleType) RecordModule.constructor(module).newInstance();
    } catch (ReflectiveOperationException | LinkageError failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IllegalArgumentException(
          module.getName() + " cannot be instantiated: " + cause, failed);
    }
  }

  private static String unknown(String name, List<String> builtIn) {
    boolean className = name.indexOf('.') >= 0;
    return "unknown module type "
        + name
        + (className
            ? ", expected a class on the class path or in a given jar"
            : ", " + NearNames.hint(name, builtIn) + " (or a class's full name)");
  }

  /** A dotted name of a nested class is tried with {@code $} from its end. */
  private static Optional<Class<?>> load(String name, ClassLoader loader) {
    String candidate = name;
    while (true) {
      try {
        return Optional.of(Class.forName(candidate, false, loader));
      } catch (ClassNotFoundException | NoClassDefFoundError missing) {
        if (missing instanceof NoClassDefFoundError && missing.getCause() != null) {
          throw new IllegalArgumentException(
              name + " needs a class that is missing: " + missing.getCause().getMessage(), missing);
        }
        int dot = candidate.lastIndexOf('.');
        if (dot < 0) {
          return Optional.empty();
        }
        candidate = candidate.substring(0, dot) + "$" + candidate.substring(dot + 1);
      } catch (LinkageError broken) {
        throw new IllegalArgumentException(name + " cannot be loaded: " + broken, broken);
      }
    }
  }
}
