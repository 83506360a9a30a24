package dev.roundhouse.client;

import dev.roundhouse.client.DispatchEffect.Again;
import dev.roundhouse.client.DispatchEffect.Cancel;
import dev.roundhouse.client.DispatchEffect.Report;
import dev.roundhouse.client.DispatchEffect.Submit;
import dev.roundhouse.client.Dispatcher.Request;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.scheme.SchemeTask;
import dev.roundhouse.scheme.TaskTable;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides what becomes of tasks between their submitters and the schemes: numbers them, tries them
 * again after an exception where they have retries, and ends those that no scheme takes. Events and
 * commands go in, effects come out, to be carried out in their order. Not thread-safe.
 *
 * <p>A task keeps its id; each try after the first goes to its scheme under a fresh number, since a
 * scheme knows a number once.
 *
 * <p>Invariants: every task that was submitted is ended once and only once; it is with its scheme
 * under at most one number; nothing is reported of it after its end.
 */
final class DispatchCore {

  /** Says why a scheme of this name takes no tasks now; empty where it does. */
  @FunctionalInterface
  interface Refusals extends Function<String, Optional<TaskError>> {}

  /** What was submitted: the ids in order, and what is to be done. */
  record Submission(List<Long> ids, List<DispatchEffect> effects) {}

  private final RetryPauses pauses;
  private final TaskTable<DispatchedTask> tasks = new TaskTable<>();
  private final TaskTable<DispatchedTask> laterTries = new TaskTable<>();
  private long lastNumber;
  private Optional<String> closed = Optional.empty();

  DispatchCore(RetryPauses pauses) {
    this.pauses = pauses;
  }

  /** How many tasks are not ended. */
  int unended() {
    return tasks.size();
  }

  /** Takes tasks: reports them as accepted, then gives them to their schemes or ends them. */
  Submission submit(List<Request> requests, Scheme.Listener listener, Refusals refusals) {
    List<Long> ids = new ArrayList<>(requests.size());
    Map<String, List<SchemeTask>> batches = new LinkedHashMap<>();
    List<DispatchEffect> ends = new ArrayList<>(0);
    for (Request request : requests) {
      DispatchedTask task = new DispatchedTask(++lastNumber, request, listener);
      ids.add(task.id());
      Optional<Outcome> end = endWithoutTry(request.scheme(), refusals);
      if (end.isPresent()) {
        ends.add(task.report(task.ended(end.get())));
      } else {
        tasks.put(task.id(), task);
        batches.computeIfAbsent(request.scheme(), name -> new ArrayList<>()).add(task.firstTry());
      }
    }
    List<DispatchEffect> effects = new ArrayList<>(1 + batches.size() + ends.size());
    effects.add(new Report(listener, new SchemeEvent.Accepted(ids)));
    batches.forEach((scheme, batch) -> effects.add(new Submit(scheme, batch)));
    effects.addAll(ends);
    return new Submission(ids, effects);
  }

  /** Gives an id to a task that cannot be sent anywhere, and ends it for this reason. */
  List<DispatchEffect> refuse(TaskError error, Scheme.Listener listener) {
    long id = ++lastNumber;
    Outcome outcome = new Outcome.Failed(error);
    return List.of(
        new Report(listener, new SchemeEvent.Accepted(List.of(id))),
        new Report(listener, new SchemeEvent.Ended(id, outcome, List.of(), Captured.NOTHING)));
  }

  /** Takes what a scheme tells; what it tells of unknown and ended tasks is ignored. */
  List<DispatchEffect> handle(SchemeEvent event) {
    if (event instanceof SchemeEvent.Started started) {
      return listed(find(started.task()).map(task -> task.report(task.own(started))));
    }
    if (event instanceof SchemeEvent.Ended ended) {
      return listed(find(ended.task()).map(task -> tryEnded(task, ended)));
    }
    if (event instanceof SchemeEvent.Output output) {
      return listed(find(output.task()).map(task -> task.report(task.own(output))));
    }
    if (event instanceof SchemeEvent.Progress progress) {
      return listed(find(progress.task()).map(task -> task.report(task.own(progress))));
    }
    if (event instanceof SchemeEvent.Published published) {
      return listed(find(published.task()).map(task -> task.report(task.own(published))));
    }
    return event instanceof SchemeEvent.Accepted accepted ? cancelMissed(accepted) : List.of();
  }

  private static List<DispatchEffect> listed(Optional<? extends DispatchEffect> effect) {
    return effect.isPresent() ? List.of(effect.get()) : List.of();
  }

  /** Cancels tasks by their ids; unknown and ended ones are ignored. */
  List<DispatchEffect> cancel(List<Long> ids, String reason) {
    List<DispatchEffect> effects = new ArrayList<>(1);
    Map<String, List<Long>> batches = new LinkedHashMap<>();
    for (long id : ids) {
      tasks.get(id).ifPresent(task -> cancel(task, reason, batches, effects));
    }
    batches.forEach((scheme, numbers) -> effects.add(new Cancel(scheme, numbers, reason)));
    return effects;
  }

  /** Starts the next try of a task whose pause is over. */
  List<DispatchEffect> again(long id, Refusals refusals) {
    Optional<DispatchedTask> found = tasks.get(id).filter(DispatchedTask::paused);
    if (found.isEmpty()) {
      return List.of();
    }
    DispatchedTask task = found.get();
    String scheme = task.scheme();
    Optional<Outcome> end = endWithoutTry(scheme, refusals);
    if (end.isPresent()) {
      tasks.remove(id);
      return List.of(task.report(task.ended(end.get())));
    }
    SchemeTask next = task.nextTry(++lastNumber);
    laterTries.put(next.id(), task);
    return List.of(new Submit(scheme, List.of(next)));
  }

  /** From now on nothing is tried, for this reason; what pauses ends, what runs goes on. */
  List<DispatchEffect> close(String reason) {
    if (closed.isPresent()) {
      return List.of();
    }
    closed = Optional.of(reason);
    return endAll(reason, DispatchedTask::paused);
  }

  /** Ends, for this reason, whatever the closed schemes left without an end. */
  List<DispatchEffect> endRest(String reason) {
    return endAll(reason, task -> true);
  }

  private List<DispatchEffect> endAll(String reason, Predicate<DispatchedTask> which) {
    List<DispatchedTask> ending = new ArrayList<>();
    tasks.forEach(
        task -> {
          if (which.test(task)) {
            ending.add(task);
          }
        });
    List<DispatchEffect> effects = new ArrayList<>(ending.size());
    for (DispatchedTask task : ending) {
      forget(task);
      effects.add(task.report(task.ended(new Outcome.Cancelled(reason))));
    }
    return effects;
  }

  private DispatchEffect tryEnded(DispatchedTask task, SchemeEvent.Ended ended) {
    if (closed.isEmpty() && task.mayTryAgain(ended.outcome())) {
      laterTries.remove(ended.task());
      return new Again(task.id(), task.scheme(), pauses.after(task.pause(ended)));
    }
    forget(task);
    return task.report(task.own(ended));
  }

  private void cancel(
      DispatchedTask task,
      String reason,
      Map<String, List<Long>> batches,
      List<DispatchEffect> effects) {
    if (task.paused()) {
      forget(task);
      effects.add(task.report(task.ended(new Outcome.Cancelled(reason))));
    } else {
      task.cancelRequested(reason);
      String scheme = task.scheme();
      batches.computeIfAbsent(scheme, name -> new ArrayList<>()).add(task.number());
    }
  }

  /** A cancel may overtake the submit of a later try; the scheme has then ignored it. */
  private List<DispatchEffect> cancelMissed(SchemeEvent.Accepted accepted) {
    List<DispatchEffect> effects = new ArrayList<>(0);
    for (Long number : accepted.tasks()) {
      Optional<DispatchedTask> task = find(number);
      Optional<String> reason = task.flatMap(DispatchedTask::cancelRequested);
      if (reason.isPresent()) {
        effects.add(new Cancel(task.get().scheme(), List.of(number), reason.get()));
      }
    }
    return effects;
  }

  private Optional<Outcome> endWithoutTry(String scheme, Refusals refusals) {
    if (closed.isPresent()) {
      return closed.map(Outcome.Cancelled::new);
    }
    return refusals.apply(scheme).map(Outcome.Failed::new);
  }

  private Optional<DispatchedTask> find(long number) {
    Optional<DispatchedTask> first = tasks.get(number);
    return first.isPresent()
        ? first.filter(task -> task.number() == number)
        : laterTries.get(number);
  }

  private void forget(DispatchedTask task) {
    tasks.remove(task.id());
    laterTries.remove(task.number());
  }
}
