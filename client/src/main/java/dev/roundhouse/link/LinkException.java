package dev.roundhouse.link;

import java.util.Objects;

/** The cluster could not be asked. */
public final class LinkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  LinkException(String code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** A stable code, such as {@code no-controller}. */
  public String code() {
    return code;
  }
}
