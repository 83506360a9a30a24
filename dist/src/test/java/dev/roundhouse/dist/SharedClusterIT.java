package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that meet a controller which somebody started for the profile, or miss one. */
@Tag("long")
@Timeout(600)
class SharedClusterIT {

  private static final Duration BOUND = Duration.ofSeconds(180);
  private static final Duration END = Duration.ofSeconds(15);

  @TempDir Path temporary;
  private Commands commands;
  private Path pipeline;

  @BeforeEach
  void open() throws Exception {
    commands = new Commands(temporary);
    pipeline = temporary.resolve("hello.conf");
    Files.writeString(
        pipeline,
        "modules { hello { type = command, inputs { args = [ echo, hi ] }, schemes = [ cluster ] } }");
  }

  @AfterEach
  void close() {
    commands.close();
  }

  @Test
  void aRunJoinsTheControllerThatWasStartedAndTakesItsOwnEnginesAlongAgain() throws Exception {
    succeeded("start", "-n", "1", "--detach", "--json");
    List<Long> before = pids(commands.processes());
    assertThat(before).hasSize(2);

    Map<String, Object> run = succeeded("run", pipeline.toString(), "--engines", "2", "--json");
    assertThat(run).containsEntry("status", "succeeded");
    awaitOnly(before);
    Map<?, ?> tasks = (Map<?, ?>) succeeded("info", "--json").get("tasks");
    assertThat(tasks.get("completed")).as("the task went by the shared controller").isEqualTo(1);

    Map<String, Object> plain =
        succeeded("run", pipeline.toString(), "--schemes", "cluster", "--json");
    assertThat(plain).containsEntry("status", "succeeded");

    succeeded("shutdown", "--yes", "--json");
    commands.awaitNothingLeft(END);
  }

  @Test
  void aRunThatMissesItsControllerSaysHowToStartOne() throws Exception {
    Command run = commands.start("run", pipeline.toString(), "--schemes", "cluster", "--json");

    assertThat(run.exitCode(BOUND)).as("said: %s", run.said()).isEqualTo(3);
    assertThat(run.json()).containsEntry("status", "failed");
    assertThat(run.said()).contains("roundhouse start -n 2");
    commands.awaitNothingLeft(END);
  }

  @Test
  void aRunDoesNotJoinAControllerWhoseOwnerWasKilled() throws Exception {
    Command start = commands.start("start", "-n", "1");
    Commands.await(start, BOUND, "it is ready", () -> printed(start).contains("ready: controller"));
    Commands.signal("KILL", start.process().pid());

    Map<String, Object> run = succeeded("run", pipeline.toString(), "--engines", "1", "--json");

    assertThat(run).containsEntry("status", "succeeded");
    commands.awaitNothingLeft(END);
  }

  private static String printed(Command command) {
    try {
      return command.printed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> succeeded(String... arguments) throws Exception {
    Command command = commands.start(arguments);
    assertThat(command.exitCode(BOUND)).as("said: %s", command.said()).isZero();
    return command.json();
  }

  /** The run's engines end with it, those of the cluster stay. */
  private void awaitOnly(List<Long> pids) throws Exception {
    for (ProcessHandle process : commands.processes()) {
      if (!pids.contains(process.pid())) {
        process.onExit().get(END.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    assertThat(pids(commands.processes())).containsExactlyElementsOf(pids);
  }

  private static List<Long> pids(List<ProcessHandle> processes) {
    return processes.stream().map(ProcessHandle::pid).sorted().toList();
  }
}
