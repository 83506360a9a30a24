package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one map, submitted together: keeps their results in order and sees the first that
 * fails. No future a task: a map may be of a million elements.
 */
final class MapCall implements Scheme.Listener {

  private final List<Results> readers;
  private final AtomicReferenceArray<Payload> payloads;
  private final AtomicInteger open;
  private final CompletableFuture<Optional<RuntimeException>> over = new CompletableFuture<>();
  private volatile List<Long> ids = List.of();

  /**
   * @param readers one a task, in order
   */
  MapCall(List<Results> readers) {
    this.readers = readers;
    this.payloads = new AtomicReferenceArray<>(readers.size());
    this.open = new AtomicInteger(readers.size());
    if (readers.isEmpty()) {
      over.complete(Optional.empty());
    }
  }

  @Override
  public void accept(SchemeEvent event) {
    if (event instanceof SchemeEvent.Accepted accepted) {
      ids = accepted.tasks();
    } else if (event instanceof SchemeEvent.Ended ended) {
      end((int) (ended.task() - ids.get(0)), ended.outcome());
    }
  }

  /**
   * Waits for all results, or for the first failure.
   *
   * @throws CompletionException one failed; the cause is what it failed with
   * @throws CancellationException one was cancelled by somebody else
   * @throws InterruptedException this thread was interrupted meanwhile
   */
  @SuppressWarnings("unchecked") // each result is what the call's function gives
  <R> List<R> await() throws InterruptedException {
    Optional<RuntimeException> failure = outcome();
    if (failure.isPresent()) {
      throw failure.get();
    }
    List<R> results = new ArrayList<>(readers.size());
    for (int i = 0; i < readers.size(); i++) {
      results.add((R) read(i));
    }
    return results;
  }

  List<Long> ids() {
    return ids;
  }

  private Optional<RuntimeException> outcome() throws InterruptedException {
    try {
      return over.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a map is over by a value only", e);
    }
  }

  private @Nullable Object read(int index) {
    try {
      return readers.get(index).value(payloads.get(index));
    } catch (RuntimeException e) {
      throw new CompletionException(e);
    }
  }

  private void end(int index, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      over.complete(
          Optional.of(new CompletionException(readers.get(index).exception(failed.error()))));
    } else if (outcome instanceof Outcome.Cancelled cancelled) {
      over.complete(Optional.of(new CancellationException(cancelled.reason())));
    } else {
      payloads.set(index, ((Outcome.Succeeded) outcome).result());
      if (open.decrementAndGet() == 0) {
        over.complete(Optional.empty());
      }
    }
  }
}
