package dev.roundhouse.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CanonicalHashTest {

  private record Point(int x, Map<String, Integer> more) {}

  private enum Colour {
    RED,
    BLUE
  }

  private static String hash(Object value) {
    return Signature.of(CanonicalHash.of(value)).toString();
  }

  @Test
  void isTheSameInWhateverOrderAMapOrSetGivesItsElements() {
    Map<String, Object> forth = new LinkedHashMap<>();
    Map<String, Object> back = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forth.put("k" + i, i);
      back.put("k" + (19 - i), 19 - i);
    }
    assertThat(hash(forth)).isEqualTo(hash(back)).isEqualTo(hash(new TreeMap<>(forth)));
    assertThat(hash(new LinkedHashSet<>(List.of("a", "b"))))
        .isEqualTo(hash(new LinkedHashSet<>(List.of("b", "a"))))
        .isEqualTo(hash(Set.of("a", "b")));
    assertThat(hash(List.of(new Point(1, forth(1, 2)))))
        .isEqualTo(hash(List.of(new Point(1, forth(2, 1)))));
  }

  private static Map<String, Integer> forth(int first, int second) {
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("k" + first, first);
    map.put("k" + second, second);
    return map;
  }

  @Test
  void isTheSameForEveryKindOfList() {
    assertThat(hash(new ArrayList<>(List.of(1, 2)))).isEqualTo(hash(List.of(1, 2)));
  }

  @Test
  void tellsValuesApart() {
    List<Object> values = new ArrayList<>();
    values.addAll(
        List.of(
            1, 1L, 1.0, "1", '1', true, Colour.RED, Colour.BLUE, new BigDecimal("1"), (byte) 1));
    values.addAll(List.of(List.of(), Set.of(), Map.of(), Optional.empty(), Optional.of(1)));
    values.addAll(List.of(List.of(1), List.of(1, 1), List.of(List.of(1)), List.of("1")));
    values.addAll(List.of(Path.of("1"), Duration.ofSeconds(1), new int[] {1}, new int[] {2}));
    values.addAll(List.of(new Object[] {1}, new Point(1, Map.of()), new Point(2, Map.of())));
    values.addAll(List.of(List.of("a", "b"), List.of("ab"), List.of("b", "a"), ""));

    assertThat(values.stream().map(CanonicalHashTest::hash).distinct()).hasSameSizeAs(values);
    assertThat(hash(null)).isNotEqualTo(hash(""));
  }

  @Test
  void refusesWhatHasNoEndOrCannotBeEncoded() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertThatThrownBy(() -> hash(endless)).hasMessageContaining("too deeply");
    assertThatThrownBy(() -> hash(new Thread())).hasMessageContaining("java.lang.Thread");
  }
}
