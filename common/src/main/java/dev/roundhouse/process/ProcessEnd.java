package dev.roundhouse.process;

import java.util.Map;
import java.util.Set;

/**
 * How a process ended.
 *
 * @param code its exit code; 128 and a signal's number where a signal ended it
 */
public record ProcessEnd(int code) {

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

  /** For people: {@code exit code 3}, or {@code killed by signal 9 (KILL)}. */
  public String text() {
    int signal = code - 128;
    if (SIGNALS.containsKey(signal)) {
      return "killed by signal " + signal + " (" + SIGNALS.get(signal) + ")";
    }
    return "exit code " + code;
  }
}
