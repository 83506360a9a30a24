package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the table of what is left running, with real processes and signals. */
@Tag("long")
@Timeout(400)
class EndingsIT {

  private static final Duration BOUND = Duration.ofSeconds(180);
  private static final Duration END = Duration.ofSeconds(20);

  @TempDir Path temporary;
  private Commands commands;
  private Path until;

  /** Whose ways of ending the cell is about. */
  private Command owner;

  /** Processes of an earlier command, which the owner did not start. */
  private Set<Long> earlier = Set.of();

  @BeforeEach
  void open() {
    commands = new Commands(temporary);
    until = temporary.resolve("until");
  }

  @AfterEach
  void close() {
    commands.close();
  }

  static List<EndingsTable.Cell> cells() throws IOException {
    return EndingsTable.cells();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void leavesRunningWhatThePageSays(EndingsTable.Cell cell) throws Exception {
    start(cell.row(), cell.column().equals("done"));
    Set<Long> before = pids(ofCluster());
    long struck = end(cell.column());
    switch (cell.left()) {
      case "nothing" -> awaitLeft(Set.of());
      case "the cluster" -> awaitWorking(earlier, 2);
      case "all" -> awaitWorking(before, 2);
      case "all but the engine" -> awaitWorking(without(before, struck), 1);
      case "all, engine replaced" -> awaitReplaced(before, struck, "engine");
      case "all, controller replaced" -> {
        awaitReplaced(before, struck, "controller");
        awaitEngines(2);
      }
      case "the engines" -> {
        awaitLeft(without(before, struck));
        commands.start("controller");
        awaitEngines(2);
      }
      default -> throw new IllegalArgumentException(cell + " says nothing that can be checked");
    }
  }

  private void start(String row, boolean untilDone) throws Exception {
    switch (row) {
      case "`run --engines 2`" -> run(untilDone);
      case "`run --engines 2`, beside a detached cluster" -> {
        succeeded(commands.start("start", "-n", "2", "--detach"));
        earlier = pids(ofCluster());
        run(untilDone);
      }
      case "`start -n 2`" -> {
        owner = commands.startInTerminal("start", "-n", "2");
        awaitSaid(owner, "ready: controller");
      }
      case "`start -n 2 --detach`" -> {
        owner = commands.startInTerminal("start", "-n", "2", "--detach");
        succeeded(owner);
      }
      case "a program's `cluster().start(2)`" -> program();
      case "a program's, after `cluster().detach()`" -> program("detach");
      case "`controller` and twice `engine`, in terminals" -> {
        owner = commands.startInTerminal("controller");
        commands.startInTerminal("engine");
        commands.startInTerminal("engine");
        awaitEngines(2);
      }
      default -> throw new IllegalArgumentException("nobody knows how to start " + row);
    }
  }

  /** A run that ends by itself, or one that lasts longer than the test. */
  private void run(boolean untilDone) throws Exception {
    String seconds = untilDone ? "0" : "300";
    Path pipeline =
        Files.writeString(
            temporary.resolve("sleep.conf"),
            "modules { sleep { type = command, inputs { args = [ sleep, "
                + seconds
                + " ] }, schemes = [ cluster ] } }");
    owner = commands.startInTerminal("run", pipeline.toString(), "--engines", "2");
    if (untilDone) {
      succeeded(owner);
    } else {
      awaitSaid(owner, "2 of 2 engines ready");
      awaitSaid(owner, "sleep: running");
    }
  }

  private void program(String... more) throws Exception {
    Path classes = temporary.resolve("classes");
    SessionProgram.compile(classes);
    Files.createFile(until);
    owner = commands.startProgram(SessionProgram.words(classes, commands.home, until, more));
    awaitSaid(owner, "ready: 2 engines");
  }

  /**
   * Ends things in this way; the pid of the process that was killed, where that was not the owner.
   */
  private long end(String column) throws Exception {
    switch (column) {
      case "done" -> {
        Files.deleteIfExists(until);
        owner.exitCode(BOUND);
      }
      case "Ctrl-C" -> endOwner("INT");
      case "SIGTERM" -> {
        Commands.signal("TERM", owner.process().pid());
        owner.exitCode(END);
      }
      case "kill -9" -> {
        Commands.signal("KILL", owner.process().pid());
        owner.exitCode(END);
        return owner.process().pid();
      }
      case "closed terminal" -> endOwner("HUP");
      case "an engine dies" -> {
        return kill("engine");
      }
      case "the controller dies" -> {
        return kill("controller");
      }
      default -> throw new IllegalArgumentException("nobody knows how to end by " + column);
    }
    return 0;
  }

  private void endOwner(String signal) throws Exception {
    if (owner.process().isAlive() || !commands.processes().isEmpty()) {
      Commands.signalTerminal(signal, owner);
    }
    owner.exitCode(END);
  }

  /** One that the owner started. */
  private long kill(String role) throws Exception {
    long pid =
        commands.processes(role).stream()
            .map(ProcessHandle::pid)
            .filter(candidate -> !earlier.contains(candidate))
            .findFirst()
            .orElseThrow();
    Commands.signal("KILL", pid);
    return pid;
  }

  private void awaitWorking(Set<Long> pids, int engines) throws Exception {
    awaitLeft(pids);
    awaitEngines(engines);
    assertThat(pids(ofCluster())).as("still").isEqualTo(pids);
  }

  private void awaitReplaced(Set<Long> before, long struck, String role) throws Exception {
    Commands.await(
        owner,
        BOUND,
        "another " + role + " is there",
        () -> {
          Set<Long> now = pids(ofCluster());
          return now.size() == before.size() && now.containsAll(without(before, struck));
        });
    long fresh =
        pids(ofCluster()).stream().filter(pid -> !before.contains(pid)).findAny().orElse(0L);
    assertThat(pids(commands.processes(role))).contains(fresh).doesNotContain(struck);
  }

  /** The cluster comes to know of so many engines, no more and no fewer, and answers. */
  private void awaitEngines(int count) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    int known;
    do {
      Command info = commands.start("info", "--wait", "100s", "--engines", "" + count, "--json");
      assertThat(info.exitCode(BOUND)).as("said: %s", info.said()).isZero();
      known = ((List<?>) info.json().get("engines")).size();
    } while (known != count && System.nanoTime() < end);
    assertThat(known).isEqualTo(count);
  }

  /** What is not to stay ends within the bound; what is to stay is there. */
  private void awaitLeft(Set<Long> pids) throws Exception {
    for (ProcessHandle process : ofCluster()) {
      if (!pids.contains(process.pid())) {
        process.onExit().get(END.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    assertThat(pids(ofCluster())).isEqualTo(pids);
  }

  /** Controllers and engines; the commands of the test itself are neither. */
  private List<ProcessHandle> ofCluster() {
    List<ProcessHandle> all = new ArrayList<>(commands.processes("controller"));
    all.addAll(commands.processes("engine"));
    return all;
  }

  private static Set<Long> pids(List<ProcessHandle> processes) {
    return processes.stream().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static Set<Long> without(Set<Long> pids, long pid) {
    return pids.stream().filter(each -> each != pid).collect(Collectors.toSet());
  }

  private static void succeeded(Command command) throws Exception {
    assertThat(command.exitCode(BOUND)).as("said: %s", command.said()).isZero();
  }

  private static void awaitSaid(Command command, String text) throws Exception {
    Commands.await(command, BOUND, text, () -> said(command).contains(text));
  }

  private static String said(Command command) {
    try {
      return command.said() + command.printed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
