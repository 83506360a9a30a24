package dev.roundhouse.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortTypeTest {

  private static final Path FOLDER = Path.of("/data/run");

  /** Types by the name of a component. */
  record Types(
      String string,
      Object object,
      int whole,
      long large,
      double real,
      Integer boxed,
      Number number,
      BigDecimal exact,
      List<String> strings,
      List<Integer> ints,
      List<Long> longs,
      List<Number> numbers,
      List<? extends Number> bounded,
      List<List<Integer>> nested,
      ArrayList<Integer> arrayList,
      Collection<Integer> collection,
      Set<Integer> set,
      Map<String, Integer> counts,
      Map<String, Long> largeCounts,
      Map<String, Object> map,
      Optional<Integer> optional,
      Optional<List<Long>> optionalList,
      double[] reals,
      int[] wholes,
      List<String>[] lists,
      Path path,
      Duration duration,
      TimeUnit unit,
      boolean flag,
      Nested record) {}

  record Nested(String firstName, @Default("7") int count, Optional<Path> file) {}

  private static PortType type(String component) {
    for (var candidate : Types.class.getRecordComponents()) {
      if (candidate.getName().equals(component)) {
        return new PortType(candidate.getGenericType());
      }
    }
    throw new IllegalArgumentException(component);
  }

  @ParameterizedTest
  @CsvSource({
    "object, strings",
    "object, whole",
    "boxed, whole",
    "whole, boxed",
    "large, whole",
    "real, whole",
    "number, whole",
    "exact, large",
    "string, whole",
    "string, object",
    "string, map",
    "numbers, ints",
    "bounded, ints",
    "longs, ints",
    "collection, ints",
    "ints, arrayList",
    "largeCounts, counts",
    "map, counts",
    "optional, whole",
    "optionalList, ints",
    "reals, ints",
    "longs, wholes",
    "nested, nested",
  })
  void acceptsWhatIsAssignableOrOneLosslessConversionAway(String target, String source) {
    assertThat(type(target).accepts(type(source))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "whole, large",
    "whole, real",
    "real, large",
    "whole, string",
    "whole, object",
    "string, strings",
    "string, reals",
    "string, optional",
    "ints, numbers",
    "whole, optional",
    "counts, largeCounts",
    "ints, nested",
    "set, ints",
    "path, string",
    "flag, whole",
    "reals, strings",
  })
  void refusesWhatMayLoseAValue(String target, String source) {
    assertThat(type(target).accepts(type(source))).isFalse();
  }

  @Test
  void readsAsInSourceCode() {
    assertThat(List.of("strings", "nested", "optionalList", "reals", "counts", "lists", "record"))
        .extracting(name -> type(name).toString())
        .containsExactly(
            "List<String>",
            "List<List<Integer>>",
            "Optional<List<Long>>",
            "double[]",
            "Map<String, Integer>",
            "List<String>[]",
            "PortTypeTest.Nested");
  }

  @Test
  void equalsTheSameTypeFromSourceCode() {
    assertThat(type("whole").list()).isEqualTo(type("ints")).hasSameHashCodeAs(type("ints"));
    assertThat(type("ints")).isEqualTo(type("whole").list());
    assertThat(type("whole").list(2)).isEqualTo(type("nested"));
  }

  @Test
  void knowsWhatAListHolds() {
    assertThat(type("arrayList").element()).contains(type("boxed"));
    assertThat(type("collection").element()).contains(type("boxed"));
    assertThat(type("set").element()).isEmpty();
    assertThat(type("reals").element()).isEmpty();
    assertThat(type("lists").raw()).isEqualTo(List[].class);
    assertThat(new PortType(List.class).element()).contains(PortType.OBJECT);
  }

  @Test
  void convertsWhatItAccepts() {
    assertThat(type("large").convert(3)).isEqualTo(3L);
    assertThat(type("real").convert(3)).isEqualTo(3.0);
    assertThat(type("string").convert(3)).isEqualTo("3");
    assertThat(type("string").convert(Map.of("a", 1))).isEqualTo("{a=1}");
    assertThat(type("longs").convert(List.of(1, 2))).isEqualTo(List.of(1L, 2L));
    assertThat(type("largeCounts").convert(Map.of("a", 1))).isEqualTo(Map.of("a", 1L));
    assertThat(type("optionalList").convert(List.of(1))).isEqualTo(Optional.of(List.of(1L)));
    assertThat(type("reals").convert(List.of(1, 2))).isEqualTo(new double[] {1, 2});
    assertThat(type("longs").convert(new int[] {1})).isEqualTo(List.of(1L));
    assertThat(type("optional").convert(Optional.empty())).isEqualTo(Optional.empty());
  }

  @Test
  void readsWhatPeopleWrite() {
    assertThat(read("whole", "42")).isEqualTo(42);
    assertThat(read("whole", 42.0)).isEqualTo(42);
    assertThat(read("real", "0.1")).isEqualTo(0.1);
    assertThat(read("exact", "1.10")).isEqualTo(new BigDecimal("1.10"));
    assertThat(read("string", 5)).isEqualTo("5");
    assertThat(read("unit", "seconds")).isEqualTo(TimeUnit.SECONDS);
    assertThat(read("duration", "1.5 minutes")).isEqualTo(Duration.ofSeconds(90));
    assertThat(read("duration", "PT2S")).isEqualTo(Duration.ofSeconds(2));
    assertThat(read("duration", 250)).isEqualTo(Duration.ofMillis(250));
    assertThat(read("flag", "on")).isEqualTo(true);
    assertThat(read("set", List.of(2, 1))).isEqualTo(Set.of(1, 2));
    assertThat(read("wholes", List.of(2, 1))).isEqualTo(new int[] {2, 1});
    assertThat(new PortType(LocalDate.class).read("2026-01-02", FOLDER))
        .isEqualTo(LocalDate.of(2026, 1, 2));
    assertThat(new PortType(UUID.class).read("00000000-0000-0001-0000-000000000002", FOLDER))
        .isEqualTo(new UUID(1, 2));
  }

  @Test
  void readsPathsRelativeToTheFolder() {
    assertThat(read("path", "in.txt")).isEqualTo(Path.of("/data/run/in.txt"));
    assertThat(read("path", "../in.txt")).isEqualTo(Path.of("/data/in.txt"));
    assertThat(read("path", "/etc/hosts")).isEqualTo(Path.of("/etc/hosts"));
    assertThat(type("path").read("in.txt", Path.of(""))).isEqualTo(Path.of("in.txt"));
  }

  @Test
  void readsRecordsFromMaps() {
    assertThat(read("record", Map.of("first-name", "Ada", "file", "a.txt")))
        .isEqualTo(new Nested("Ada", 7, Optional.of(Path.of("/data/run/a.txt"))));
    assertThatThrownBy(() -> read("record", Map.of("fist-name", "Ada")))
        .hasMessage("PortTypeTest.Nested has no component fist-name, did you mean first-name?");
    assertThatThrownBy(() -> read("record", Map.of("count", 1)))
        .hasMessageContaining("has no value for first-name");
  }

  @Test
  void aValueThatDoesNotFitIsNamedWithItsPlaceAndWhatWasExpected() {
    assertThatThrownBy(() -> read("whole", 1.5)).hasMessage("value 1.5, expected int");
    assertThatThrownBy(() -> read("whole", 3_000_000_000L)).hasMessageContaining("expected int");
    assertThatThrownBy(() -> read("ints", List.of(1, "two")))
        .hasMessage("element 1: value \"two\", expected int");
    assertThatThrownBy(() -> read("counts", Map.of("a", "b")))
        .hasMessage("key a: value \"b\", expected int");
    assertThatThrownBy(() -> read("unit", "weeks"))
        .hasMessageContaining("expected one of nanoseconds, microseconds");
    assertThatThrownBy(() -> read("duration", "soon"))
        .hasMessageContaining("expected a duration such as 500ms");
    assertThatThrownBy(() -> read("string", Map.of("a", 1)))
        .hasMessage("value {a=1}, expected String");
    assertThatThrownBy(() -> read("real", (1L << 53) + 1)).hasMessageContaining("expected double");
    assertThatThrownBy(() -> new PortType(LocalDate.class).read("yesterday", FOLDER))
        .hasMessageContaining("value \"yesterday\", expected LocalDate (");
    assertThatThrownBy(() -> read("strings", "alone"))
        .hasMessage("value \"alone\", expected List<String>");
  }

  @Test
  void shortTextIsReadAsPlainValues() {
    assertThat(PlainValues.parse("3")).isEqualTo(3);
    assertThat(PlainValues.parse("-3.5")).isEqualTo(-3.5);
    assertThat(PlainValues.parse("true")).isEqualTo(true);
    assertThat(PlainValues.parse(" http://x/#a ")).isEqualTo(" http://x/#a ");
    assertThat(PlainValues.parse("\"a\\n\\u0041\"")).isEqualTo("a\nA");
    assertThat(PlainValues.parse("[a, 1, [x y], {k: v, n = 2}]"))
        .isEqualTo(List.of("a", 1, List.of("x y"), Map.of("k", "v", "n", 2)));
    assertThat(PlainValues.parse("[]")).isEqualTo(List.of());
    assertThatThrownBy(() -> PlainValues.parse("[1, 2"))
        .hasMessage("cannot read [1, 2 at character 6, expected more");
    assertThatThrownBy(() -> PlainValues.parse("[1] 2")).hasMessageContaining("expected the end");
  }

  @Test
  void textForAStringPortIsThatText() {
    assertThat(PortType.STRING.parse("1.10", FOLDER)).isEqualTo("1.10");
    assertThat(PortType.STRING.parse("\"quoted\"", FOLDER)).isEqualTo("quoted");
    assertThat(type("strings").parse("[1.10, b]", FOLDER)).isEqualTo(List.of("1.10", "b"));
  }

  private static Object read(String component, Object plain) {
    return type(component).read(plain, FOLDER);
  }
}
