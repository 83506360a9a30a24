package dev.roundhouse.builtin;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Waits as long as a recorded task ran, after all its parents gave their tokens. It is never taken
 * from the cache: the wait is what is asked for.
 */
public final class Replay implements ModuleType {

  /** All schemes: a wait needs nothing. */
  private static final Support SUPPORT = new Support(true, true, true, true, Map.of());

  private static final ModuleDescriptor DESCRIPTOR =
      new ModuleDescriptor(
          "replay",
          "Waits for a number of seconds, in place of a recorded task.",
          List.of(
              Port.of("seconds", new PortType(double.class)),
              Port.withDefault("parents", PortType.STRING.list(), List.of())),
          List.of(Port.of("token", PortType.STRING)),
          SUPPORT,
          false);

  @Override
  public String name() {
    return DESCRIPTOR.type();
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return DESCRIPTOR;
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws InterruptedException {
    double seconds = (Double) Objects.requireNonNull(inputs.get("seconds"), "seconds");
    if (!(seconds >= 0 && seconds < Long.MAX_VALUE / 1e9)) {
      throw new IllegalArgumentException(
          "seconds is " + seconds + ", expected a number that is not negative");
    }
    Duration wait = Duration.ofNanos(Math.round(seconds * 1e9));
    Thread.sleep(wait.toMillis(), wait.toNanosPart() % 1_000_000);
    return Map.of("token", seconds + " s");
  }
}
