package dev.roundhouse.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process's hold on its owner: its standard input, which the system closes when the owner ends in
 * whatever way. Watched by a daemon thread.
 */
public final class Lifeline {

  /** What the owner says to set the process free. */
  static final String DETACH = "detach";

  private static final Pattern EXITED = Pattern.compile("exited (\\d{1,18}) (.*)");

  private Lifeline() {}

  /** What a process hears over its lifeline, on the watching thread. */
  public interface Listener {

    /** The owner set the process free; nothing comes after it. */
    void detached();

    /** The owner is gone; nothing comes after it. */
    void cut();

    /** Another process of the owner ended. */
    void exited(long pid, String how);
  }

  /** What an owner says to a controller of one of its engines. */
  public static String exited(long pid, String how) {
    return "exited " + pid + " " + how.replaceAll("\\R", " ");
  }

  /** Watches a lifeline until it is cut or the process is set free; one of both is told, once. */
  public static void watch(InputStream input, Listener listener) {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(listener, "listener");
    Thread thread = new Thread(() -> follow(input, listener), "lifeline");
    thread.setDaemon(true);
    thread.start();
  }

  private static void follow(InputStream input, Listener listener) {
    if (waitForDetach(input, listener)) {
      listener.detached();
    } else {
      listener.cut();
    }
  }

  private static boolean waitForDetach(InputStream input, Listener listener) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.strip().equals(DETACH)) {
          return true;
        }
        Matcher exited = EXITED.matcher(line);
        if (exited.matches()) {
          listener.exited(Long.parseLong(exited.group(1)), exited.group(2));
        }
      }
      return false;
    } catch (IOException e) {
      // A lifeline that cannot be read holds nothing: the same as one that was cut.
      return false;
    }
  }
}
