package dev.roundhouse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.PortType;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonModulesTest {

  @TempDir Path folder;

  static ModuleContext context() {
    return (ModuleContext)
        Proxy.newProxyInstance(
            JsonModulesTest.class.getClassLoader(),
            new Class<?>[] {ModuleContext.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private Object read(String text, String at, String as) throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), text);
    return new ReadJson().compute(Map.of("file", file, "at", at, "as", as), context()).get("value");
  }

  @Test
  void aDocumentIsReadAsMapsListsAndPlainValues() throws Exception {
    assertThat(read("{ \"b\": [1, 2.5, true, \"x\", {}], \"a\": 10000000000 }", "", "any"))
        .isEqualTo(Map.of("b", List.of(1, 2.5, true, "x", Map.of()), "a", 10_000_000_000L));
    assertThat(read("{ \"items\": [{ \"n/m\": 4 }] }", "/items/0/n~1m", "number")).isEqualTo(4.0);
    assertThat(read("[ 1, 2 ]", "", "numbers")).isEqualTo(List.of(1.0, 2.0));
  }

  @Test
  void theParameterAsIsTheTypeOfTheOutput() {
    assertThat(new ReadJson().describe(Map.of("as", "texts")).output("value").orElseThrow().type())
        .isEqualTo(PortType.STRING.list());
    assertThatThrownBy(() -> new ReadJson().describe(Map.of("as", "xml")))
        .hasMessageStartingWith("as: value \"xml\", expected one of any, object, list, text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "{ \"a\": 1,, }||any|a.json:1: no JSON",
        "{ \"a\": 1, \"a\": 2 }||any|a.json",
        "1 2||any|more than one JSON document",
        "{ \"a\": [1] }|/a/1|any|has no /a/1, expected what at = /a/1 names",
        "{ \"a\": [1] }|a|any|at is a, expected a pointer such as /items/0",
        "[ 1 ]||object|a.json: value [1], expected",
        "null||any|is null, expected a value",
        "7||text|is no text, expected one",
      })
  void whatIsWrongInAFileIsSaid(String text, String at, String as, String message) {
    assertThatThrownBy(() -> read(text, at == null ? "" : at, as))
        .isInstanceOf(java.io.IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyOrMissingFileIsRefused() {
    assertThatThrownBy(() -> read("", "", "any")).isInstanceOf(java.io.IOException.class);
    assertThatThrownBy(
            () -> new ReadJson().compute(Map.of("file", folder.resolve("none.json")), context()))
        .hasMessageEndingWith("none.json does not exist, expected a file");
  }

  /** A value with parts. */
  public record Point(int x, Optional<String> name) {}

  @Test
  void aValueIsWrittenSoThatItIsReadAgain() throws Exception {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("point", new Point(1, Optional.empty()));
    value.put("array", new double[] {0.5, 1});
    value.put("day", LocalDate.of(2026, 1, 2));
    value.put("path", Path.of("x"));
    value.put("long", Duration.ofSeconds(3));
    Path file = folder.resolve("new/out.json");
    assertThat(new WriteJson().compute(Map.of("file", file, "value", value), context()))
        .isEqualTo(Map.of("file", file));
    Object again =
        new ReadJson().compute(Map.of("file", file, "at", "", "as", "any"), context()).get("value");
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("x", 1);
    point.put("name", null);
    assertThat(again)
        .isEqualTo(
            Map.of(
                "point", point,
                "array", List.of(0.5, 1.0),
                "day", "2026-01-02",
                "path", "x",
                "long", "PT3S"));
  }

  @Test
  void whatJsonCannotHoldIsRefusedAndWritesNothing() {
    Path file = folder.resolve("out.json");
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThatThrownBy(
            () ->
                new WriteJson()
                    .compute(
                        Map.of("file", file, "value", Map.of("a", List.of(new Thread()))),
                        context()))
        .hasMessageStartingWith("value.a[0] is a java.lang.Thread, expected maps, lists");
    assertThatThrownBy(
            () -> new WriteJson().compute(Map.of("file", file, "value", Double.NaN), context()))
        .hasMessage("value is NaN, expected a finite number");
    assertThatThrownBy(
            () -> new WriteJson().compute(Map.of("file", file, "value", itself), context()))
        .hasMessageContaining("nested deeper than 200");
    assertThat(file).doesNotExist();
  }
}
