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
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Which tag the objects of a class get; {@link Tag#JAVA} for all that have none. */
final class Kinds {
  @SuppressWarnings("JdkObsolete") // a view of a list without random access is another class
  private static final Map<Class<?>, Tag> EXACT =
      Map.ofEntries(
          Map.entry(Boolean.class, Tag.TRUE),
          Map.entry(Byte.class, Tag.BYTE),
          Map.entry(Short.class, Tag.SHORT),
          Map.entry(Character.class, Tag.CHARACTER),
          Map.entry(Integer.class, Tag.INTEGER),
          Map.entry(Long.class, Tag.LONG),
          Map.entry(Float.class, Tag.FLOAT),
          Map.entry(Double.class, Tag.DOUBLE),
          Map.entry(String.class, Tag.LATIN1),
          Map.entry(byte[].class, Tag.BYTES),
          Map.entry(boolean[].class, Tag.BOOLEANS),
          Map.entry(short[].class, Tag.SHORTS),
          Map.entry(char[].class, Tag.CHARACTERS),
          Map.entry(int[].class, Tag.INTEGERS),
          Map.entry(long[].class, Tag.LONGS),
          Map.entry(float[].class, Tag.FLOATS),
          Map.entry(double[].class, Tag.DOUBLES),
          Map.entry(ArrayList.class, Tag.ARRAY_LIST),
          Map.entry(LinkedList.class, Tag.LINKED_LIST),
          Map.entry(ArrayDeque.class, Tag.ARRAY_DEQUE),
          Map.entry(Arrays.asList().getClass(), Tag.FIXED_LIST),
          Map.entry(List.of().getClass(), Tag.LIST_OF),
          Map.entry(List.of(1).getClass(), Tag.LIST_OF),
          Map.entry(Collections.singletonList(1).getClass(), Tag.SINGLETON_LIST),
          Map.entry(Collections.emptyList().getClass(), Tag.EMPTY_LIST),
          Map.entry(
              Collections.unmodifiableList(new ArrayList<>()).getClass(), Tag.UNMODIFIABLE_LIST),
          Map.entry(
              Collections.unmodifiableList(new LinkedList<>()).getClass(), Tag.UNMODIFIABLE_LIST),
          Map.entry(HashSet.class, Tag.HASH_SET),
          Map.entry(LinkedHashSet.class, Tag.LINKED_HASH_SET),
          Map.entry(TreeSet.class, Tag.TREE_SET),
          Map.entry(Set.of().getClass(), Tag.SET_OF),
          Map.entry(Set.of(1).getClass(), Tag.SET_OF),
          Map.entry(Collections.emptySet().getClass(), Tag.EMPTY_SET),
          Map.entry(Collections.unmodifiableSet(new HashSet<>()).getClass(), Tag.UNMODIFIABLE_SET),
          Map.entry(HashMap.class, Tag.HASH_MAP),
          Map.entry(LinkedHashMap.class, Tag.LINKED_HASH_MAP),
          Map.entry(TreeMap.class, Tag.TREE_MAP),
          Map.entry(Map.of().getClass(), Tag.MAP_OF),
          Map.entry(Map.of(1, 1).getClass(), Tag.MAP_OF),
          Map.entry(Collections.emptyMap().getClass(), Tag.EMPTY_MAP),
          Map.entry(Collections.unmodifiableMap(new HashMap<>()).getClass(), Tag.UNMODIFIABLE_MAP),
          Map.entry(Optional.class, Tag.OPTIONAL),
          Map.entry(OptionalInt.class, Tag.OPTIONAL_INT),
          Map.entry(OptionalLong.class, Tag.OPTIONAL_LONG),
          Map.entry(OptionalDouble.class, Tag.OPTIONAL_DOUBLE),
          Map.entry(BigInteger.class, Tag.BIG_INTEGER),
          Map.entry(BigDecimal.class, Tag.BIG_DECIMAL),
          Map.entry(UUID.class, Tag.UUID),
          Map.entry(URI.class, Tag.URI),
          Map.entry(Instant.class, Tag.INSTANT),
          Map.entry(Duration.class, Tag.DURATION),
          Map.entry(Period.class, Tag.PERIOD),
          Map.entry(LocalDate.class, Tag.LOCAL_DATE),
          Map.entry(LocalTime.class, Tag.LOCAL_TIME),
          Map.entry(LocalDateTime.class, Tag.LOCAL_DATE_TIME),
          Map.entry(OffsetDateTime.class, Tag.OFFSET_DATE_TIME),
          Map.entry(OffsetTime.class, Tag.OFFSET_TIME),
          Map.entry(ZonedDateTime.class, Tag.ZONED_DATE_TIME),
          Map.entry(Year.class, Tag.YEAR),
          Map.entry(YearMonth.class, Tag.YEAR_MONTH),
          Map.entry(MonthDay.class, Tag.MONTH_DAY),
          Map.entry(Class.class, Tag.CLASS));

  private static final ClassValue<Tag> TAGS =
      new ClassValue<>() {
        @Override
        protected Tag computeValue(Class<?> type) {
          return find(type);
        }
      };

  private Kinds() {}

  static Tag of(Class<?> type) {
    return TAGS.get(type);
  }

  private static Tag find(Class<?> type) {
    Tag exact = EXACT.get(type);
    if (exact != null) {
      return exact;
    }
    if (type.isArray()) {
      return Tag.OBJECTS;
    }
    if (type.isRecord()) {
      return RecordShape.isPlain(type) ? Tag.RECORD : Tag.JAVA;
    }
    if (Enum.class.isAssignableFrom(type)) {
      return Tag.ENUM;
    }
    if (Path.class.isAssignableFrom(type)) {
      return Tag.PATH;
    }
    if (ZoneId.class.isAssignableFrom(type)) {
      return Tag.ZONE;
    }
    if (Lambdas.isLambda(type)) {
      return Tag.LAMBDA;
    }
    return isView(type) ? viewed(type) : Tag.JAVA;
  }

  /**
   * A part or view of a collection of the JDK, such as a sublist or an entry: a copy is written.
   */
  private static boolean isView(Class<?> type) {
    return type.getModule() == Object.class.getModule()
        && type.getPackageName().equals("java.util")
        && !Serializable.class.isAssignableFrom(type);
  }

  private static Tag viewed(Class<?> type) {
    if (Set.class.isAssignableFrom(type)) {
      return Tag.LINKED_HASH_SET;
    }
    if (Map.class.isAssignableFrom(type)) {
      return Tag.LINKED_HASH_MAP;
    }
    if (Map.Entry.class.isAssignableFrom(type)) {
      return Tag.ENTRY;
    }
    return Collection.class.isAssignableFrom(type) ? Tag.ARRAY_LIST : Tag.JAVA;
  }
}
