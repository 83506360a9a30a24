package dev.roundhouse.process;

import java.util.Map;
import java.util.Set;

/**
 * How a process ended.
 *
 * @param code its exit code; 128 and a signal's number where a signal ended it
 */
public record ProcessEnd(int code) {

  /**
   * The code of a process that was told to end so that its owner starts another in its place; the
   * one that service managers know as a temporary failure.
   */
  public static final int RESTART = 75;

  private static final Map<Integer, String> SIGNALS =
      Map.of(1, "HUP", 2, "INT", 4, "ILL", 6, "ABRT", 7, "BUS", 9, "KILL", 11, "SEGV", 15, "TERM");

  private static final Set<Integer> REQUESTS = Set.of(1, 2, 15);

  /** Whether a signal ended it that asks nobody: a kill, a crash, the system's want of memory. */
  public boolean struckDown() {
    int signal = code - 128;
    return SIGNALS.containsKey(signal) && !REQUESTS.contains(signal);
  }

  /** Whether it ended as it should. */
  public boolean orderly() {
    return code == 0;
  }

  /** Whether it asks for another process in its place. */
  public boolean restart() {
    return code == RESTART;
  }

  /** For people: {@code exit code 3}, or {@code killed by signal 9 (KILL)}. */
  public String text() {
    int signal = code - 128;
    if (SIGNALS.containsKey(signal)) {
      return "killed by signal " + signal + " (" + SIGNALS.get(signal) + ")";
    }
    return "exit code " + code;
  }
}
