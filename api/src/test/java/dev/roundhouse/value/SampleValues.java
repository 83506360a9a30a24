package dev.roundhouse.value;

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
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of every kind that the codec knows, and some that only the JDK does. */
final class SampleValues {
  private SampleValues() {}

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
          && Objects.equals(other, plain.other);
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
        Collections.singletonList(null),
        Collections.emptyList(),
        Collections.emptySet(),
        Collections.emptyMap(),
        Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))),
        Collections.unmodifiableSet(new LinkedHashSet<>(List.of(2, 1))),
        Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("a", 1))),
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
        Collections.synchronizedList(new ArrayList<>(List.of(1, 2))),
        Collections.nCopies(3, "x"),
        EnumSet.of(Colour.GREEN),
        new EnumMap<>(Map.of(Colour.RED, 1)),
        new CopyOnWriteArrayList<>(List.of("a")),
        new ConcurrentHashMap<>(Map.of("a", 1)),
        BitSet.valueOf(new long[] {5, 9}),
        Locale.GERMANY);
  }
}
