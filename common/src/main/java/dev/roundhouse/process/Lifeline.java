package dev.roundhouse.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A process's hold on its owner: its standard input, which the system closes when the owner ends in
 * whatever way. Watched by a daemon thread.
 */
public final class Lifeline {

  /** What the owner says to set the process free. */
  static final String DETACH = "detach";

  private Lifeline() {}

  /**
   * Watches a lifeline until it is cut or the process is set free. Exactly one of the actions is
   * called, once, on the watching thread.
   *
   * @param input the lifeline
   * @param onDetach the owner set the process free
   * @param onCut the owner is gone
   */
  public static void watch(InputStream input, Runnable onDetach, Runnable onCut) {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(onDetach, "onDetach");
    Objects.requireNonNull(onCut, "onCut");
    Thread thread = new Thread(() -> follow(input, onDetach, onCut), "lifeline");
    thread.setDaemon(true);
    thread.start();
  }

  private static void follow(InputStream input, Runnable onDetach, Runnable onCut) {
    if (waitForDetach(input)) {
      onDetach.run();
    } else {
      onCut.run();
    }
  }

  private static boolean waitForDetach(InputStream input) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.strip().equals(DETACH)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // A lifeline that cannot be read holds nothing: the same as one that was cut.
      return false;
    }
  }
}
