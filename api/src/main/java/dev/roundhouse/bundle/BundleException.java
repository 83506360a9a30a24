package dev.roundhouse.bundle;

import dev.roundhouse.RoundhouseException;

/** User code cannot be read, is not where it was named, or has other content there. */
public final class BundleException extends RoundhouseException {
  private static final long serialVersionUID = 1L;

  public BundleException(String message) {
    super("bundle", message, "");
  }

  public BundleException(String message, Throwable cause) {
    super("bundle", message, "", cause);
  }
}
