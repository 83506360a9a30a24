package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what {@link DispatchCore} decides. No actor and no thread of its own: a submit goes
 * to the scheme in the caller's thread, an event to its listener in the scheme's. The core is asked
 * under a lock that is never held while anybody else is called.
 */
final class SchemeDispatcher implements Dispatcher, Scheme.Listener {

  /** Calls an action later, on some thread. */
  @FunctionalInterface
  interface Timer {
    void after(Duration pause, Runnable action);
  }

  private static final Logger log = LoggerFactory.getLogger(SchemeDispatcher.class);

  private final SchemeSource schemes;
  private final Timer timer;
  private final DispatchCore core;

  SchemeDispatcher(SchemeSource schemes, Timer timer, RetryPauses pauses) {
    this.schemes = schemes;
    this.timer = timer;
    this.core = new DispatchCore(pauses);
  }

  @Override
  public List<Long> submit(List<Request> requests, Scheme.Listener listener) {
    Resolved resolved = new Resolved();
    for (Request request : requests) {
      resolved.resolve(request.scheme());
    }
    DispatchCore.Submission submission;
    synchronized (core) {
      submission = core.submit(requests, listener, resolved);
    }
    submission.effects().forEach(effect -> carryOut(effect, resolved));
    return submission.ids();
  }

  @Override
  public void cancel(List<Long> tasks, String reason) {
    decide(() -> core.cancel(tasks, reason));
  }

  /** Ends a task that cannot be sent anywhere, for this reason, with an id of its own. */
  void refuse(TaskError error, Scheme.Listener listener) {
    decide(() -> core.refuse(error, listener));
  }

  /** Takes what the schemes tell; they are made with this as their listener. */
  @Override
  public void accept(SchemeEvent event) {
    decide(() -> core.handle(event));
  }

  /** Ends what waits for another try; from now on submitted tasks end as cancelled. */
  void close(String reason) {
    decide(() -> core.close(reason));
  }

  /** Ends whatever is left after the schemes were closed. */
  void endRest(String reason) {
    decide(() -> core.endRest(reason));
  }

  /** How many tasks are not ended. */
  int unended() {
    synchronized (core) {
      return core.unended();
    }
  }

  private void again(DispatchEffect.Again again) {
    Resolved resolved = new Resolved();
    resolved.resolve(again.scheme());
    List<DispatchEffect> effects;
    synchronized (core) {
      effects = core.again(again.task(), resolved);
    }
    effects.forEach(effect -> carryOut(effect, resolved));
  }

  private void decide(Supplier<List<DispatchEffect>> decision) {
    List<DispatchEffect> effects;
    synchronized (core) {
      effects = decision.get();
    }
    for (DispatchEffect effect : effects) {
      carryOut(effect);
    }
  }

  private void carryOut(DispatchEffect effect, Resolved resolved) {
    if (effect instanceof DispatchEffect.Submit submit) {
      resolved.scheme(submit.scheme()).tell(new Scheme.Command.Submit(submit.tasks()));
    } else {
      carryOut(effect);
    }
  }

  private void carryOut(DispatchEffect effect) {
    if (effect instanceof DispatchEffect.Report report) {
      report(report);
    } else if (effect instanceof DispatchEffect.Cancel cancel) {
      Scheme.Command.Cancel command = new Scheme.Command.Cancel(cancel.tasks(), cancel.reason());
      schemes.made(cancel.scheme()).ifPresent(scheme -> scheme.tell(command));
    } else if (effect instanceof DispatchEffect.Again again) {
      timer.after(again.pause(), () -> again(again));
    } else {
      throw new IllegalStateException(effect + " can only follow a submit");
    }
  }

  private static void report(DispatchEffect.Report report) {
    try {
      report.listener().accept(report.event());
    } catch (RuntimeException e) {
      log.error("A listener threw on {}, which listeners must not", report.event(), e);
    }
  }

  /** The schemes as they stood when a decision began. */
  private final class Resolved implements DispatchCore.Refusals {

    private final Map<String, SchemeSource.Found> found = new HashMap<>(2);

    private void resolve(String scheme) {
      found.computeIfAbsent(scheme, name -> schemes.find(name, SchemeDispatcher.this));
    }

    @Override
    public Optional<TaskError> apply(String scheme) {
      return found.get(scheme) instanceof SchemeSource.Refused refused
          ? Optional.of(refused.error())
          : Optional.empty();
    }

    private Scheme scheme(String name) {
      if (found.get(name) instanceof SchemeSource.Ready ready) {
        return ready.scheme();
      }
      throw new IllegalStateException("the scheme " + name + " takes no tasks");
    }
  }
}
