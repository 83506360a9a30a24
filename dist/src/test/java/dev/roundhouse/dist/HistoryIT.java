package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.history.RunFilter;
import dev.roundhouse.history.RunHistory;
import dev.roundhouse.history.RunSummary;
import dev.roundhouse.profile.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The record of runs, written by several processes, one of which is killed. */
@Timeout(300)
class HistoryIT {

  private static final Duration BOUND = Duration.ofSeconds(120);

  @TempDir Path folder;
  private Commands commands;

  @BeforeEach
  void makeHome() {
    commands = new Commands(folder);
  }

  @AfterEach
  void endAll() {
    commands.close();
  }

  @Test
  void severalProcessesWriteAtOnceAndTheRunOfAKilledOneIsMarkedAsFailed() throws Exception {
    Path quick = pipeline("quick", "echo done");
    Path endless = pipeline("endless", "echo begun; sleep 600");
    Commands.Command killed = commands.start("run", endless.toString(), "--no-cache");
    RunHistory history = RunHistory.of(new Home(commands.home));
    Commands.await(killed, BOUND, "its run is recorded", () -> has(history, "endless", "running"));

    List<Commands.Command> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      others.add(commands.start("run", quick.toString(), "--no-cache"));
    }
    killed.process().destroyForcibly();
    for (Commands.Command other : others) {
      assertThat(other.exitCode(BOUND)).as(other.said()).isZero();
      assertThat(other.said()).doesNotContain("not recorded");
    }
    assertThat(killed.exitCode(BOUND)).isNotZero();

    Commands.Command list = commands.start("runs", "list", "--json");
    assertThat(list.exitCode(BOUND)).as(list.said()).isZero();
    assertThat(statuses(list))
        .containsExactlyInAnyOrder(
            "endless failed", "quick succeeded", "quick succeeded", "quick succeeded");
    String id =
        history.list(RunFilter.ALL).stream()
            .filter(run -> run.header().pipeline().equals("endless"))
            .map(RunSummary::id)
            .findFirst()
            .orElseThrow();
    assertThat(history.read(id).orElseThrow().problems()).containsExactly("the session was killed");
    commands.awaitNothingLeft(BOUND);
  }

  @Test
  void theNativeLibraryIsUnpackedOnceInsideTheHome() throws Exception {
    Path quick = pipeline("quick", "echo done");
    for (int i = 0; i < 2; i++) {
      Commands.Command run = commands.start("run", quick.toString());
      assertThat(run.exitCode(BOUND)).as(run.said()).isZero();
      assertThat(run.said()).doesNotContainIgnoringCase("warning");
    }

    try (var files = Files.walk(commands.home.resolve("history"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .hasSize(2)
          .contains("runs.db");
    }
  }

  private static boolean has(RunHistory history, String pipeline, String status) {
    return history.list(RunFilter.ALL).stream()
        .anyMatch(run -> run.header().pipeline().equals(pipeline) && run.status().equals(status));
  }

  private static List<String> statuses(Commands.Command list) throws Exception {
    List<String> statuses = new ArrayList<>();
    for (Object run : (List<?>) list.json().getOrDefault("runs", List.of())) {
      Map<?, ?> map = (Map<?, ?>) run;
      statuses.add(map.get("pipeline") + " " + map.get("status"));
    }
    return statuses;
  }

  private Path pipeline(String name, String script) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".conf"),
        "name = "
            + name
            + "\nmodules { only { type = command, inputs { args = [ sh, \"-c\", \""
            + script
            + "\" ] } } }\n");
  }
}
