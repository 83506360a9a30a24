package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results of earlier runs, with the assembled program and a home that its processes share. */
@Timeout(300)
class CacheIT {

  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir private Path folder;
  private Commands commands;

  @BeforeEach
  void make() {
    commands = new Commands(folder);
  }

  @AfterEach
  void end() {
    commands.close();
  }

  /** A module that says in a file that it computes. */
  private static String command(String name, String more) {
    return name
        + " { type = command, inputs { args = [ sh, \"-c\", \"echo "
        + name
        + " >> computed.log; "
        + more
        + "cat\" ], stdin = \""
        + name
        + "\" } }\n";
  }

  private Path pipeline(String... lines) throws IOException {
    return Files.writeString(folder.resolve("pipeline.conf"), String.join("\n", lines));
  }

  private List<String> computed() {
    Path log = folder.resolve("computed.log");
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> run(Path pipeline, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", pipeline.toString(), "--json"));
    words.addAll(List.of(more));
    Commands.Command command = commands.start(words.toArray(String[]::new));
    assertThat(command.exitCode(LONG)).as(command.said()).isZero();
    return command.json();
  }

  private static Map<String, Object> each(Map<String, Object> run, String key) {
    Map<String, Object> values = new TreeMap<>();
    Map<?, ?> modules = (Map<?, ?>) Objects.requireNonNull(run.get("modules"));
    modules.forEach((name, module) -> values.put((String) name, ((Map<?, ?>) module).get(key)));
    return values;
  }

  @Test
  void resumesARunThatWasKilledWithoutComputingAgainWhatHadFinished() throws Exception {
    Path go = folder.resolve("go");
    Path pipeline =
        pipeline(
            "modules {",
            command("a", ""),
            command("b", "").replace(", stdin = \"b\"", ""),
            command("last", "while [ ! -e " + go + " ]; do sleep 0.05; done; "),
            "}",
            "connections = [ \"a.stdout -> b.stdin\" ]");
    Commands.Command killed = commands.start("run", pipeline.toString());
    Commands.await(
        killed, LONG, "all have begun", () -> computed().containsAll(List.of("a", "b", "last")));
    Commands.await(killed, LONG, "b is done", () -> kept() >= 2);
    killed.process().destroyForcibly();
    assertThat(killed.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    commands.awaitNothingLeft(Duration.ofSeconds(30));
    Files.createFile(go);

    Map<String, Object> run = run(pipeline);

    assertThat(run.get("status")).isEqualTo("succeeded");
    assertThat(each(run, "status"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", "cached", "b", "cached", "last", "succeeded"));
    assertThat(each(run, "cached")).containsEntry("a", true).containsEntry("last", false);
    assertThat(computed()).containsOnlyOnce("a", "b");
  }

  /** Results and what is known of them are two entries a module, in records of 52 bytes. */
  private long kept() {
    Path results = commands.home.resolve("cache/results-1");
    if (!Files.isDirectory(results)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(results)) {
      return files
              .filter(file -> file.toString().endsWith(".keys"))
              .mapToLong(file -> file.toFile().length() / 52)
              .sum()
          / 2;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysWithVAndInTheDocumentWhyEachModuleWasOrWasNotTakenFromTheCache() throws Exception {
    Path pipeline = pipeline("modules {", command("a", ""), command("b", ""), "}");
    assertThat(each(run(pipeline), "cacheReason"))
        .containsOnly(Map.entry("a", "never computed"), Map.entry("b", "never computed"));

    assertThat(each(run(pipeline, "--set", "b.stdin=other"), "cacheReason"))
        .containsOnly(Map.entry("a", "unchanged"), Map.entry("b", "parameter stdin changed"));

    Commands.Command told = commands.start("run", pipeline.toString(), "-v");
    assertThat(told.exitCode(LONG)).isZero();
    assertThat(told.said()).contains("a cached: unchanged", "b cached: unchanged");
  }

  @Test
  void computesEverythingWithNoCacheAndWithCacheOffInTheProfile() throws Exception {
    Path pipeline = pipeline("modules {", command("a", ""), "}");
    run(pipeline);
    run(pipeline, "--no-cache");
    assertThat(computed()).hasSize(2);

    Path profile =
        Files.writeString(
            folder.resolve("off.conf"),
            "roundhouse.extends = plain\nroundhouse.cache.enabled = off\n");
    assertThat(each(run(pipeline, "--profile", profile.toString()), "cacheReason"))
        .containsEntry("a", null);
    assertThat(computed()).hasSize(3);
  }

  @Test
  void isSharedByProcessesThatRunAtTheSameTime() throws Exception {
    StringBuilder modules = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      modules.append(command("m" + i, ""));
    }
    Path pipeline = pipeline("modules {", modules.toString(), "}");
    List<Commands.Command> running = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      running.add(commands.start("run", pipeline.toString(), "--json"));
    }
    for (Commands.Command command : running) {
      assertThat(command.exitCode(LONG)).as(command.said()).isZero();
    }

    assertThat(each(run(pipeline), "status").values()).containsOnly("cached");
  }

  @Test
  void staysWithinTheBytesOfTheProfile() throws Exception {
    Path profile =
        Files.writeString(
            folder.resolve("small.conf"),
            "roundhouse.extends = plain\nroundhouse.cache.size = 200 KiB\n");
    Path pipeline =
        pipeline(
            "modules { m { type = command, inputs { stdin = [ a, b, c ],"
                + " args = [ sh, \"-c\", \"head -c 10000 /dev/zero | tr '\\\\0' x; cat\" ] } } }");
    for (int i = 0; i < 12; i++) {
      run(pipeline, "--profile", profile.toString(), "--set", "m.stdin=[a, b, c" + i + "]");
    }

    long bytes;
    try (Stream<Path> files = Files.walk(commands.home.resolve("cache"))) {
      bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
    assertThat(bytes).isBetween(50_000L, 200L << 10);
  }
}
