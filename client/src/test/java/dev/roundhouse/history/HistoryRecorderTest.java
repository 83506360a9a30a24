package dev.roundhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.process.ProcessIdentity;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Settings.HistorySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryRecorderTest {

  private static final HistorySettings ON = new HistorySettings(true, 1024, 0);

  @TempDir Path directory;
  private Home home;
  private RunHistory history;

  @BeforeEach
  void makeHome() {
    home = new Home(directory.resolve("home"));
    history = RunHistory.of(home);
  }

  @Test
  void givesBackWhatItWasTold() {
    try (HistoryRecorder recorder = recorder(ON)) {
      RunJournal journal = recorder.begin(SampleRuns.header("r1"), SampleRuns::modules);
      journal.module(0, SampleRuns.state("queued"));
      journal.attempt(0, SampleRuns.attempt(0, SampleRuns.THREAD, Optional.empty()));
      journal.module(0, SampleRuns.state("succeeded"));
      journal.attempt(1, SampleRuns.attempt(0, SampleRuns.ENGINE, Optional.of(SampleRuns.error())));
      journal.module(1, SampleRuns.failed());
      await(recorder.flush());
      journal.end(SampleRuns.end("failed"));
    }

    RunRecord run = history.read("r1").orElseThrow();
    RunRecord told = SampleRuns.failedRun("r1", "\"in.txt\"");
    assertThat(run.header()).isEqualTo(told.header());
    assertThat(run.end()).isEqualTo(told.end());
    assertThat(run.modules()).isEqualTo(told.modules());
    assertThat(run.engines()).isEqualTo(told.engines());
    assertThat(run.machine().cores()).isPositive();
    assertThat(run.machine().memory()).isPositive();
    assertThat(run.graph().connections())
        .extracting(Object::toString)
        .containsExactly("read.lines -> group/<count>.text");
  }

  @Test
  void showsARunThatGoesOn() {
    try (HistoryRecorder recorder = recorder(ON)) {
      RunJournal journal = recorder.begin(SampleRuns.header("r1"), SampleRuns::modules);
      journal.module(0, SampleRuns.state("running"));
      await(recorder.flush());

      RunRecord run = history.read("r1").orElseThrow();

      assertThat(run.status()).isEqualTo("running");
      assertThat(run.modules())
          .extracting(module -> module.state().status())
          .containsExactly("running", "waiting");
    }
  }

  @Test
  void recordsNothingWhereTheProfileSaysSo() {
    try (HistoryRecorder recorder = recorder(new HistorySettings(false, 1024, 0))) {
      RunJournal journal = recorder.begin(SampleRuns.header("r1"), SampleRuns::modules);

      assertThat(journal).isSameAs(RunJournal.NONE);
    }
    assertThat(home.history()).doesNotExist();
    assertThat(history.list(RunFilter.ALL)).isEmpty();
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    record("r1", SampleRuns.START);

    assertThat(OwnerOnly.isOwnerOnly(Database.file(home))).isTrue();
    assertThat(OwnerOnly.isOwnerOnly(home.history())).isTrue();
  }

  @Test
  void filtersByStatusPipelineTimeAndCount() {
    record("r1", SampleRuns.START);
    record("r2", SampleRuns.START.plusSeconds(10));
    record("r3", SampleRuns.START.plusSeconds(20));

    assertThat(ids(new RunFilter(2, Set.of(), Optional.empty(), Optional.empty())))
        .containsExactly("r3", "r2");
    assertThat(ids(new RunFilter(9, Set.of("failed"), Optional.of("w*s"), Optional.empty())))
        .containsExactly("r3", "r2", "r1");
    assertThat(ids(new RunFilter(9, Set.of("succeeded"), Optional.empty(), Optional.empty())))
        .isEmpty();
    assertThat(ids(new RunFilter(9, Set.of(), Optional.of("w[o]rds"), Optional.empty()))).isEmpty();
    Instant second = SampleRuns.START.plusSeconds(10);
    assertThat(ids(new RunFilter(9, Set.of(), Optional.empty(), Optional.of(second))))
        .containsExactly("r3", "r2");
    assertThat(history.ids("r")).containsExactly("r3", "r2", "r1");
    assertThat(history.ids("%")).isEmpty();
  }

  @Test
  void keepsNoMoreRunsThanTheProfileSays() {
    HistorySettings two = new HistorySettings(true, 1024, 2);
    for (String id : List.of("r1", "r2", "r3", "r4")) {
      try (HistoryRecorder recorder = recorder(two)) {
        recorder.begin(SampleRuns.header(id), SampleRuns::modules).end(SampleRuns.end("failed"));
      }
    }

    assertThat(history.ids("r")).containsExactly("r4", "r3");
  }

  @Test
  void removesOldRunsWithAllThatBelongsToThem() throws Exception {
    record("r1", SampleRuns.START);
    record("r2", SampleRuns.START);

    assertThat(history.remove(SampleRuns.START)).isEmpty();
    assertThat(history.remove(SampleRuns.START.plus(Duration.ofDays(1))))
        .containsExactly("r1", "r2");

    try (Connection connection = Database.open(home);
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM module")) {
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void cutsTheMiddleOfWhatModulesPrinted() {
    String printed = "é".repeat(4_000);

    String kept = Printed.bounded(printed, 1_001);

    assertThat(kept).startsWith("é").endsWith("é").contains("bytes cut ...]").hasSizeLessThan(600);
    assertThat(kept).doesNotContain("\ufffd");
    assertThat(Printed.bounded("short", 5)).isEqualTo("short");
    assertThat(Printed.bounded("", 5)).isNull();
  }

  @Test
  void marksARunOfAKilledSessionAsFailed() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    long pid = killed.pid();
    assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
    begin("r1", new ProcessIdentity(pid, Instant.now()), SessionProcess.here().boot());
    begin("r2", ProcessIdentity.ofThisProcess(), SessionProcess.here().boot());
    begin("r3", ProcessIdentity.ofThisProcess(), "an-earlier-boot");
    String otherContainer = SessionProcess.here().boot().split(" ")[0] + " elsewhere";
    begin("r4", new ProcessIdentity(pid, Instant.now()), otherContainer);

    RunRecord run = history.read("r1").orElseThrow();

    assertThat(run.status()).isEqualTo("failed");
    assertThat(run.problems()).containsExactly("the session was killed");
    assertThat(run.end().orElseThrow().at()).isEqualTo(SampleRuns.START);
    assertThat(run.modules())
        .extracting(module -> module.state().status())
        .containsOnly("cancelled");
    assertThat(history.read("r2").orElseThrow().status()).isEqualTo("running");
    assertThat(history.read("r3").orElseThrow().status()).isEqualTo("failed");
    assertThat(history.read("r4").orElseThrow().status()).isEqualTo("running");
  }

  @Test
  void saysOnceThatItCannotBeWritten() throws Exception {
    Files.createDirectories(home.directory());
    Files.writeString(home.history(), "a file where the directory should be");

    try (HistoryRecorder recorder = recorder(ON)) {
      RunJournal journal = recorder.begin(SampleRuns.header("r1"), SampleRuns::modules);
      journal.end(SampleRuns.end("failed"));
      await(recorder.flush());

      assertThat(recorder.problem().orElseThrow())
          .startsWith("runs are not recorded: the record of runs, " + Database.file(home))
          .contains("look for space and permissions");
    }
  }

  @Test
  void recordsTheNextRunOnceItIsPossibleAgain() throws Exception {
    Files.createDirectories(home.directory());
    Files.writeString(home.history(), "a file where the directory should be");

    try (HistoryRecorder recorder = recorder(ON)) {
      RunJournal lost = recorder.begin(SampleRuns.header("r1"), SampleRuns::modules);
      await(recorder.flush());
      Files.delete(home.history());
      lost.end(SampleRuns.end("failed"));
      recorder.begin(SampleRuns.header("r2"), SampleRuns::modules);
      await(recorder.flush());

      assertThat(history.ids("r")).containsExactly("r2");
    }
  }

  @Test
  void leavesARecordOfALaterVersionAlone() throws Exception {
    record("r1", SampleRuns.START);
    try (Connection connection = Database.open(home)) {
      Database.execute(connection, "PRAGMA user_version = 99");
    }

    assertThatThrownBy(() -> history.list(RunFilter.ALL))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("version 99, expected at most 1");
    try (HistoryRecorder recorder = recorder(ON)) {
      recorder.begin(SampleRuns.header("r2"), SampleRuns::modules);
      await(recorder.flush());
      assertThat(recorder.problem().orElseThrow()).contains("version 99");
    }
  }

  @Test
  void saysThatAFileIsNoDatabase() throws Exception {
    OwnerOnly.createDirectories(home.history());
    Files.writeString(Database.file(home), "no database, but long enough to look like ".repeat(9));

    assertThatThrownBy(() -> history.list(RunFilter.ALL))
        .isInstanceOfSatisfying(
            HistoryException.class, e -> assertThat(e.hint()).contains("move it away"));
  }

  @Test
  void letsSeveralSessionsWriteAtOnce() throws Exception {
    List<CompletableFuture<Void>> sessions = new ArrayList<>();
    for (int session = 0; session < 4; session++) {
      String name = "s" + session;
      sessions.add(CompletableFuture.runAsync(() -> recordMany(name)));
    }
    CompletableFuture.allOf(sessions.toArray(CompletableFuture[]::new)).get(50, TimeUnit.SECONDS);

    assertThat(history.list(RunFilter.ALL))
        .hasSize(40)
        .allSatisfy(run -> assertThat(run.status()).isEqualTo("failed"))
        .allSatisfy(run -> assertThat(run.modules()).isEqualTo(2));
  }

  private void recordMany(String session) {
    try (HistoryRecorder recorder = recorder(ON)) {
      for (int i = 0; i < 10; i++) {
        RunJournal journal =
            recorder.begin(SampleRuns.header(session + "-" + i), SampleRuns::modules);
        journal.module(0, SampleRuns.state("succeeded"));
        journal.end(SampleRuns.end("failed"));
        await(recorder.flush());
      }
      assertThat(recorder.problem()).isEmpty();
    }
  }

  private void record(String id, Instant startedAt) {
    try (HistoryRecorder recorder = recorder(ON)) {
      RunHeader header = SampleRuns.header(id, "words", startedAt);
      recorder.begin(header, SampleRuns::modules).end(SampleRuns.end("failed"));
    }
  }

  private void begin(String id, ProcessIdentity process, String boot) throws Exception {
    try (Connection connection = Database.open(home);
        RunWriter writer = new RunWriter(connection, 1024)) {
      SessionProcess session = new SessionProcess(SessionProcess.here().machine(), boot, process);
      writer.begin(SampleRuns.header(id), session, SampleRuns.modules());
    }
  }

  private List<String> ids(RunFilter filter) {
    return history.list(filter).stream().map(RunSummary::id).toList();
  }

  private HistoryRecorder recorder(HistorySettings settings) {
    return new HistoryRecorder(
        home, settings, () -> CompletableFuture.completedFuture(List.of(SampleRuns.E1)));
  }

  private static void await(CompletableFuture<Void> done) {
    done.orTimeout(30, TimeUnit.SECONDS).join();
  }
}
