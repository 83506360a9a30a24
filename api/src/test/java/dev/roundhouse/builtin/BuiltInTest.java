package dev.roundhouse.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.module.ModuleTypes;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.QuietContext;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltInTest {

  private final QuietContext context = new QuietContext(Path.of("unused"));

  @Test
  void builtInsAreFoundByTheirShortNames() {
    assertThat(ModuleTypes.builtIn().keySet())
        .containsExactly("command", "constant", "list-files", "read-file", "replay", "write-file");
    assertThat(ModuleTypes.resolve("constant", getClass().getClassLoader()))
        .isInstanceOf(Constant.class);
    assertThatThrownBy(() -> ModuleTypes.resolve("comand", getClass().getClassLoader()))
        .hasMessage("unknown module type comand, did you mean command? (or a class's full name)");
  }

  @Test
  void aConstantHasTheTypeOfItsValue() {
    assertThat(type("a")).isEqualTo("String");
    assertThat(type(3)).isEqualTo("Integer");
    assertThat(type(List.of(1, 2.5))).isEqualTo("List<Double>");
    assertThat(type(List.of(1, 3_000_000_000L))).isEqualTo("List<Long>");
    assertThat(type(List.of(List.of(1), List.of()))).isEqualTo("List<List<Integer>>");
    assertThat(type(List.of(1, "a"))).isEqualTo("List<Object>");
    assertThat(type(Map.of("a", 1))).isEqualTo("Map<String, Integer>");
    assertThat(new Constant().describe(Map.of()).outputs().get(0).type())
        .isEqualTo(PortType.OBJECT);
  }

  @Test
  void aConstantsNumbersAreOfOneType() {
    assertThat(constant(List.of(1, 2.5))).isEqualTo(List.of(1.0, 2.5));
    assertThat(constant(new BigDecimal("1.10"))).isEqualTo(1.1);
    assertThat(constant(List.of())).isEqualTo(List.of());
  }

  @Test
  void anEmptyListGoesIntoEveryList() {
    PortType nothing = new Constant().describe(Map.of("value", List.of())).outputs().get(0).type();

    assertThat(PortType.STRING.list().accepts(nothing)).isTrue();
    assertThat(new PortType(int.class).accepts(nothing.argument())).isTrue();
  }

  @Test
  void aReplayWaitsAndCanBeInterrupted() throws Exception {
    long start = System.nanoTime();
    assertThat(new Replay().compute(Map.of("seconds", 0.05), context)).containsKey("token");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new Replay().compute(Map.of("seconds", 600.0), context))
        .isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> new Replay().compute(Map.of("seconds", -1.0), context))
        .hasMessage("seconds is -1.0, expected a number that is not negative");
  }

  private static String type(Object value) {
    return new Constant().describe(Map.of("value", value)).outputs().get(0).type().toString();
  }

  private Object constant(Object value) {
    return new Constant().compute(Map.of("value", value), context).get("value");
  }
}
