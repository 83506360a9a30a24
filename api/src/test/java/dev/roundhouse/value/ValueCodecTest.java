package dev.roundhouse.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.function.TaskFunction;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCodecTest {
  private static final ClassLoader LOADER = ValueCodecTest.class.getClassLoader();

  record Empty() {}

  record Point(int x, long y) {}

  record Mixed(
      byte b,
      short s,
      char c,
      boolean z,
      float f,
      double d,
      @Nullable String text,
      List<Point> points,
      Optional<Point> maybe) {}

  record Holder(@Nullable Object held) {}

  enum Colour {
    RED,
    GREEN {
      @Override
      String shade() {
        return "leaf";
      }
    };

    String shade() {
      return "plain";
    }
  }

  static final class Plain implements Serializable {
    private static final long serialVersionUID = 1L;
    final String name;
    @Nullable Object other;

    Plain(String name, @Nullable Object other) {
      this.name = name;
      this.other = other;
    }

    @Override
    public boolean equals(Object object) {
      return object instanceof Plain plain
          && name.equals(plain.name)
          && java.util.Objects.equals(other, plain.other);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return "Plain " + name + " with " + other;
    }
  }

  static Stream<Object> scalars() {
    return Stream.of(
        true,
        false,
        (byte) -3,
        (short) -30_000,
        'ä',
        '\ud800',
        0,
        -1,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        -0.0f,
        Float.NaN,
        -0.0,
        Double.MIN_VALUE,
        "",
        "plain ascii",
        "Grüße",
        "日本語 🚂",
        "\udc00 lone \ud800",
        new BigInteger("-123456789012345678901234567890"),
        new BigDecimal("1.50"),
        new BigDecimal(BigInteger.ONE, -7),
        new UUID(1, -2),
        URI.create("http://example.org/a?b#c"),
        Path.of("a/b.txt"),
        Instant.parse("2026-01-02T03:04:05.678901234Z"),
        Instant.MIN,
        Instant.MAX,
        Duration.ofSeconds(Long.MIN_VALUE, 1),
        Period.of(-1, 2, -3),
        LocalDate.MIN,
        LocalTime.MAX,
        LocalDateTime.MAX,
        OffsetDateTime.of(LocalDateTime.MIN, ZoneOffset.MAX),
        OffsetTime.of(LocalTime.NOON, ZoneOffset.ofHoursMinutes(5, 30)),
        ZonedDateTime.of(LocalDateTime.of(2026, 10, 25, 2, 30), ZoneId.of("Europe/Berlin"))
            .withLaterOffsetAtOverlap(),
        ZoneOffset.UTC,
        ZoneId.of("Asia/Tokyo"),
        Year.of(2026),
        YearMonth.of(2026, 2),
        MonthDay.of(2, 29),
        OptionalInt.empty(),
        OptionalInt.of(7),
        OptionalLong.of(-7),
        OptionalDouble.of(0.5),
        OptionalDouble.empty(),
        TimeUnit.DAYS,
        Colour.RED,
        Colour.GREEN,
        String.class,
        int.class,
        int[][].class);
  }

  static Stream<Object> compounds() {
    List<Object> withNulls = new ArrayList<>(Arrays.asList(1, null, "x"));
    Map<Object, Object> nullKey = new HashMap<>();
    nullKey.put(null, 1);
    nullKey.put("k", null);
    return Stream.of(
        Optional.empty(),
        Optional.of("there"),
        withNulls,
        new LinkedList<>(withNulls),
        Arrays.asList(1, null),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        Stream.of(1, null, 2).toList(),
        Set.of(),
        Set.of(1, 2, 3),
        new HashSet<>(withNulls),
        new LinkedHashSet<>(withNulls),
        new TreeSet<>(List.of("b", "a")),
        nullKey,
        new LinkedHashMap<>(nullKey),
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        Map.of(),
        Map.of("a", 1),
        Map.of("a", 1, "b", List.of(2)),
        Map.entry("a", 1),
        new Empty(),
        new Point(-1, Long.MAX_VALUE),
        new Mixed(
            (byte) 1,
            (short) 2,
            'c',
            true,
            1.5f,
            -2.5,
            null,
            List.of(),
            Optional.of(new Point(1, 2))),
        new Holder(new Holder(new Holder(null))));
  }

  static Stream<Object> foreign() {
    TreeMap<String, Integer> reverse = new TreeMap<>(Comparator.reverseOrder());
    reverse.putAll(Map.of("a", 1, "b", 2));
    return Stream.of(
        new Plain("a", List.of(1, 2)),
        new Plain("record inside", new Point(1, 2)),
        new Plain("optional inside", Optional.of(new Empty())),
        new Plain("path inside", Path.of("x/y")),
        new Holder(new Plain("inside a record", Optional.empty())),
        List.of(new Plain("in a list", Map.of("p", new Point(1, 1)))),
        reverse,
        Collections.unmodifiableList(List.of(1, 2)),
        Collections.emptyMap(),
        EnumSet.of(Colour.GREEN),
        new EnumMap<>(Map.of(Colour.RED, 1)),
        new CopyOnWriteArrayList<>(List.of("a")),
        new ConcurrentHashMap<>(Map.of("a", 1)),
        BitSet.valueOf(new long[] {5, 9}),
        Locale.GERMANY);
  }

  @ParameterizedTest
  @MethodSource({"scalars", "compounds", "foreign"})
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
  void sharedObjectsStayShared() {
    List<Integer> shared = new ArrayList<>(List.of(1));
    String text = new String("a longer text");
    List<?> back = (List<?>) roundTrip(List.of(shared, new Holder(shared), text, text));
    assertThat(((Holder) back.get(1)).held()).isSameAs(back.get(0));
    assertThat(back.get(3)).isSameAs(back.get(2));
  }

  @Test
  void mutableContainersMayHoldThemselves() {
    List<Object> list = new ArrayList<>();
    Map<String, Object> map = new HashMap<>();
    Object[] array = {list, map};
    list.add(array);
    map.put("me", map);
    Object[] back = (Object[]) roundTrip(array);
    assertThat(((List<?>) back[0]).get(0)).isSameAs(back);
    assertThat(((Map<?, ?>) back[1]).get("me")).isSameAs(back[1]);
  }

  @Test
  void aRecordThatHoldsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    Holder holder = new Holder(list);
    list.add(holder);
    assertThatThrownBy(() -> ValueCodec.encode(holder))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("Holder at $.held[0] cannot be serialised")
        .hasMessageContaining("holds itself");
  }

  @Test
  void aRecordThatHoldsItselfThroughAnObjectIsRefused() {
    Plain plain = new Plain("loop", null);
    Holder holder = new Holder(plain);
    plain.other = holder;
    byte[] bytes = ValueCodec.encode(holder);
    assertThatThrownBy(() -> ValueCodec.decode(bytes, LOADER))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("holds itself");
  }

  @Test
  void deepValuesComeBack() {
    Object deep = "bottom";
    for (int i = 0; i < 20_000; i++) {
      deep = i % 2 == 0 ? new Holder(deep) : List.of(deep);
    }
    Object back = roundTrip(deep);
    int levels = 0;
    while (!(back instanceof String)) {
      back = back instanceof Holder holder ? holder.held() : ((List<?>) back).get(0);
      levels++;
    }
    assertThat(levels).isEqualTo(20_000);
  }

  @Test
  void deepForeignValuesComeBack() {
    Plain deep = new Plain("bottom", null);
    for (int i = 0; i < 20_000; i++) {
      deep = new Plain("level", deep);
    }
    Plain back = (Plain) roundTrip(deep);
    int levels = 0;
    while (back.other != null) {
      back = (Plain) back.other;
      levels++;
    }
    assertThat(levels).isEqualTo(20_000);
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
    return java.util.Objects.requireNonNull(ValueCodec.decode(ValueCodec.encode(value), LOADER));
  }

  static final class Failing implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(java.io.ObjectOutputStream out) {
      throw new IllegalStateException("not now");
    }
  }

  record Choosy(int number) {
    Choosy {
      if (number == 13) {
        throw new IllegalArgumentException("number is 13, expected any other");
      }
    }
  }

  @Test
  void namesThePathToWhatIsNotSerialisable() {
    Plain plain = new Plain("p", new Object[] {1, Map.of("k", new Holder(new Object()))});
    assertThatThrownBy(() -> ValueCodec.encode(List.of(0, plain)))
        .isInstanceOfSatisfying(
            ValueException.class, e -> assertThat(e.code()).isEqualTo("not-serializable"))
        .hasMessageContaining("java.lang.Object at $[1].other[1][k].held cannot be serialised");
  }

  @Test
  void whatAValueThrowsIsReported() {
    assertThatThrownBy(() -> ValueCodec.encode(new Failing()))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("Failing at $ cannot be serialised: it threw")
        .hasMessageContaining("not now");
  }

  @Test
  void aConstructorThatRefusesIsReported() {
    byte[] bytes = ValueCodec.encode(new Choosy(12));
    bytes[bytes.length - 1] = 26;
    assertThatThrownBy(() -> ValueCodec.decode(bytes, LOADER))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("Choosy refused")
        .hasMessageContaining("number is 13");
  }

  @Test
  void classesThatAreMissingAreNamed() {
    byte[] bytes = ValueCodec.encode(new Point(1, 2));
    assertThatThrownBy(() -> ValueCodec.decode(bytes, ClassLoader.getPlatformClassLoader()))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("class dev.roundhouse.value.ValueCodecTest$Point cannot be loaded");
  }
}
