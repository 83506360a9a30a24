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

/** Homes, profiles and sessions that run at the same time and are not to meet. */
@Tag("long")
@Timeout(600)
class SideBySideIT {

  private static final Duration BOUND = Duration.ofSeconds(180);
  private static final Duration END = Duration.ofSeconds(20);

  @TempDir Path temporary;
  private Commands one;
  private Commands other;

  @BeforeEach
  void open() throws Exception {
    one = new Commands(Files.createDirectory(temporary.resolve("one")));
    other = new Commands(Files.createDirectory(temporary.resolve("other")));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void twoHomesKnowNothingOfEachOther() throws Exception {
    succeeded(one.start("start", "-n", "1", "--detach"));
    succeeded(other.start("start", "-n", "1", "--detach"));
    assertThat(engines(one)).hasSize(1);
    assertThat((List<?>) document(one.start("list", "--json")).get("clusters")).hasSize(1);

    succeeded(one.start("shutdown", "--yes"));
    one.awaitNothingLeft(END);
    assertThat(engines(other)).hasSize(1);
    assertThat(other.processes()).hasSize(2);
  }

  @Test
  void twoProfilesOfAHomeHaveTheirOwnClusters() throws Exception {
    for (String profile : List.of("red", "blue")) {
      succeeded(one.start("profile", "create", profile));
      succeeded(one.start("start", "-n", "1", "--detach", "--profile", profile));
    }
    assertThat(one.processes()).hasSize(4);
    assertThat((List<?>) document(one.start("list", "--json")).get("clusters")).hasSize(2);

    succeeded(one.start("shutdown", "--yes", "--profile", "red"));
    assertThat(one.start("info", "--profile", "red").exitCode(BOUND)).isEqualTo(3);
    assertThat(engines(one, "--profile", "blue")).hasSize(1);
    assertThat(one.processes()).hasSize(2);
  }

  @Test
  void twoSessionsOfAProfileShareAClusterAndEndTheirOwnEnginesOnly() throws Exception {
    Path classes = temporary.resolve("classes");
    SessionProgram.compile(classes);
    Path first = Files.createFile(temporary.resolve("first"));
    Path second = Files.createFile(temporary.resolve("second"));
    Command owner = one.startProgram(SessionProgram.words(classes, one.home, first));
    awaitReady(owner);
    Command guest = one.startProgram(SessionProgram.words(classes, one.home, second));
    awaitReady(guest);
    assertThat(engines(one)).hasSize(4);

    Files.delete(second);
    succeeded(guest);
    assertThat(engines(one)).hasSize(2);

    Files.delete(first);
    succeeded(owner);
    for (ProcessHandle process : one.processes()) {
      process.onExit().get(END.toMillis(), TimeUnit.MILLISECONDS);
    }
    assertThat(one.processes("engine")).isEmpty();
    assertThat(one.processes("controller")).isEmpty();
  }

  private static void awaitReady(Command program) throws Exception {
    Commands.await(program, BOUND, "it is ready", () -> said(program).contains("ready: 2 engines"));
  }

  private static List<?> engines(Commands commands, String... more) throws Exception {
    String[] words = new String[2 + more.length];
    words[0] = "info";
    words[1] = "--json";
    System.arraycopy(more, 0, words, 2, more.length);
    return (List<?>) document(commands.start(words)).get("engines");
  }

  private static Map<String, Object> document(Command command) throws Exception {
    succeeded(command);
    return command.json();
  }

  private static void succeeded(Command command) throws Exception {
    assertThat(command.exitCode(BOUND)).as("said: %s", command.said()).isZero();
  }

  private static String said(Command command) {
    try {
      return command.said();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
