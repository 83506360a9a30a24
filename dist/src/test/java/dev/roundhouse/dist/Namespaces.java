package dev.roundhouse.dist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Network namespaces of this test's process, by iproute2. Their names carry its process id, so that
 * those which an earlier process left, because it was killed, can be told and removed.
 */
final class Namespaces {

  private static final String PREFIX = "roundhouse-it-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\w+");
  private static final int SECONDS = 20;

  private final List<String> made = new ArrayList<>();

  /** Removes what earlier processes left. */
  static Namespaces open() throws Exception {
    for (String line : run("ip", "netns", "list").lines().toList()) {
      Matcher name = NAME.matcher(line.split(" ")[0]);
      if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
        remove(name.group());
      }
    }
    return new Namespaces();
  }

  /** Makes one, with its own loopback interface and no other. */
  String make(String name) throws Exception {
    String full = PREFIX + ProcessHandle.current().pid() + "-" + name;
    run("ip", "netns", "add", full);
    made.add(full);
    ip(full, "link set lo up");
    return full;
  }

  /** Configures a namespace: the words after {@code ip}. */
  static void ip(String namespace, String words) throws Exception {
    List<String> all = new ArrayList<>(List.of("ip", "-n", namespace));
    all.addAll(List.of(words.split(" ")));
    run(all.toArray(String[]::new));
  }

  /** Sets a switch of the kernel in a namespace. */
  static void set(String namespace, String key, int value) throws Exception {
    String write = "echo " + value + " > /proc/sys/net/" + key;
    run("ip", "netns", "exec", namespace, "sh", "-c", write);
  }

  /** What a command prints; it must succeed. */
  static String run(String... words) throws Exception {
    Result result = tried(words);
    if (result.code() != 0) {
      throw new AssertionError(
          String.join(" ", words)
              + " failed, with code "
              + result.code()
              + ": "
              + result.printed()
              + "\nthe tests with several hosts need root (or CAP_NET_ADMIN and CAP_SYS_ADMIN),"
              + " iproute2 and a kernel with network namespaces and veth");
    }
    return result.printed();
  }

  /** The end of a command, with what it printed to either stream. */
  record Result(int code, String printed) {}

  static Result tried(String... words) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      return new Result(-1, String.valueOf(e.getMessage()));
    }
    process.getOutputStream().close();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", words) + " did not end within " + SECONDS + " s");
    }
    return new Result(process.exitValue(), new String(process.getInputStream().readAllBytes()));
  }

  /** Ends all processes in the namespace, and takes it away with all its links. */
  private static void remove(String name) throws Exception {
    for (String pid : tried("ip", "netns", "pids", name).printed().lines().toList()) {
      ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(Namespaces::end);
    }
    run("ip", "netns", "del", name);
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** Removes all that were made, also where one of them resists. */
  void close() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    for (String name : made) {
      try {
        remove(name);
      } catch (Exception | AssertionError e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("namespaces that stay: " + failures, failures.get(0));
    }
  }
}
