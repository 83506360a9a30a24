package dev.roundhouse.history;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Settings.HistorySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the runs of a session. One thread writes what has gathered while it wrote the last batch;
 * it is made, and the file opened, for the first run. A record that cannot be written never fails a
 * run: it is logged once, and told by {@link #problem}. Safe for use by several threads.
 */
public final class HistoryRecorder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HistoryRecorder.class);

  /** Entries that wait at most; what comes beyond is left out, and that is told. */
  private static final int MOST_WAITING = 2_000_000;

  private static final int MOST_IN_BATCH = 20_000;
  private static final Duration GATHERING = Duration.ofMillis(50);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Home home;
  private final HistorySettings settings;
  private final Supplier<CompletionStage<List<EngineRecord>>> engines;
  private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Semaphore hurry = new Semaphore(0);
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
  private volatile boolean closed;

  /**
   * @param engines asks the controller; completes within a bound
   */
  public HistoryRecorder(
      Home home, HistorySettings settings, Supplier<CompletionStage<List<EngineRecord>>> engines) {
    this.home = home;
    this.settings = settings;
    this.engines = engines;
  }

  /**
   * A run begins. Where the profile records none, its journal forgets everything.
   *
   * @param modules each after all that it needs; asked for later, by another thread
   */
  public RunJournal begin(RunHeader header, Supplier<List<ModuleShape>> modules) {
    if (!settings.enabled() || closed) {
      return RunJournal.NONE;
    }
    if (started.compareAndSet(false, true)) {
      Thread thread = new Thread(this::run, "roundhouse-history");
      thread.setDaemon(true);
      thread.start();
    }
    Journal journal = new Journal();
    add(new Entry.Begun(journal, header, modules));
    return journal;
  }

  /** Why something could not be recorded; empty while all could. */
  public Optional<String> problem() {
    return problem.get();
  }

  /** Completes when all that was told so far is written, or given up. */
  public CompletableFuture<Void> flush() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (!started.get() || !waiting.offer(new Entry.Flush(done))) {
      done.complete(null);
    }
    hurry.release();
    return done;
  }

  private void add(Entry entry) {
    if (!waiting.offer(entry)) {
      tell("the record of runs is incomplete: more waited to be written than " + MOST_WAITING);
    }
  }

  private void run() {
    List<Entry> batch = new ArrayList<>();
    try (BatchWriter writer = new BatchWriter(home, settings)) {
      while (!closed || !waiting.isEmpty()) {
        batch.add(waiting.take());
        if (waiting.size() < MOST_IN_BATCH
            && hurry.tryAcquire(GATHERING.toMillis(), TimeUnit.MILLISECONDS)) {
          hurry.drainPermits();
        }
        waiting.drainTo(batch, MOST_IN_BATCH - 1);
        write(writer, batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(BatchWriter writer, List<Entry> batch) {
    try {
      if (writer.write(batch)) {
        engines
            .get()
            .exceptionally(unknown -> List.of())
            .thenAccept(told -> add(new Entry.Engines(told)));
      }
    } catch (HistoryException e) {
      tell("runs are not recorded: " + e.getMessage() + "; " + e.hint());
    } catch (RuntimeException bug) {
      log.error("the record of runs lost something by a bug", bug);
      tell("runs are not recorded: " + bug);
    }
    for (Entry entry : batch) {
      if (entry instanceof Entry.Flush flush) {
        flush.done().complete(null);
      }
    }
  }

  private void tell(String text) {
    if (problem.compareAndSet(Optional.empty(), Optional.of(text))) {
      log.warn("{}", text);
    }
  }

  /** Writes what waits, within a bound; what is told afterwards is forgotten. */
  @Override
  public void close() {
    closed = true;
    try {
      flush().get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      tell("the record of runs is incomplete: it could not be written within " + CLOSING);
    }
  }

  /** Hands on what happens to one run, and stands for it. */
  private final class Journal implements RunJournal {

    @Override
    public void module(int position, ModuleState now) {
      add(new Entry.Moved(this, position, now));
    }

    @Override
    public void attempt(int position, AttemptRecord ended) {
      add(new Entry.Tried(this, position, ended));
    }

    @Override
    public void end(RunEnd how) {
      add(new Entry.Ended(this, how));
      hurry.release();
    }
  }
}
