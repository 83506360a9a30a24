package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.scheme.SchemeTask;
import dev.roundhouse.scheme.TaskOptions;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes tasks for the local scheme of orders, once their code and their argument are here. Confined
 * to the actor but for the reading, which runs on the given executor.
 */
final class Preparation {

  /** Whom it works for. */
  interface Owner {

    /** Calls {@link #codeReady} when the code is there, or cannot be had. */
    void await(String id, CompletableFuture<Code> code);

    /** Calls {@link #argumentRead} with how it went. */
    void await(HeldTask task, CompletableFuture<Work> work);

    /** Whether the order is still wanted; it counts as begun then. */
    boolean wanted(HeldTask task);

    /** Runs these tasks, in this order. */
    void submit(List<SchemeTask> tasks);

    /** The order cannot be carried out here. */
    void lost(HeldTask task, String problem);
  }

  private final Blobs blobs;
  private final CodeShelf shelf;
  private final Executor reading;
  private final Owner owner;
  private final Map<String, List<HeldTask>> waitingForCode = new HashMap<>();

  Preparation(Blobs blobs, CodeShelf shelf, Executor reading, Owner owner) {
    this.blobs = blobs;
    this.shelf = shelf;
    this.reading = reading;
    this.owner = owner;
  }

  void begin(List<HeldTask> tasks) {
    List<SchemeTask> ready = new ArrayList<>(tasks.size());
    for (HeldTask task : tasks) {
      String id = task.order.template().code();
      Optional<CompletableFuture<Code>> code = shelf.find(id);
      if (code.isEmpty()) {
        owner.lost(task, "code " + id + " is unknown here");
      } else if (!code.get().isDone() || waitingForCode.containsKey(id)) {
        waitForCode(id, code.get(), task);
      } else {
        prepare(task, code.get(), ready);
      }
    }
    submit(ready);
  }

  /** Tasks wait in order of their orders, which dependents of a future would not keep. */
  private void waitForCode(String id, CompletableFuture<Code> code, HeldTask task) {
    List<HeldTask> waiting = waitingForCode.get(id);
    if (waiting == null) {
      waiting = new ArrayList<>();
      waitingForCode.put(id, waiting);
      owner.await(id, code);
    }
    waiting.add(task);
  }

  /** Where the client left whom it was read from, it may be on its way from another. */
  void codeReady(String id) {
    begin(Optional.ofNullable(waitingForCode.remove(id)).orElse(List.of()));
  }

  private void prepare(HeldTask task, CompletableFuture<Code> code, List<SchemeTask> ready) {
    if (code.isCompletedExceptionally()) {
      owner.lost(task, code.handle((value, failure) -> messageOf(failure)).join());
      return;
    }
    Payload argument = task.order.argument();
    if (argument instanceof Payload.Encoded) {
      if (owner.wanted(task)) {
        ready.add(schemeTask(task, new Work.Portable(code.join(), argument)));
      }
      return;
    }
    owner.await(
        task,
        CompletableFuture.supplyAsync(
            () -> new Work.Portable(code.join(), new Payload.Encoded(read(argument))), reading));
  }

  private byte[] read(Payload argument) {
    try {
      return blobs.read(argument);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the argument of a task: " + e.getMessage(), e);
    }
  }

  /**
   * A large argument was read, or cannot be.
   *
   * @param work empty where it cannot
   */
  void argumentRead(HeldTask task, Optional<Work> work, String problem) {
    if (work.isEmpty()) {
      owner.lost(task, problem);
    } else if (owner.wanted(task)) {
      submit(List.of(schemeTask(task, work.get())));
    }
  }

  private void submit(List<SchemeTask> tasks) {
    if (!tasks.isEmpty()) {
      owner.submit(tasks);
    }
  }

  private static SchemeTask schemeTask(HeldTask task, Work work) {
    TaskTemplate template = task.order.template();
    Optional<Duration> runTimeout =
        template.runTimeoutMillis() == 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(template.runTimeoutMillis()));
    return new SchemeTask(
        task.localId,
        template.label(),
        work,
        new TaskOptions(1, 0, Optional.empty(), runTimeout, 0, false));
  }

  static String messageOf(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }
}
