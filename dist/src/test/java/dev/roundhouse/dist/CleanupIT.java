package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of two profiles on one machine, left and ended. */
@Tag("long")
@Timeout(600)
class CleanupIT {

  private static final Duration BOUND = Duration.ofSeconds(180);
  private static final Duration END = Duration.ofSeconds(20);

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
  void whatIsLeftRunsOnForgottenAndWhatIsTerminatedTakesNoOtherProfileWithIt() throws Exception {
    done("start", "-n", "1", "--detach", "--json");
    done("start", "-n", "1", "--detach", "--json", "--profile", "test");
    assertThat((List<?>) done("list", "--json").get("clusters"))
        .extracting(cluster -> String.valueOf(((Map<?, ?>) cluster).get("profile")))
        .containsExactly("default", "test");
    assertThat(startedHere().get("controller")).isEqualTo(true);

    assertThat((List<?>) done("cleanup", "--leave", "--json").get("processes")).hasSize(2);
    assertThat(startedHere().get("controller")).isEqualTo(false);
    assertThat(startedHere().get("engines")).isEqualTo(List.of());
    assertThat((List<?>) done("cleanup", "--terminate", "--json").get("processes")).isEmpty();

    Map<String, Object> ended = done("cleanup", "--terminate", "--json", "--profile", "test");
    assertThat((List<?>) ended.get("processes")).hasSize(2);
    assertThat(ended.get("killed")).isEqualTo(List.of());
    assertThat(commands.processes()).as("those of the other profile").hasSize(2);
    assertThat((List<?>) done("list", "--json").get("clusters")).hasSize(1);

    done("shutdown", "--yes", "--json");
    commands.awaitNothingLeft(END);
    assertThat((List<?>) done("list", "--json").get("clusters")).isEmpty();
  }

  private Map<?, ?> startedHere() throws Exception {
    return (Map<?, ?>) done("info", "--json").get("startedHere");
  }

  private Map<String, Object> done(String... arguments) throws Exception {
    Command command = commands.start(arguments);
    assertThat(command.exitCode(BOUND)).as("said: %s", command.said()).isZero();
    return command.json();
  }
}
