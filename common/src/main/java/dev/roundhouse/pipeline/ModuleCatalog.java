package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.ModuleTypes;
import dev.roundhouse.module.NearNames;
import dev.roundhouse.module.TaskModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The modules that a pipeline may use: the built-in ones, and those of given jars and folders. */
public final class ModuleCatalog {

  private static final String CLASS = ".class";
  private static final String BUILT_IN = "built in";

  private final ClassLoader loader;
  private final Map<String, Entry> entries = new TreeMap<>();

  /**
   * A module of the catalog.
   *
   * @param name under which a pipeline uses it
   * @param source {@code built in}, or the jar or folder
   * @param descriptor without parameters; empty where the class cannot be used
   * @param effects it runs every time because of what it does
   * @param reason why it cannot be used; empty where it can
   */
  public record Entry(
      String name,
      String source,
      Optional<ModuleDescriptor> descriptor,
      boolean effects,
      String reason) {

    private static Entry of(ModuleType type, String source) {
      return new Entry(
          type.name(), source, Optional.of(type.describe(Map.of())), type.hasEffects(), "");
    }

    /** Whether it runs every time, so that its own result is never taken from the cache. */
    public boolean runsEveryTime() {
      return effects || descriptor.filter(module -> !module.cacheable()).isPresent();
    }
  }

  private ModuleCatalog(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Lists modules.
   *
   * @param code jars and class folders to search
   * @param loader knows their classes
   * @throws UncheckedIOException a jar or folder cannot be read
   */
  public static ModuleCatalog of(List<Path> code, ClassLoader loader) {
    ModuleCatalog catalog = new ModuleCatalog(loader);
    ControlModule.ALL.forEach(control -> catalog.add(control(control.listing())));
    ModuleTypes.builtIn().forEach((name, type) -> catalog.add(Entry.of(type, BUILT_IN)));
    code.forEach(catalog::search);
    return catalog;
  }

  /** All, by name. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /**
   * One module, also a class that only the loader knows.
   *
   * @throws IllegalArgumentException there is none; the message suggests near names
   */
  public Entry entry(String name) {
    Entry listed = entries.get(name);
    if (listed != null) {
      return listed;
    }
    try {
      return Entry.of(ModuleTypes.resolve(name, loader), "class path");
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "unknown module type " + name + ", " + hint(name), unknown);
    }
  }

  /** A class may be meant whose package was left out; else a name that is like it, or any. */
  private String hint(String name) {
    List<String> ofClasses =
        entries.keySet().stream().filter(known -> known.endsWith("." + name)).toList();
    if (!ofClasses.isEmpty()) {
      return "did you mean " + String.join(" or ", ofClasses) + "?";
    }
    boolean like = !NearNames.of(name, entries.keySet()).isEmpty();
    return NearNames.hint(
        name, entries.keySet().stream().filter(known -> like || !known.contains(".")).toList());
  }

  private static Entry control(ModuleDescriptor descriptor) {
    return new Entry(descriptor.type(), BUILT_IN, Optional.of(descriptor), false, "");
  }

  private void add(Entry entry) {
    entries.putIfAbsent(entry.name(), entry);
  }

  private void search(Path code) {
    try {
      if (Files.isDirectory(code)) {
        search(code, code);
        return;
      }
      try (FileSystem jar = FileSystems.newFileSystem(code)) {
        search(jar.getPath("/"), code);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(code + " cannot be read: " + unreadable, unreadable);
    }
  }

  private void search(Path root, Path code) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(CLASS) && !file.startsWith("META-INF"))
          .map(file -> file.substring(0, file.length() - CLASS.length()))
          .map(file -> file.replace(root.getFileSystem().getSeparator(), "."))
          .forEach(name -> consider(name, code));
    }
  }

  /** Classes that are no modules are passed over, also those that cannot be loaded. */
  private void consider(String name, Path code) {
    try {
      Class<?> candidate = Class.forName(name, false, loader);
      boolean module =
          TaskModule.class.isAssignableFrom(candidate)
              || ModuleType.class.isAssignableFrom(candidate);
      if (module && !Modifier.isAbstract(candidate.getModifiers())) {
        add(describe(candidate, code.toString()));
      }
    } catch (ClassNotFoundException | LinkageError notLoaded) {
      // a library's optional parts, or a module-info
    }
  }

  private static Entry describe(Class<?> module, String source) {
    try {
      return Entry.of(ModuleTypes.of(module), source);
    } catch (IllegalArgumentException | LinkageError unusable) {
      return new Entry(
          module.getName(), source, Optional.empty(), false, String.valueOf(unusable.getMessage()));
    }
  }
}
