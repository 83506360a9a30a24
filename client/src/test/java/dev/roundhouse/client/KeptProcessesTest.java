package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.process.JvmCommand;
import dev.roundhouse.process.OwnedProcess;
import dev.roundhouse.process.ProcessStarter;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that start, die and are replaced. */
class KeptProcessesTest {

  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path home;
  private final Notes notes = new Notes();
  private KeptProcesses kept;

  @AfterEach
  void endAll() throws Exception {
    if (kept != null) {
      kept.stop(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
      kept.close();
    }
  }

  @Test
  void replacesAProcessThatWasKilledAndSaysBy() throws Exception {
    keep("stay");
    kept.grow(2).get(60, TimeUnit.SECONDS);
    OwnedProcess victim = live().get(0);

    victim.kill();

    assertThat(notes.exited()).isEqualTo(victim.pid() + " killed by signal 9 (KILL)");
    notes.awaitReady(2);
    assertThat(live()).hasSize(2).noneMatch(process -> process.pid() == victim.pid());
  }

  @Test
  void replacesAProcessThatIsKilledBeforeItIsReady() throws Exception {
    keep("kill-the-first");

    kept.grow(1).get(60, TimeUnit.SECONDS);

    assertThat(notes.exited()).endsWith(" killed by signal 9 (KILL)");
    assertThat(live()).hasSize(1);
  }

  @Test
  void aProcessThatWasStoppedOnPurposeIsNotReplaced() throws Exception {
    keep("stay");
    kept.grow(1).get(60, TimeUnit.SECONDS);

    ProcessHandle.of(live().get(0).pid()).orElseThrow().destroy();

    kept.over().get(60, TimeUnit.SECONDS);
    assertThat(live()).isEmpty();
  }

  @Test
  void tellsWhyTheFirstCouldNotStart() {
    keep("fail");

    assertThatThrownBy(() -> kept.grow(1).get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SetupException.class)
        .hasMessageContaining("cannot start today");
  }

  @Test
  void detachedProcessesStayAndAreNotReplaced() throws Exception {
    keep("stay");
    kept.grow(1).get(60, TimeUnit.SECONDS);
    OwnedProcess process = live().get(0);

    kept.detach(BOUND).get(60, TimeUnit.SECONDS);
    process.cut();
    kept.stop(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);

    assertThat(process.isAlive()).isTrue();
    process.kill();
    process.onExit().get(60, TimeUnit.SECONDS);
    assertThat(live()).isEmpty();
  }

  private List<OwnedProcess> live() throws Exception {
    return kept.live().get(60, TimeUnit.SECONDS);
  }

  private void keep(String behaviour) {
    Profile profile = Profiles.open(new Home(home), "test");
    ProcessStarter starter = new ProcessStarter(profile, "test");
    JvmCommand command =
        JvmCommand.of(Role.ENGINE, profile).mainClass(KeptMain.class.getName()).argument(behaviour);
    kept =
        new KeptProcesses(
            Role.ENGINE,
            () -> starter.start(command),
            notes,
            ReplacementRules.of(profile.settings().processes()),
            InstantSource.system());
  }

  /** Keeps what the watcher is told, for a test to wait for. */
  private static final class Notes implements EngineManager.Watcher {

    private final BlockingQueue<String> exits = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> readies = new LinkedBlockingQueue<>();

    @Override
    public void ready(Role role, int ready, int wanted) {
      readies.add(ready);
    }

    @Override
    public void exited(Role role, long pid, String how) {
      exits.add(pid + " " + how);
    }

    @Override
    public void said(String line) {}

    String exited() throws InterruptedException {
      return String.valueOf(exits.poll(BOUND.toSeconds(), TimeUnit.SECONDS));
    }

    /** Takes notes until so many were ready at once for the second time. */
    void awaitReady(int count) throws InterruptedException {
      int seen = 0;
      while (seen < 2) {
        Integer ready = readies.poll(BOUND.toSeconds(), TimeUnit.SECONDS);
        assertThat(ready).as("processes that became ready within " + BOUND).isNotNull();
        seen += ready == count ? 1 : 0;
      }
    }
  }
}
