package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.scheme.SchemeTask;
import dev.roundhouse.scheme.TaskOptions;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

/** Schemes, timers and callers that do things in any order; the seed is in every message. */
class DispatchCoreRandomTest {

  private static final Place HERE = new Place("threading", "", "host", 1);
  private static final TaskError REFUSED =
      TaskError.of(TaskError.Kind.REFUSED, "scheme-disabled", "enable it");
  private static final TaskError THROWN =
      TaskError.of(TaskError.Kind.USER, "java.lang.Error", "no");

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final DispatchCore core = new DispatchCore(RetryPauses.DEFAULT);
  private final Map<Long, SchemeTask> atSchemes = new HashMap<>();
  private final Set<Long> everNumbered = new HashSet<>();
  private final Set<Long> timers = new HashSet<>();
  private final Map<Long, Integer> lastAttempt = new HashMap<>();
  private final Set<Long> open = new HashSet<>();
  private final Set<Long> ended = new HashSet<>();
  private boolean closed;

  private final Scheme.Listener listener = this::check;

  @RepeatedTest(200)
  void endsEveryTaskOnceInAnyOrderOfEvents() {
    for (int step = 0; step < 300; step++) {
      step();
      assertThat(core.unended()).as("seed %d, step %d", seed, step).isEqualTo(open.size());
    }
    carryOut(core.close("closed"));
    closed = true;
    List.copyOf(atSchemes.values()).forEach(this::end);
    carryOut(core.endRest("closed"));
    assertThat(open).as("without an end, seed %d", seed).isEmpty();
  }

  private void step() {
    int choice = random.nextInt(100);
    if (choice < 25) {
      submit();
    } else if (choice < 40) {
      carryOut(core.cancel(some(open), "enough"));
    } else if (choice < 55) {
      some(timers).forEach(this::fire);
    } else if (choice < 75) {
      anyAtScheme().ifPresent(this::start);
    } else if (choice < 99) {
      anyAtScheme().ifPresent(this::end);
    } else if (random.nextInt(10) == 0) {
      carryOut(core.close("closed"));
      closed = true;
    }
  }

  private void submit() {
    List<Dispatcher.Request> requests = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      TaskOptions options =
          new TaskOptions(3, random.nextInt(3), Optional.empty(), Optional.empty(), 0, false);
      Work work = new Work.Live(context -> "done");
      requests.add(
          new Dispatcher.Request(
              random.nextBoolean() ? "threading" : "cluster", "", work, options));
    }
    DispatchCore.Submission submission = core.submit(requests, listener, this::refusal);
    open.addAll(submission.ids());
    carryOut(submission.effects());
  }

  private Optional<TaskError> refusal(String scheme) {
    return random.nextInt(10) == 0 ? Optional.of(REFUSED) : Optional.empty();
  }

  private void fire(long task) {
    timers.remove(task);
    carryOut(core.again(task, this::refusal));
  }

  private void start(SchemeTask task) {
    carryOut(core.handle(new SchemeEvent.Accepted(List.of(task.id()))));
    if (atSchemes.containsKey(task.id())) {
      carryOut(core.handle(new SchemeEvent.Started(task.id(), 1, HERE, 1)));
    }
  }

  private void end(SchemeTask task) {
    if (atSchemes.remove(task.id()) != null) {
      Outcome outcome =
          random.nextBoolean()
              ? new Outcome.Failed(THROWN)
              : new Outcome.Succeeded(new Payload.Live("done"));
      Attempt attempt = new Attempt(1, Attempt.Status.FAILED, HERE, 1, 2, Optional.empty());
      SchemeEvent event =
          new SchemeEvent.Ended(task.id(), outcome, List.of(attempt), Captured.NOTHING);
      carryOut(core.handle(event));
      if (random.nextBoolean()) {
        assertThat(core.handle(event)).as("told twice, seed %d", seed).isEmpty();
      }
    }
  }

  private void carryOut(List<DispatchEffect> effects) {
    for (DispatchEffect effect : effects) {
      if (effect instanceof DispatchEffect.Submit submit) {
        assertThat(closed).as("submitted after closing, seed %d", seed).isFalse();
        submit.tasks().forEach(this::take);
      } else if (effect instanceof DispatchEffect.Cancel cancel) {
        if (random.nextBoolean()) {
          cancel.tasks().forEach(this::cancelled);
        }
      } else if (effect instanceof DispatchEffect.Again again) {
        assertThat(timers.add(again.task())).as("two timers, seed %d", seed).isTrue();
      } else if (effect instanceof DispatchEffect.Report report) {
        report.listener().accept(report.event());
      }
    }
  }

  private void take(SchemeTask task) {
    assertThat(everNumbered.add(task.id()))
        .as("number %d reused, seed %d", task.id(), seed)
        .isTrue();
    atSchemes.put(task.id(), task);
  }

  private void cancelled(long number) {
    if (atSchemes.remove(number) != null) {
      Outcome outcome = new Outcome.Cancelled("enough");
      carryOut(core.handle(new SchemeEvent.Ended(number, outcome, List.of(), Captured.NOTHING)));
    }
  }

  private void check(SchemeEvent event) {
    if (event instanceof SchemeEvent.Started started) {
      assertThat(open).as("started, seed %d", seed).contains(started.task());
      int before = lastAttempt.getOrDefault(started.task(), 0);
      assertThat(started.attempt()).as("attempt, seed %d", seed).isGreaterThanOrEqualTo(before);
      lastAttempt.put(started.task(), started.attempt());
    } else if (event instanceof SchemeEvent.Ended end) {
      assertThat(open.remove(end.task())).as("end of %d, seed %d", end.task(), seed).isTrue();
      assertThat(ended.add(end.task())).as("second end, seed %d", seed).isTrue();
      for (int i = 0; i < end.attempts().size(); i++) {
        assertThat(end.attempts().get(i).number()).as("number, seed %d", seed).isEqualTo(i + 1);
      }
    }
  }

  private List<Long> some(Set<Long> from) {
    return from.stream().filter(id -> random.nextInt(4) == 0).toList();
  }

  private Optional<SchemeTask> anyAtScheme() {
    List<SchemeTask> all = List.copyOf(atSchemes.values());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }
}
