package dev.roundhouse.module;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link TaskModule} as a {@link ModuleType}: its ports are the components of its records. What
 * the class declares is read once. Safe for use by several threads.
 */
public final class RecordModule implements ModuleType {

  private final Constructor<?> constructor;
  private final RecordShape inputs;
  private final RecordShape outputs;
  private final ModuleDescriptor descriptor;

  private RecordModule(Class<?> module, Constructor<?> constructor) {
    this.constructor = constructor;
    List<Type> arguments =
        GenericTypes.as(TaskModule.class, module).map(GenericTypes::arguments).orElse(List.of());
    if (arguments.size() != 2) {
      throw new IllegalArgumentException(
          module.getName()
              + " implements TaskModule without its types, expected TaskModule<In, Out>");
    }
    inputs = RecordShape.of(arguments.get(0));
    outputs = RecordShape.of(arguments.get(1));
    Parallelizable declared = module.getAnnotation(Parallelizable.class);
    Summary summary = module.getAnnotation(Summary.class);
    descriptor =
        new ModuleDescriptor(
            module.getName(),
            summary == null ? "" : summary.value(),
            inputs.ports(),
            outputs.ports(),
            declared == null ? Support.NONE : Support.of(declared),
            !module.isAnnotationPresent(NotCacheable.class));
  }

  /**
   * Adapts a class.
   *
   * @throws IllegalArgumentException it cannot be instantiated, its inputs or outputs are no
   *     records, or a default does not fit its component; the message says what is wrong
   */
  public static RecordModule of(Class<?> module) {
    Objects.requireNonNull(module, "module");
    if (!TaskModule.class.isAssignableFrom(module)) {
      throw new IllegalArgumentException(module.getName() + " does not implement TaskModule");
    }
    return new RecordModule(module, constructor(module));
  }

  static Constructor<?> constructor(Class<?> module) {
    boolean inner = module.getDeclaringClass() != null && !Modifier.isStatic(module.getModifiers());
    if (module.isInterface() || Modifier.isAbstract(module.getModifiers()) || inner) {
      throw new IllegalArgumentException(
          module.getName()
              + " cannot be instantiated, expected a class that is neither abstract,"
              + " nor an interface, nor an inner class without static");
    }
    try {
      Constructor<?> found = module.getDeclaredConstructor();
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException missing) {
      throw new IllegalArgumentException(
          module.getName() + " has no constructor without parameters, which a module needs",
          missing);
    }
  }

  @Override
  public String name() {
    return descriptor.type();
  }

  /** The same whatever the parameters are. */
  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return descriptor;
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> values, ModuleContext context)
      throws Exception {
    Record in = inputs.construct(values);
    Record out = computed(in, context);
    if (out == null) {
      throw new NullPointerException(name() + " returned null, expected its output record");
    }
    try {
      return outputs.split(out);
    } catch (NullPointerException missing) {
      throw new NullPointerException("output of " + name() + ": " + missing.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // the records' types were read from the class's own declaration
  private Record computed(Record in, ModuleContext context) throws Exception {
    return ((TaskModule<Record, Record>) instance()).compute(in, context);
  }

  @Override
  public Optional<Fingerprinted<Map<String, Object>>> fingerprinted() {
    return Fingerprinted.class.isAssignableFrom(constructor.getDeclaringClass())
        ? Optional.of(this::fingerprint)
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // a task module tells it for its input record
  private Optional<String> fingerprint(Map<String, Object> values) throws Exception {
    return ((Fingerprinted<Record>) instance()).fingerprint(inputs.construct(values));
  }

  @Override
  public boolean hasEffects() {
    return constructor.getDeclaringClass().isAnnotationPresent(HasEffects.class);
  }

  private Object instance() throws Exception {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException thrown) {
      throw Thrown.unwrap(thrown);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
