package dev.roundhouse.client;

import dev.roundhouse.history.EngineRecord;
import dev.roundhouse.history.HistoryRecorder;
import dev.roundhouse.history.RunHeader;
import dev.roundhouse.history.RunHistory;
import dev.roundhouse.history.RunJournal;
import dev.roundhouse.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The record of a session's runs, with who runs them. Safe for use by several threads. */
final class SessionHistory implements RunRecording, AutoCloseable {

  private final Profile profile;
  private final HistoryRecorder recorder;

  SessionHistory(Profile profile, SessionLink link) {
    this.profile = profile;
    this.recorder =
        new HistoryRecorder(profile.home(), profile.settings().history(), () -> engines(link));
  }

  @Override
  public RunJournal begin(String id, long startedMicros, RunRequest request) {
    return recorder.begin(header(id, startedMicros, request), () -> RunShapes.of(request.plan()));
  }

  private RunHeader header(String id, long startedMicros, RunRequest request) {
    return RunRecords.header(
        id,
        request.plan().name(),
        RunClock.instant(startedMicros),
        profile.name(),
        request.options());
  }

  /** All that is recorded in the session's home. */
  RunHistory past() {
    return RunHistory.of(profile.home());
  }

  CompletableFuture<Optional<String>> recorded() {
    return recorder.flush().thenApply(done -> recorder.problem());
  }

  private static CompletionStage<List<EngineRecord>> engines(SessionLink link) {
    return link.whileOpen()
        .map(open -> open.info().thenApply(SessionHistory::engines))
        .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
  }

  private static List<EngineRecord> engines(ClusterInfo info) {
    return info.engines().stream()
        .map(
            engine ->
                new EngineRecord(
                    engine.id(),
                    engine.host(),
                    engine.pid(),
                    engine.system(),
                    engine.slots(),
                    engine.labels()))
        .toList();
  }

  @Override
  public void close() {
    recorder.close();
  }
}
