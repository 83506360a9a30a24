package dev.roundhouse.upkeep;

import java.util.Locale;
import java.util.Objects;

/**
 * What a check found.
 *
 * @param name of the check
 * @param status how it is
 * @param message what was found, the value, what was expected
 * @param mend what to do about it; empty where all is well
 */
public record Finding(String name, Status status, String message, String mend) {

  /** How something is. */
  public enum Status {
    /** As it should be. */
    OK,
    /** It works, but somebody should look at it. */
    WARN,
    /** It does not work. */
    FAIL;

    /** As it is printed. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Finding {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(mend, "mend");
    if (status == Status.OK != mend.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is " + status + " with the remedy \"" + mend + "\", expected one or the other");
    }
  }

  static Finding ok(String name, String message) {
    return new Finding(name, Status.OK, message, "");
  }

  static Finding warn(String name, String message, String mend) {
    return new Finding(name, Status.WARN, message, mend);
  }

  static Finding fail(String name, String message, String mend) {
    return new Finding(name, Status.FAIL, message, mend);
  }
}
