package dev.roundhouse.value;

import java.util.Optional;

/** Which classes a codec deals with, and how it names them. */
sealed interface World permits OpenWorld, ClosedWorld {
  /** Whether an object that occurs twice is written once. Costs a table of all objects. */
  boolean keepsReferences();

  /** The tag for objects of this class; {@link Tag#JAVA} where this world has none of its own. */
  Tag tag(Class<?> type);

  /** Names a class for the first time in a value. */
  void name(Class<?> type, Output out);

  /** Finds a class that is named for the first time in a value. */
  Class<?> find(Input in);

  /** Writes an object without a tag of its own as text. */
  Optional<String> encodeForeign(Object value);

  Object decodeForeign(String text);

  /** Distinguishes classes of one name whose content differs; 0 where that cannot be. */
  static int fingerprint(Class<?> type) {
    if (type.isRecord()) {
      return RecordShape.of(type).fingerprint();
    }
    return type.isEnum() ? EnumShape.of(type).fingerprint() : 0;
  }
}
