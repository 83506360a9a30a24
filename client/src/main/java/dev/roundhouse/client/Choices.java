package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code if} chose by its condition, or by each of its conditions where it is looped; then
 * its results are lists.
 */
final class Choices {
  private final Plan.Node node;
  private final Plan.Role.Choice choice;
  private final Iterations iterations;
  private final boolean[] conditions;

  /**
   * Chooses.
   *
   * @param values of its inputs, by port; of the branches they are not looked at
   * @throws CannotExpand a condition is none
   */
  Choices(Plan.Node node, Plan.Role.Choice choice, Map<String, Object> values, int limit)
      throws CannotExpand {
    this.node = node;
    this.choice = choice;
    PortValues ports = new PortValues(node, values);
    this.iterations = new Iterations(node.expansion().loop(), ports, limit);
    this.conditions = new boolean[iterations.count()];
    String port = Plan.Role.Choice.CONDITION;
    for (int i = 0; i < conditions.length; i++) {
      Object value = iterations.ports().isEmpty() ? ports.raw(port) : iterations.element(i, 0);
      conditions[i] = Boolean.TRUE.equals(ports.one(port, value));
    }
  }

  /** The input ports whose values are wanted. */
  Set<String> ports() {
    return choice.results().values().stream()
        .flatMap(
            branches ->
                java.util.stream.Stream.of(true, false).filter(this::has).map(branches::port))
        .collect(Collectors.toSet());
  }

  private boolean has(boolean wanted) {
    for (boolean condition : conditions) {
      if (condition == wanted) {
        return true;
      }
    }
    return false;
  }

  /** The results; nothing comes in at the ports that are not wanted. */
  Map<String, Object> outputs(Map<String, Object> values) throws CannotExpand {
    Map<String, Object> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, Plan.Branches> result : choice.results().entrySet()) {
      Object[] chosen = new Object[conditions.length];
      for (int i = 0; i < conditions.length; i++) {
        chosen[i] = converted(result.getKey(), values.get(result.getValue().port(conditions[i])));
      }
      outputs.put(result.getKey(), iterations.nest(chosen));
    }
    return outputs;
  }

  private Object converted(String output, @Nullable Object value) throws CannotExpand {
    if (value == null) {
      throw new CannotExpand("no-value", "result " + output + ": its branch gave nothing");
    }
    try {
      return Objects.requireNonNull(node.descriptor().output(output).orElse(null), output)
          .type()
          .convert(value);
    } catch (IllegalArgumentException unfit) {
      throw new CannotExpand("wrong-type", "result " + output + ": " + unfit.getMessage());
    }
  }
}
