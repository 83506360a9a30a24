package dev.roundhouse.process;

import dev.roundhouse.module.Durations;
import dev.roundhouse.profile.SetupException;
import dev.roundhouse.profile.SetupException.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A controller or engine that this process started and holds. It ends when this process does, in
 * whatever way, until it is detached. Thread-safe.
 */
public final class OwnedProcess {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedProcess.class);
  private static final int SHOWN_LINES = 12;

  private final Role role;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> detached = new CompletableFuture<>();
  private final CompletableFuture<ProcessEnd> ended;
  private volatile boolean late;

  /**
   * @param clearing removes what the process may leave where it is killed
   */
  OwnedProcess(Role role, Process process, Path log, Duration startTimeout, Runnable clearing) {
    this.role = role;
    this.process = process;
    this.log = log;
    Thread reader = new Thread(this::readStatus, "status of " + role.text() + " " + process.pid());
    reader.setDaemon(true);
    reader.start();
    this.ended =
        process
            .onExit()
            .thenApply(
                dead -> {
                  join(reader);
                  clear(clearing);
                  ProcessEnd end = new ProcessEnd(dead.exitValue());
                  failBecause("ended before it was ready (" + end.text() + ")");
                  return end;
                });
    CompletableFuture.delayedExecutor(startTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> giveUp(startTimeout));
  }

  /** What it is. */
  public Role role() {
    return role;
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** Where it logs to. */
  public Path log() {
    return log;
  }

  /** Whether it has not ended yet. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Completes with the address, {@code host:port}, when the process can be reached. Fails with
   * {@link SetupException} when it ends before or does not become ready in time (then it is
   * killed); the message has why, and the last lines of its log.
   */
  public CompletableFuture<String> ready() {
    return ready.copy();
  }

  /** Whether it was killed from here because it was not ready in time. */
  public boolean wasLate() {
    return late;
  }

  /** Completes when the process has ended. */
  public CompletableFuture<ProcessEnd> onExit() {
    return ended.copy();
  }

  /**
   * Lets the process live on when this one ends. Returns when the process has acknowledged.
   *
   * @throws SetupException it did not acknowledge within the bound; it is held as before
   */
  public void detach(Duration bound) {
    try {
      write(Lifeline.DETACH);
      detached.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw notDetached(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notDetached(e);
    }
  }

  /** Says a line to the process; one that has ended or is detached does not hear it. */
  public void tell(String line) {
    try {
      write(line);
    } catch (IOException e) {
      // Nobody is there to hear it, which its end tells in a moment.
      failBecause("could not be spoken to (" + e.getMessage() + ")");
    }
  }

  private synchronized void write(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /**
   * Asks the process to end by cutting its lifeline; returns at once. A detached process is not
   * reached by this.
   */
  public void cut() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already: that is what was asked for.
      process.destroy();
    }
  }

  /**
   * Ends the process: cuts its lifeline (a detached one gets SIGTERM), waits, and kills it where it
   * has not ended within the bound.
   *
   * @return how it ended
   */
  public ProcessEnd stop(Duration bound) {
    cut();
    if (detached.isDone()) {
      process.destroy();
    }
    try {
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
      }
      return ended.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + this + " ended", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          this + " did not end within " + Durations.text(bound) + " of SIGKILL", e);
    }
  }

  /** Kills the process at once. */
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    return role.text() + " (pid " + pid() + ", log " + log + ")";
  }

  private void readStatus() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        StatusLine.parse(line).ifPresent(this::understand);
      }
    } catch (IOException e) {
      failBecause("could not be heard (" + e.getMessage() + ")");
    }
  }

  private void understand(StatusLine line) {
    switch (line.kind()) {
      case READY -> ready.complete(line.detail());
      case DETACHED -> detached.complete(null);
      case FAILED ->
          ready.completeExceptionally(
              new SetupException(
                  Code.PROCESS,
                  "the " + role.text() + " could not start: " + line.detail(),
                  "its log is " + log));
    }
  }

  private void giveUp(Duration startTimeout) {
    if (!ready.isDone()) {
      late = true;
      failBecause("was not ready within " + Durations.text(startTimeout));
      process.destroyForcibly();
    }
  }

  private void failBecause(String what) {
    if (ready.isDone()) {
      return;
    }
    String tail = String.join("\n  ", LogTail.read(log, SHOWN_LINES));
    String shown = tail.isEmpty() ? "" : "; its last lines:\n  " + tail;
    ready.completeExceptionally(
        new SetupException(
            Code.PROCESS, "the " + role.text() + " " + what + shown, "its log is " + log));
  }

  private SetupException notDetached(Exception cause) {
    return new SetupException(
            Code.PROCESS, this + " did not acknowledge that it was detached", "its log is " + log)
        .causedBy(Optional.ofNullable(cause.getCause()).orElse(cause));
  }

  private void clear(Runnable clearing) {
    try {
      clearing.run();
    } catch (UncheckedIOException e) {
      LOG.warn("{} has ended, but what it left cannot be removed", this, e);
    }
  }

  private static void join(Thread reader) {
    try {
      reader.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
