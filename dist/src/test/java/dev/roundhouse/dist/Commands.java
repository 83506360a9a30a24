package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Commands of the assembled program in one home, with all processes that came of them. */
final class Commands implements AutoCloseable {

  /** A command that was started; its streams go to files. */
  record Command(Process process, Path out, Path errors) {

    String printed() throws IOException {
      return Files.readString(out);
    }

    String said() throws IOException {
      return Files.readString(errors);
    }

    /** Its exit code; what it said stands in the failure where it does not end. */
    int exitCode(Duration bound) throws Exception {
      assertThat(process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS))
          .as("the command ends; so far: %s", said())
          .isTrue();
      return process.exitValue();
    }

    Map<String, Object> json() throws IOException {
      return JSON.std.mapFrom(printed());
    }
  }

  static final Path PROGRAM = Path.of(System.getProperty("roundhouse.program"));
  static final Path CHECKOUT = Path.of(System.getProperty("roundhouse.checkout"));
  private static final Duration POLL = Duration.ofMillis(20);

  final Path home;
  private final Path folder;
  private final List<String> prefix;
  private final List<Command> started = new ArrayList<>();

  Commands(Path folder) {
    this(folder, List.of());
  }

  /**
   * Commands that another one starts and becomes.
   *
   * @param prefix its words, before those of the program
   */
  Commands(Path folder, List<String> prefix) {
    this.folder = folder;
    this.prefix = List.copyOf(prefix);
    this.home = folder.resolve("home");
  }

  Command start(String... arguments) throws IOException {
    return start(prefix, arguments);
  }

  /** As from a terminal of its own: it and what it starts are one process group, with its pid. */
  Command startInTerminal(String... arguments) throws IOException {
    return start(List.of("setsid"), arguments);
  }

  private Command start(List<String> before, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(before);
    words.add(PROGRAM.resolve("bin/roundhouse").toString());
    words.addAll(List.of(arguments));
    return startProgram(words);
  }

  /** Any program, with the home in its environment. */
  Command startProgram(List<String> words) throws IOException {
    Path out = folder.resolve("out-" + started.size());
    Path errors = folder.resolve("errors-" + started.size());
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("ROUNDHOUSE_HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectOutput(out.toFile()).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    Command command = new Command(process, out, errors);
    started.add(command);
    return command;
  }

  /** Waits for something to hold; on the deadline the failure shows what the command said. */
  static void await(Command command, Duration bound, String what, BooleanSupplier holds)
      throws Exception {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("%s within %s; it said: %s", what, bound, command.said())
          .isLessThan(deadline);
      assertThat(command.process().waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS))
          .as("%s before it ends; it said: %s", what, command.said())
          .isFalse();
    }
  }

  /** Processes of ours that work in this home, found by their command lines. */
  List<ProcessHandle> processes() {
    String mark = "-Droundhouse.home=" + home;
    return ProcessHandle.allProcesses().filter(process -> words(process).contains(mark)).toList();
  }

  List<ProcessHandle> processes(String role) {
    String mark = "-Droundhouse.role=" + role;
    return processes().stream().filter(process -> words(process).contains(mark)).toList();
  }

  /** Of its command line; none of a process that has just ended. */
  private static List<String> words(ProcessHandle process) {
    return process.info().arguments().map(List::of).orElse(List.of());
  }

  /** All processes of this home end by themselves within the bound. */
  void awaitNothingLeft(Duration bound) throws Exception {
    for (ProcessHandle process : processes()) {
      process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
    }
    assertThat(processes()).isEmpty();
  }

  static void signal(String name, long pid) throws Exception {
    signal(name, Long.toString(pid));
  }

  /** As a terminal does: to all of its process group. */
  static void signalTerminal(String name, Command command) throws Exception {
    signal(name, "-" + command.process().pid());
  }

  private static void signal(String name, String target) throws Exception {
    Process kill = new ProcessBuilder("kill", "-s", name, "--", target).start();
    assertThat(kill.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    started.forEach(command -> command.process().destroyForcibly());
    for (ProcessHandle process : processes()) {
      process.destroyForcibly();
      process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }
}
