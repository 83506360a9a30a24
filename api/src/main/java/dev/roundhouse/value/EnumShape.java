package dev.roundhouse.value;

import java.util.Arrays;

/** The constants of an enum class, written by their positions. */
final class EnumShape {
  private static final ClassValue<EnumShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected EnumShape computeValue(Class<?> type) {
          return new EnumShape(type);
        }
      };

  private final Object[] constants;
  private final int fingerprint;

  private EnumShape(Class<?> type) {
    Object[] found = type.getEnumConstants();
    if (found == null) {
      throw new ValueException(type.getName() + " is no enum");
    }
    this.constants = found;
    String names =
        Arrays.stream(constants).map(each -> ((Enum<?>) each).name()).toList().toString();
    this.fingerprint = RecordShape.fingerprint(type, names);
  }

  static EnumShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  int fingerprint() {
    return fingerprint;
  }

  Object constant(int ordinal) {
    if (ordinal >= constants.length) {
      throw new ValueException(
          "constant " + ordinal + " is unknown, expected 0 to " + (constants.length - 1));
    }
    return constants[ordinal];
  }
}
