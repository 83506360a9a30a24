package dev.roundhouse.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilesTest {

  @TempDir Path temporary;
  private Profile profile;
  private RunFiles files;

  @BeforeEach
  void openProfile() {
    profile = Profiles.open(new Home(temporary.resolve("home")), "test");
    files = RunFiles.of(profile);
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    RunFile file =
        RunFile.ofThisProcess(Role.CONTROLLER, "controller", "127.0.0.1:1", "test").asExclusive();

    files.write(file);
    files.write(file.asDetached());

    assertThat(files.live()).containsExactly(file.asDetached());
    assertThat(OwnerOnly.isOwnerOnly(profile.run().resolve("controller-" + file.pid() + ".json")))
        .isTrue();
    files.delete(file);
    assertThat(files.all()).isEmpty();
  }

  @Test
  void isOrphanedWhereItsKeeperHasEnded() throws Exception {
    RunFile byHand = RunFile.ofThisProcess(Role.CONTROLLER, "controller", "127.0.0.1:1", "test");
    Process keeper = new ProcessBuilder("true").start();
    RunFile lost = byHand.ownedBy("start " + keeper.pid());
    keeper.onExit().get(20, TimeUnit.SECONDS);

    assertThat(byHand.isOrphaned()).as("nobody keeps it").isFalse();
    assertThat(byHand.ownedBy("start " + ProcessHandle.current().pid()).isOrphaned()).isFalse();
    assertThat(lost.isOrphaned()).isTrue();
    assertThat(lost.asDetached().isOrphaned()).isFalse();
  }

  @Test
  void countsAsStartedHereUntilItIsForgotten() {
    RunFile byHand = RunFile.ofThisProcess(Role.ENGINE, "e1", "127.0.0.1:1", "test");
    RunFile started =
        new RunFile(
            byHand.pid(),
            byHand.startTime(),
            Role.ENGINE,
            "e1",
            "127.0.0.1:1",
            "test",
            "start 1",
            true,
            false,
            false,
            Optional.empty());

    files.write(started.asForgotten());

    assertThat(byHand.startedHere()).isFalse();
    assertThat(started.startedHere()).isTrue();
    assertThat(files.live())
        .singleElement()
        .satisfies(file -> assertThat(file.startedHere()).isFalse())
        .satisfies(file -> assertThat(file.detached()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[]", "{\"pid\": 1", "\u0000\u0001"})
  void takesWhatNobodyWroteForNoProcess(String content) throws IOException {
    Files.createDirectories(profile.run());
    Files.writeString(profile.run().resolve("engine-1.json"), content);

    assertThat(files.all()).isEmpty();
    assertThat(files.live()).isEmpty();
    assertThat(files.stale()).hasSize(1);
  }

  @Test
  void neverTakesAReusedPidForOurs() {
    RunFile mine = RunFile.ofThisProcess(Role.ENGINE, "e1", "127.0.0.1:1", "test");
    files.write(startedAnHourBefore(mine));

    assertThat(files.live()).isEmpty();
    assertThat(files.stale()).hasSize(1);
  }

  @Test
  void knowsThatAProcessHasEnded() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    RunFile file =
        new RunFile(
            process.pid(),
            process.info().startInstant().orElseThrow(),
            Role.ENGINE,
            "e1",
            "127.0.0.1:1",
            "test",
            "the test",
            false,
            false,
            false,
            Optional.empty());
    files.write(file);
    assertThat(files.live()).containsExactly(file);

    process.destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

    assertThat(files.live()).isEmpty();
  }

  @Test
  void sweepsAwayWhatKilledProcessesOfThisMachineLeft() throws IOException {
    RunFile mine = RunFile.ofThisProcess(Role.ENGINE, "e1", "127.0.0.1:1", "test");
    RunFile dead = RunFile.ofThisProcess(Role.CONTROLLER, "controller", "127.0.0.1:1", "test");
    files.write(mine);
    files.write(startedAnHourBefore(dead));
    Path elsewhere = profile.run().resolve("controller-77.json");
    String here = Files.readString(profile.run().resolve("controller-" + dead.pid() + ".json"));
    Files.writeString(elsewhere, here.replaceFirst("\"host\":\"[^\"]*\"", "\"host\":\"another\""));

    files.sweep();

    assertThat(files.live()).containsExactly(mine);
    assertThat(elsewhere).exists();
    assertThat(files.stale()).as("it is for the other machine to say").isEmpty();
  }

  @Test
  void countsWhatCannotBeReadAsStale() throws IOException {
    Files.createDirectories(profile.run());
    Files.writeString(profile.run().resolve("engine-1.json"), "{ \"pid\": \"one\"");
    Files.writeString(profile.run().resolve("engine-2.json"), "{ \"pid\": 2 }");

    assertThat(files.all()).isEmpty();
    assertThat(files.stale()).hasSize(2);
  }

  private static RunFile startedAnHourBefore(RunFile file) {
    return new RunFile(
        file.pid(),
        file.startTime().minusSeconds(3_600),
        file.role(),
        file.id(),
        file.address(),
        file.profile(),
        file.owner(),
        file.detached(),
        file.forgotten(),
        file.exclusive(),
        file.log());
  }
}
