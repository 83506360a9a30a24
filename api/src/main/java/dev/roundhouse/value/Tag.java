package dev.roundhouse.value;

/** The first byte of every encoded value: its ordinal. New ones go to the end of the list. */
enum Tag {
  NULL(Family.SCALAR),
  TRUE(Family.SCALAR),
  FALSE(Family.SCALAR),
  BYTE(Family.SCALAR),
  SHORT(Family.SCALAR),
  CHARACTER(Family.SCALAR),
  INTEGER(Family.SCALAR),
  LONG(Family.SCALAR),
  FLOAT(Family.SCALAR),
  DOUBLE(Family.SCALAR),
  /** A string whose characters fit a byte each. */
  LATIN1(Family.STRING),
  /** Any other string, lone surrogates included. */
  UTF16(Family.STRING),
  /** An object that came before, by its number. */
  REFERENCE(Family.LINK),
  /** An object that the closed world's hook wrote. */
  FOREIGN(Family.LINK),
  /** The whole value by the JDK's serialisation; only as the very first tag. */
  JAVA(Family.LINK),
  BYTES(Family.ARRAY),
  BOOLEANS(Family.ARRAY),
  SHORTS(Family.ARRAY),
  CHARACTERS(Family.ARRAY),
  INTEGERS(Family.ARRAY),
  LONGS(Family.ARRAY),
  FLOATS(Family.ARRAY),
  DOUBLES(Family.ARRAY),
  OBJECTS(Family.COMPOUND),
  ARRAY_LIST(Family.COLLECTION),
  LINKED_LIST(Family.COLLECTION),
  ARRAY_DEQUE(Family.COLLECTION),
  /** {@code Arrays.asList}. */
  FIXED_LIST(Family.COLLECTION),
  /** {@code List.of} and {@code Stream.toList}, which may hold nulls. */
  LIST_OF(Family.COLLECTION),
  HASH_SET(Family.COLLECTION),
  LINKED_HASH_SET(Family.COLLECTION),
  TREE_SET(Family.COLLECTION),
  SET_OF(Family.COLLECTION),
  HASH_MAP(Family.MAP),
  LINKED_HASH_MAP(Family.MAP),
  TREE_MAP(Family.MAP),
  MAP_OF(Family.MAP),
  OPTIONAL(Family.COMPOUND),
  OPTIONAL_INT(Family.SCALAR),
  OPTIONAL_LONG(Family.SCALAR),
  OPTIONAL_DOUBLE(Family.SCALAR),
  BIG_INTEGER(Family.SCALAR),
  BIG_DECIMAL(Family.SCALAR),
  UUID(Family.SCALAR),
  URI(Family.SCALAR),
  PATH(Family.SCALAR),
  INSTANT(Family.SCALAR),
  DURATION(Family.SCALAR),
  PERIOD(Family.SCALAR),
  LOCAL_DATE(Family.SCALAR),
  LOCAL_TIME(Family.SCALAR),
  LOCAL_DATE_TIME(Family.SCALAR),
  OFFSET_DATE_TIME(Family.SCALAR),
  OFFSET_TIME(Family.SCALAR),
  ZONED_DATE_TIME(Family.SCALAR),
  ZONE(Family.SCALAR),
  YEAR(Family.SCALAR),
  YEAR_MONTH(Family.SCALAR),
  MONTH_DAY(Family.SCALAR),
  CLASS(Family.COMPOUND),
  ENUM(Family.COMPOUND),
  RECORD(Family.COMPOUND),
  LAMBDA(Family.COMPOUND),
  /** A pair of a map, which may hold nulls. */
  ENTRY(Family.COMPOUND),
  /** {@code Collections.singletonList}. */
  SINGLETON_LIST(Family.COLLECTION),
  EMPTY_LIST(Family.COLLECTION),
  EMPTY_SET(Family.COLLECTION),
  EMPTY_MAP(Family.MAP),
  /** A wrapper of {@code Collections}: written as its content, without what it wraps. */
  UNMODIFIABLE_LIST(Family.COLLECTION),
  UNMODIFIABLE_SET(Family.COLLECTION),
  UNMODIFIABLE_MAP(Family.MAP);

  /** Tags that are written and read by the same code. */
  enum Family {
    /** No parts, never referred to. */
    SCALAR,
    STRING,
    /** An array of primitives. */
    ARRAY,
    COLLECTION,
    MAP,
    COMPOUND,
    LINK
  }

  private static final Tag[] ALL = values();

  private final Family family;

  Tag(Family family) {
    this.family = family;
  }

  Family family() {
    return family;
  }

  /** Whether its parts must be complete before it can be made, so that none may refer to it. */
  boolean isMadeLast() {
    return switch (this) {
      case LIST_OF,
          SINGLETON_LIST,
          EMPTY_LIST,
          SET_OF,
          EMPTY_SET,
          MAP_OF,
          EMPTY_MAP,
          OPTIONAL,
          RECORD,
          LAMBDA,
          ENTRY ->
          true;
      default -> false;
    };
  }

  static Tag of(int code) {
    if (code < 0 || code >= ALL.length) {
      throw new ValueException("unknown tag " + code + ", expected 0 to " + (ALL.length - 1));
    }
    return ALL[code];
  }
}
