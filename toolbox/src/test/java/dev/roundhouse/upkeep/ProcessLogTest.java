package dev.roundhouse.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProcessLogTest {

  @TempDir Path temporary;
  private Profile profile;
  private String address;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void openProfile() throws IOException {
    profile = Profiles.open(new Home(temporary.resolve("home")), "default");
    address = "127.0.0.1:" + profile.settings().controller().port();
    OwnerOnly.createDirectories(profile.log());
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void findsLogsByIdRolePidAndFileName() throws IOException {
    RunFile controller = running("controller", Role.CONTROLLER, address, "controller-1-a.log");
    RunFile one = running("e1", Role.ENGINE, address, "engine-2-a.log");
    RunFile two = running("e2", Role.ENGINE, address, "engine-2-b.log");
    running("e1", Role.ENGINE, "127.0.0.1:9", "engine-3-private.log");

    assertThat(processesOf("controller")).containsExactly(controller);
    assertThat(processesOf("e1")).as("not the private one").containsExactly(one);
    assertThat(processesOf("engine")).containsExactly(one, two);
    assertThat(processesOf(Long.toString(two.pid()))).containsExactly(two);
    assertThat(processesOf("engine-2-b")).containsExactly(two);
    assertThat(ProcessLog.find(profile, Optional.empty())).hasSize(3);
    assertThat(ProcessLog.find(profile, Optional.of("e7"))).isEmpty();
  }

  @Test
  void meansTheNewestLogWhereTheProcessHasEnded() throws IOException {
    write("engine-20260101-000000-1.log", "old");
    Path newer = write("engine-20260102-000000-9.log", "new");
    Path newest = write("controller-20260103-000000-5.log", "newest");

    assertThat(ProcessLog.find(profile, Optional.of("engine")))
        .singleElement()
        .isEqualTo(new ProcessLog(newer, Optional.empty()));
    assertThat(ProcessLog.find(profile, Optional.empty()))
        .singleElement()
        .isEqualTo(new ProcessLog(newest, Optional.empty()));
  }

  @Test
  void givesTheLastLines() throws IOException {
    Path log = write("engine-1.log", "one\ntwo\nthree\n");

    ProcessLog.Tail tail = new ProcessLog(log, Optional.empty()).tail(2);

    assertThat(tail.lines()).containsExactly("two", "three");
    assertThat(tail.position()).isEqualTo(14);
    assertThat(new ProcessLog(log, Optional.empty()).tail(0).lines()).isEmpty();
  }

  @Test
  void followsALogUntilItsProcessHasEnded() throws Exception {
    Path path = write("engine-1.log", "before\n");
    Process writer =
        new ProcessBuilder("sh", "-c", "read go; echo first; read go; echo last")
            .redirectOutput(ProcessBuilder.Redirect.appendTo(path.toFile()))
            .start();
    processes.add(writer);
    ProcessLog log =
        new ProcessLog(path, Optional.of(file(writer, "e1", Role.ENGINE, address, path)));
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    CompletableFuture<Void> first = new CompletableFuture<>();
    LogFollower follower =
        new LogFollower(
            Map.of(log, log.tail(0).position()),
            (of, bytes) -> {
              seen.writeBytes(bytes);
              first.complete(null);
            });

    CompletableFuture<Void> over =
        CompletableFuture.runAsync(
            () -> {
              try {
                follower.follow(() -> false);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    say(writer);
    first.get(60, TimeUnit.SECONDS);
    assertThat(over).isNotDone();
    say(writer);

    over.get(60, TimeUnit.SECONDS);
    assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("first\nlast\n");
  }

  @Test
  void stopsFollowingWhenItIsTold() throws Exception {
    Path path = write("engine-1.log", "before\n");
    ProcessLog log =
        new ProcessLog(path, Optional.of(running("e1", Role.ENGINE, address, "x.log")));
    ByteArrayOutputStream seen = new ByteArrayOutputStream();

    new LogFollower(Map.of(log, 0L), (of, bytes) -> seen.writeBytes(bytes))
        .follow(() -> seen.size() > 0);

    assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("before\n");
  }

  private static void say(Process writer) throws IOException {
    writer.getOutputStream().write('\n');
    writer.getOutputStream().flush();
  }

  private List<RunFile> processesOf(String word) {
    return ProcessLog.find(profile, Optional.of(word)).stream()
        .map(log -> log.process().orElseThrow())
        .toList();
  }

  private RunFile running(String id, Role role, String where, String log) throws IOException {
    Process process = new ProcessBuilder("sleep", "90").start();
    processes.add(process);
    RunFile file = file(process, id, role, where, write(log, ""));
    RunFiles.of(profile).write(file);
    return file;
  }

  private static RunFile file(Process process, String id, Role role, String where, Path log) {
    return new RunFile(
        process.pid(),
        process.info().startInstant().orElseThrow(),
        role,
        id,
        where,
        "default",
        "start 1",
        true,
        false,
        false,
        Optional.of(log));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(profile.log().resolve(name), content);
  }
}
