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
import java.util.Map;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines on a real cluster of real processes, some of which are killed. */
@Timeout(400)
class ClusterIT {

  private static final Duration BOUND = Duration.ofSeconds(180);
  private static final Duration END = Duration.ofSeconds(15);
  private static final String MONTAGE =
      Commands.CHECKOUT.resolve("examples/data/montage-chameleon-dss-05d-001.json").toString();

  @TempDir Path temporary;
  private Commands commands;

  @BeforeEach
  void open() {
    commands = new Commands(temporary);
  }

  @AfterEach
  void close() {
    commands.close();
  }

  @Test
  void runsTheQuickstartOnTwoEnginesAndLeavesNothingBehind() throws Exception {
    Path examples = Commands.CHECKOUT.resolve("examples");
    Path copy = temporary.resolve("examples");
    for (Path file : tree(examples)) {
      Path target = copy.resolve(examples.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }

    Command run =
        commands.start(
            "run", copy.resolve("quickstart.conf").toString(), "--engines", "2", "--json");

    assertThat(run.exitCode(BOUND)).as("said: %s", run.said()).isZero();
    List<Map<?, ?>> tasks = tasks(run.json());
    assertThat(pidsOnCluster(tasks)).hasSize(2);
    assertThat(ImageIO.read(copy.resolve("output/quickstart.png").toFile())).isNotNull();
    commands.awaitNothingLeft(END);
  }

  private static List<Path> tree(Path folder) throws Exception {
    try (var files = Files.walk(folder.resolve("data/texts"))) {
      List<Path> tree = new ArrayList<>(files.filter(Files::isRegularFile).toList());
      tree.add(folder.resolve("quickstart.conf"));
      return tree;
    }
  }

  @Test
  void losesNothingWhenABusyEngineIsKilled() throws Exception {
    Command run =
        commands.start("run", MONTAGE, "--time-scale", "0.003", "--engines", "2", "--json");
    Commands.await(run, BOUND, "both engines are ready", () -> says(run, "2 of 2 engines"));
    Commands.await(run, BOUND, "tasks run", () -> says(run, "mProject: running"));

    ProcessHandle engine = commands.processes("engine").get(0);
    Commands.signal("KILL", engine.pid());

    assertThat(run.exitCode(BOUND)).as("said: %s", run.said()).isZero();
    Map<String, Object> result = run.json();
    assertThat(result.get("status")).isEqualTo("succeeded");
    List<Map<?, ?>> tasks = tasks(result);
    assertThat(tasks.stream().filter(task -> task.get("status").equals("succeeded"))).hasSize(58);
    assertThat(tasks.stream().filter(task -> task.get("status").equals("lost")))
        .hasSize(1)
        .allSatisfy(task -> assertThat(task.get("pid")).isEqualTo((int) engine.pid()));
    commands.awaitNothingLeft(END);
  }

  @Test
  void endsWithItsOwnCodeAndNothingLeftWhenItIsInterrupted() throws Exception {
    Command run =
        commands.start("run", MONTAGE, "--time-scale", "0.01", "--engines", "2", "--json");
    Commands.await(run, BOUND, "both engines are ready", () -> says(run, "2 of 2 engines"));

    Commands.signal("INT", run.process().pid());

    assertThat(run.exitCode(END)).isEqualTo(130);
    commands.awaitNothingLeft(END);
  }

  @Test
  void givesTheRunsDocumentWithinFiveSecondsOfCtrlCAlsoWhereATaskIgnoresIt() throws Exception {
    Path classes = DeafModule.compile(temporary.resolve("classes"));
    Path pipeline =
        Files.writeString(temporary.resolve("deaf.conf"), "modules { deaf { type = DeafModule } }");
    Command run =
        commands.start(
            "run", pipeline.toString(), "--jar", classes.toString(), "--engines", "1", "--json");
    Commands.await(run, BOUND, "the task runs", () -> says(run, "deaf: running"));

    Commands.signal("INT", run.process().pid());
    long asked = System.nanoTime();

    assertThat(run.exitCode(END)).isEqualTo(130);
    // A second more than what is promised, for a machine that does much else.
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(6));
    assertThat(run.json()).containsEntry("status", "cancelled");
    assertThat(tasks(run.json()))
        .singleElement()
        .satisfies(task -> assertThat(task.get("status")).isEqualTo("cancelled"));
    commands.awaitNothingLeft(END);
  }

  @Test
  void leavesNothingWhenTheRunIsKilled() throws Exception {
    Command run = commands.start("run", MONTAGE, "--time-scale", "0.01", "--engines", "2");
    Commands.await(run, BOUND, "both engines are ready", () -> says(run, "2 of 2 engines"));

    Commands.signal("KILL", run.process().pid());

    commands.awaitNothingLeft(END);
  }

  @Test
  void startsDetachedSaysHowItIsAndShutsDownInOrder() throws Exception {
    Command start = commands.start("start", "-n", "2", "--detach", "--json");
    assertThat(start.exitCode(BOUND)).as("said: %s", start.said()).isZero();
    List<ProcessHandle> cluster = commands.processes();
    assertThat(cluster).hasSize(3);

    Command info = commands.start("info", "--json");
    assertThat(info.exitCode(BOUND)).as("said: %s", info.said()).isZero();
    assertThat(info.json()).containsEntry("connected", true);
    assertThat((List<?>) info.json().get("engines")).hasSize(2);

    Command shutdown = commands.start("shutdown", "--yes", "--json");
    assertThat(shutdown.exitCode(BOUND)).as("said: %s", shutdown.said()).isZero();
    commands.awaitNothingLeft(END);

    Command again = commands.start("shutdown", "--yes");
    assertThat(again.exitCode(BOUND)).isEqualTo(3);
    Command after = commands.start("info", "--json");
    assertThat(after.exitCode(BOUND)).isEqualTo(3);
    assertThat(after.json()).containsEntry("connected", false);
  }

  private static boolean says(Command command, String text) {
    try {
      return command.said().contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Map<?, ?>> tasks(Map<String, Object> run) {
    List<Map<?, ?>> all = new ArrayList<>();
    for (Object module : ((Map<?, ?>) run.get("modules")).values()) {
      for (Object task : (List<?>) ((Map<?, ?>) module).get("tasks")) {
        all.add((Map<?, ?>) task);
      }
    }
    return all;
  }

  private static TreeSet<Object> pidsOnCluster(List<Map<?, ?>> tasks) {
    TreeSet<Object> pids = new TreeSet<>();
    tasks.stream()
        .filter(task -> "cluster".equals(task.get("scheme")))
        .forEach(task -> pids.add(task.get("pid")));
    return pids;
  }
}
