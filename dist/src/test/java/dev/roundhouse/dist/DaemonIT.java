package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Controllers and engines as a service manager keeps them, and scripts that wait for them. */
@Tag("long")
@Timeout(600)
class DaemonIT {

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
  void scriptsWaitForTheReadyFileAndForEngines() throws Exception {
    Path ready = temporary.resolve("ready");
    Command waiting = commands.start("info", "--wait", "170s", "--engines", "1", "--json");
    Command controller = commands.start("controller", "--ready-file", ready.toString());
    Commands.await(controller, BOUND, "it is ready", () -> Files.exists(ready));
    assertThat(commands.start("info", "--engines", "1").exitCode(BOUND))
        .as("no engine yet")
        .isEqualTo(1);

    Command engine = commands.start("engine");
    assertThat(waiting.exitCode(BOUND)).as("said: %s", waiting.said()).isZero();
    assertThat((List<?>) waiting.json().get("engines")).hasSize(1);
    assertThat(Files.readString(ready).strip())
        .isEqualTo(((Map<?, ?>) waiting.json().get("controller")).get("address"));

    Commands.signal("TERM", engine.process().pid());
    assertThat(engine.exitCode(END)).as("said: %s", engine.said()).isZero();
    Commands.signal("TERM", controller.process().pid());
    assertThat(controller.exitCode(END)).as("said: %s", controller.said()).isZero();
    assertThat(ready).doesNotExist();
  }

  @Test
  void aProtectedClusterIsShutDownByForceOnly() throws Exception {
    Path settings = temporary.resolve("kept.conf");
    Files.writeString(settings, "roundhouse.extends = plain\nroundhouse.shutdown = protected\n");
    String profile = settings.toString();
    Command start = commands.start("start", "-n", "1", "--detach", "--profile", profile);
    assertThat(start.exitCode(BOUND)).as("said: %s", start.said()).isZero();

    Command refused = commands.start("shutdown", "--yes", "--json", "--profile", profile);
    assertThat(refused.exitCode(BOUND)).isEqualTo(4);
    assertThat(refused.printed() + refused.said()).contains("--force");
    assertThat(commands.processes()).hasSize(2);

    Command forced = commands.start("shutdown", "--yes", "--force", "--profile", profile);
    assertThat(forced.exitCode(BOUND)).as("said: %s", forced.said()).isZero();
    commands.awaitNothingLeft(END);
  }

  @Test
  void aControllerBehindAForwardedPortIsReachedByIt() throws Exception {
    int bound = freePort();
    int advertised = freePort();
    Path settings = temporary.resolve("forwarded.conf");
    Files.writeString(
        settings,
        "roundhouse { extends = plain, controller { port = %d, bind-port = %d } }%n"
            .formatted(advertised, bound));
    String profile = settings.toString();
    try (Relay relay = new Relay(advertised, bound)) {
      Path ready = temporary.resolve("ready");
      Command controller =
          commands.start("controller", "--profile", profile, "--ready-file", ready.toString());
      Commands.await(controller, BOUND, "it is ready", () -> Files.exists(ready));
      assertThat(ready).content().contains(":" + advertised);
      commands.start("engine", "--profile", profile);

      Command info =
          commands.start(
              "info", "--wait", "170s", "--engines", "1", "--json", "--profile", profile);
      assertThat(info.exitCode(BOUND)).as("said: %s", info.said()).isZero();
      assertThat(relay.connections()).as("engine and info").isGreaterThanOrEqualTo(2);

      Command end = commands.start("shutdown", "--yes", "--profile", profile);
      assertThat(end.exitCode(BOUND)).as("said: %s", end.said()).isZero();
      commands.awaitNothingLeft(END);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void theUnitsOfTheServiceManagerAreWhole() throws Exception {
    Path units = Commands.PROGRAM.resolve("systemd");
    try (Stream<Path> files = Files.list(units)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "roundhouse-controller@.service", "roundhouse-engine@.service");
    }
    for (String role : List.of("controller", "engine")) {
      assertThat(units.resolve("roundhouse-" + role + "@.service"))
          .content()
          .contains("bin/roundhouse " + role + " --profile %i")
          .contains("TimeoutStopSec=30");
    }
  }
}
