package dev.roundhouse.work;

import dev.roundhouse.RoundhouseException;

/**
 * What the user's code threw in another process, where the exception itself could not come over:
 * its class, its message and its trace, causes included, which is printed with this one.
 */
public final class RemoteTaskException extends RoundhouseException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String remoteTrace;

  /**
   * Makes it from an error's parts.
   *
   * @param type class name of the exception, or a stable code of the product
   * @param remoteTrace as printed there; empty where there is none
   */
  public RemoteTaskException(String type, String message, String remoteTrace) {
    super("remote-failure", message.isEmpty() ? type : type + ": " + message, "");
    this.type = type;
    this.remoteTrace = remoteTrace;
  }

  /** Class name of the exception over there, or a stable code of the product. */
  public String type() {
    return type;
  }

  /** The trace over there, causes included, as printed; empty where there is none. */
  public String remoteTrace() {
    return remoteTrace;
  }

  /** The message, and the remote trace below it. */
  @Override
  public String toString() {
    String first = getClass().getName() + ": " + getMessage();
    return remoteTrace.isEmpty() ? first : first + "\nRemote trace: " + remoteTrace.stripTrailing();
  }
}
