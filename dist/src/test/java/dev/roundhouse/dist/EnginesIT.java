package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines of a running cluster: more of them, fewer, others. */
@Tag("long")
@Timeout(600)
class EnginesIT {

  private static final Duration BOUND = Duration.ofSeconds(180);
  private static final Duration END = Duration.ofSeconds(15);

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
  void detachedOnesAreStartedStoppedAndRestartedById() throws Exception {
    assertThat(ids(done("engines", "start", "-n", "2", "--json"))).containsExactly("e1", "e2");
    assertThat(commands.processes("controller")).as("none answered").hasSize(1);

    assertThat(ids(done("engines", "start", "-n", "1", "--json"))).containsExactly("e3");

    Map<String, Object> stopped = done("engines", "stop", "e1", "--json");
    assertThat(stopped).containsEntry("stopped", List.of("e1"));
    assertThat(commands.processes("engine")).hasSize(2);
    assertThat(done("engines", "stop", "e1", "--json")).containsEntry("gone", List.of("e1"));
    assertThat(commands.start("engines", "stop", "e2", "e99").exitCode(BOUND)).isEqualTo(2);

    Map<String, Object> restarted = done("engines", "restart", "e2", "--json");
    assertThat(restarted).containsEntry("restarted", List.of("e2"));
    assertThat(ids(restarted)).containsExactly("e4");
    assertThat(ids(done("engines", "list", "--json"))).containsExactly("e3", "e4");

    assertThat((List<?>) done("engines", "stop", "--all", "--json").get("stopped")).hasSize(2);
    assertThat(commands.processes("engine")).isEmpty();
    assertThat(ids(done("engines", "list", "--json"))).isEmpty();
    assertThat(commands.start("shutdown", "--yes").exitCode(BOUND)).isZero();
    commands.awaitNothingLeft(END);
  }

  @Test
  void whoKeepsAnEngineStartsItAgainAndLeavesItsControllerWhenAllAreStopped() throws Exception {
    Command start = commands.start("start", "-n", "1");
    Commands.await(start, BOUND, "all is ready", () -> printed(start, "ready: controller"));

    assertThat(ids(done("engines", "restart", "--json"))).containsExactly("e2");
    assertThat(start.said()).contains("told to restart");

    done("engines", "stop", "--all", "--json");
    assertThat(ids(done("engines", "list", "--json"))).isEmpty();
    assertThat(start.process().isAlive()).as("it keeps its controller").isTrue();

    Commands.signal("TERM", start.process().pid());
    start.exitCode(END);
    commands.awaitNothingLeft(END);
  }

  private Map<String, Object> done(String... arguments) throws Exception {
    Command command = commands.start(arguments);
    assertThat(command.exitCode(BOUND)).as("said: %s", command.said()).isZero();
    return command.json();
  }

  private static List<String> ids(Map<String, Object> document) {
    List<String> ids = new ArrayList<>();
    for (Object engine : (List<?>) document.get("engines")) {
      ids.add(String.valueOf(((Map<?, ?>) engine).get("id")));
    }
    return ids.stream().sorted().toList();
  }

  private static boolean printed(Command command, String text) {
    try {
      return command.printed().contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
