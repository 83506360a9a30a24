package dev.roundhouse.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.function.TaskFunction;
import dev.roundhouse.value.SampleValues.Holder;
import dev.roundhouse.value.SampleValues.Plain;
import dev.roundhouse.value.SampleValues.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCodecTest {
  private static final ClassLoader LOADER = ValueCodecTest.class.getClassLoader();

  @ParameterizedTest
  @MethodSource({
    "dev.roundhouse.value.SampleValues#scalars",
    "dev.roundhouse.value.SampleValues#compounds",
    "dev.roundhouse.value.SampleValues#foreign"
  })
  void valuesComeBackEqualAndOfTheirClass(Object value) {
    Object back = roundTrip(value);
    assertThat(back).isEqualTo(value).hasSameClassAs(value);
    assertThat(((Holder) roundTrip(new Holder(value))).held()).isEqualTo(value);
    assertThat((Object[]) roundTrip(new Object[] {value, "x"})).containsExactly(value, "x");
  }

  @Test
  void nothingComesBackAsNothing() {
    assertThat(ValueCodec.decode(ValueCodec.encode(null), LOADER)).isNull();
  }

  @Test
  void arraysComeBackWithTheirTypes() {
    Object[] arrays = {
      new byte[] {1, -1},
      new boolean[] {true, false},
      new short[] {-5},
      new char[] {'x', '\ud800'},
      new int[] {1, Integer.MIN_VALUE},
      new long[] {Long.MAX_VALUE},
      new float[] {Float.NaN, -0f},
      new double[] {0.1, Double.NEGATIVE_INFINITY},
      new String[] {"a", null},
      new int[][] {{1}, {}, {2, 3}},
      new Point[] {new Point(1, 2)},
      new Object[0]
    };
    assertThat(Arrays.deepEquals((Object[]) roundTrip(arrays), arrays)).isTrue();
    for (Object array : arrays) {
      assertThat(roundTrip(array)).isEqualTo(array).hasSameClassAs(array);
    }
  }

  @Test
  void queuesComeBackInOrder() {
    ArrayDeque<?> deque = (ArrayDeque<?>) roundTrip(new ArrayDeque<>(List.of(1, 2, 3)));
    assertThat(deque.toArray()).containsExactly(1, 2, 3);
    PriorityQueue<?> queue = (PriorityQueue<?>) roundTrip(new PriorityQueue<>(List.of(3, 1, 2)));
    assertThat((Object) queue.poll()).isEqualTo(1);
    assertThat(((AtomicLong) roundTrip(new AtomicLong(5))).get()).isEqualTo(5);
    assertThat(((Pattern) roundTrip(Pattern.compile("a+"))).pattern()).isEqualTo("a+");
  }

  @Test
  void largeArraysInContainersComeBack() {
    byte[] large = new byte[5 << 20];
    Arrays.fill(large, (byte) 7);
    double[] numbers = new double[1 << 17];
    Arrays.fill(numbers, 0.25);
    List<?> back = (List<?>) roundTrip(List.of("before", large, 1, numbers, "after", large));
    assertThat((byte[]) back.get(1)).isEqualTo(large);
    assertThat((double[]) back.get(3)).isEqualTo(numbers);
    assertThat(back.get(5)).isSameAs(back.get(1));
    assertThat(back.get(4)).isEqualTo("after");
    assertThat(ValueCodec.encode(large)).hasSizeLessThan(large.length + 8);
  }

  @Test
  void viewsBecomeCopies() {
    List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3, 4));
    assertThat(roundTrip(numbers.subList(1, 3))).isEqualTo(List.of(2, 3));
    assertThat(roundTrip(List.of(1, 2, 3, 4).subList(1, 3))).isEqualTo(List.of(2, 3));
    assertThat(roundTrip(new TreeMap<>(Map.of("a", 1)).keySet())).isEqualTo(Set.of("a"));
    Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
    map.put("none", null);
    assertThat(roundTrip(map.entrySet())).isEqualTo(map.entrySet());
    assertThat(roundTrip(new Plain("view", map.values()))).isNotNull();
    assertThat(roundTrip(new Plain("view", new ArrayList<>(map.entrySet()))))
        .isEqualTo(new Plain("view", new ArrayList<>(map.entrySet())));
    assertThat(roundTrip(new Plain("view", numbers.subList(0, 1))))
        .isEqualTo(new Plain("view", List.of(1)));
  }

  @Test
  void lambdasComeBackWithWhatTheyCaptured() throws Exception {
    int offset = 40;
    Point point = new Point(1, 1);
    TaskFunction<Integer, Long> add = x -> x + offset + point.y();
    @SuppressWarnings("unchecked")
    TaskFunction<Integer, Long> back = (TaskFunction<Integer, Long>) roundTrip(add);
    assertThat(back.apply(1)).isEqualTo(42);
  }

  @Test
  void lambdasWorkInsideForeignValues() throws Exception {
    Plain captured = new Plain("captured", null);
    TaskFunction<Integer, String> name = x -> captured.name + x;
    Plain back = (Plain) roundTrip(new Plain("holder", List.of(name)));
    @SuppressWarnings("unchecked")
    TaskFunction<Integer, String> function =
        (TaskFunction<Integer, String>) ((List<?>) back.other).get(0);
    assertThat(function.apply(1)).isEqualTo("captured1");
  }

  private static Object roundTrip(Object value) {
    return Objects.requireNonNull(ValueCodec.decode(ValueCodec.encode(value), LOADER));
  }
}
