package dev.roundhouse.builtin;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives the value that was set, under the type that it was written with: {@code 3} is an {@code
 * Integer}, {@code [1, 2.5]} a {@code List<Double>}, {@code []} a list of nothing, which goes into
 * every list.
 */
public final class Constant implements ModuleType {

  private static final List<Class<?>> WIDENING = List.of(Integer.class, Long.class, Double.class);

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    PortType type =
        Optional.ofNullable(parameters.get("value")).map(Constant::typeOf).orElse(PortType.OBJECT);
    return new ModuleDescriptor(
        name(),
        "Gives a set value.",
        List.of(Port.of("value", PortType.OBJECT)),
        List.of(Port.of("value", type)),
        Support.ALL,
        true);
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context) {
    Object value = Objects.requireNonNull(inputs.get("value"), "value");
    return Map.of("value", typeOf(value).read(value, Path.of("")));
  }

  /** The type that a plain value was written with. */
  public static PortType typeOf(Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream()
          .map(Constant::typeOf)
          .reduce(Constant::common)
          .orElse(new PortType(Void.class))
          .list();
    }
    if (value instanceof Map<?, ?> map) {
      PortType entry =
          map.values().stream()
              .map(Constant::typeOf)
              .reduce(Constant::common)
              .orElse(PortType.OBJECT);
      return PortType.of(Map.class, PortType.STRING, entry);
    }
    return new PortType(value instanceof java.math.BigDecimal ? Double.class : value.getClass());
  }

  private static PortType common(PortType a, PortType b) {
    if (a.equals(b)) {
      return a;
    }
    int widest = Math.max(WIDENING.indexOf(a.raw()), WIDENING.indexOf(b.raw()));
    if (WIDENING.contains(a.raw()) && WIDENING.contains(b.raw())) {
      return new PortType(WIDENING.get(widest));
    }
    if (a.isList() && b.isList()) {
      return nothing(a) ? b : nothing(b) ? a : common(a.argument(), b.argument()).list();
    }
    return PortType.OBJECT;
  }

  private static boolean nothing(PortType list) {
    return list.argument().raw() == Void.class;
  }
}
