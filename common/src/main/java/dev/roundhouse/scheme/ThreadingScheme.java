package dev.roundhouse.scheme;

import dev.roundhouse.module.Durations;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.work.AttemptContext;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.OutputRouter;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on threads of this process. Cancelling interrupts; a thread that ignores it for the
 * grace is given up: its task ends, it is reported as stuck, and another thread takes its slot.
 * Tasks that mostly wait run on virtual threads where the JDK has them, and take no slot there.
 *
 * <p>{@code Accepted}, and the end of a task that never started, may come on the thread that calls
 * {@link #tell}. No lock is held while the listener is called.
 */
public final class ThreadingScheme implements Scheme {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadingScheme.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final Duration IDLE_SUB_TASK_THREAD = Duration.ofSeconds(10);

  private final ThreadingSettings settings;
  private final CodeRunner runner;
  private final Listener listener;
  private final Timers timers;
  private final ThreadPoolExecutor subTasks;
  private final Execution.Surroundings surroundings;
  private final OutputRouter.Installation output;
  private final Lanes lanes;
  private final JobTable jobs;

  /**
   * @param runner computes portable work; stays the caller's to close
   */
  public ThreadingScheme(ThreadingSettings settings, CodeRunner runner, Listener listener) {
    this.settings = Objects.requireNonNull(settings, "settings");
    this.runner = Objects.requireNonNull(runner, "runner");
    this.listener = Objects.requireNonNull(listener, "listener");
    String prefix = "roundhouse-" + settings.name() + "-";
    timers = new Timers(prefix + "timer");
    subTasks = subTaskPool(settings.size(), prefix);
    surroundings =
        new Execution.Surroundings(
            settings, new AttemptContext.Surroundings(subTasks, settings.scratch()), timers);
    lanes =
        new Lanes(settings, new NamedThreads(prefix), VirtualThreads.factory(prefix + "waiting-"));
    jobs = new JobTable(lanes);
    output = OutputRouter.install();
  }

  private static ThreadPoolExecutor subTaskPool(int size, String prefix) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SUB_TASK_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamedThreads(prefix + "sub-"),
            new ThreadPoolExecutor.DiscardPolicy());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void tell(Command command) {
    if (command instanceof Command.Submit submit) {
      submit(submit.tasks());
    } else if (command instanceof Command.Cancel cancel) {
      cancel(cancel.tasks(), cancel.reason());
    } else if (command instanceof Command.Resize resize) {
      lanes.resize(resize.size());
      startThreads();
    } else if (command instanceof Command.Drain drain) {
      drain(drain.deadline());
    }
  }

  private void submit(List<SchemeTask> tasks) {
    List<Job> announced = jobs.announce(tasks);
    if (announced.isEmpty()) {
      return;
    }
    Emitter.tell(
        listener, new SchemeEvent.Accepted(announced.stream().map(job -> job.task.id()).toList()));
    for (Job job : jobs.enqueue(announced)) {
      String reason = job.cancelled;
      endUnstarted(job, new Outcome.Cancelled(reason == null ? closedReason() : reason));
    }
    for (Job job : announced) {
      job.task.options().queueTimeout().ifPresent(limit -> limitQueueing(job, limit));
    }
    startThreads();
  }

  private void limitQueueing(Job job, Duration limit) {
    Runnable expire =
        () -> {
          if (jobs.expire(job)) {
            endUnstarted(job, Limits.queueTimeout(job.task, limit));
          }
        };
    jobs.arm(job, timers.after(limit, expire));
  }

  private void cancel(List<Long> tasks, String reason) {
    Outcome cancelled = new Outcome.Cancelled(reason);
    JobTable.Found found = jobs.cancel(tasks, reason);
    found.ended().forEach(job -> endUnstarted(job, cancelled));
    found.running().forEach(job -> stop(job, cancelled));
  }

  private void drain(Duration deadline) {
    if (lanes.drain()) {
      Emitter.tell(listener, new SchemeEvent.Drained());
      return;
    }
    timers.after(
        deadline,
        () ->
            cancel(
                jobs.runningIds(),
                "it did not end within the drain's " + Durations.text(deadline)));
  }

  /** Ends a running job: by interrupt, and where that is ignored for the grace, by giving it up. */
  private void stop(Job job, Outcome outcome) {
    Execution execution = Objects.requireNonNull(job.execution, "execution");
    if (execution.stop(outcome)) {
      timers.after(settings.grace(), () -> giveUp(job, execution, outcome));
    }
  }

  private void giveUp(Job job, Execution execution, Outcome outcome) {
    if (!jobs.abandon(job)) {
      return;
    }
    String stuck =
        "%s ignored its interrupt for %s and is stuck; another thread takes its slot"
            .formatted(execution.whereabouts(), Durations.text(settings.grace()));
    LOG.warn("Task {} ({}): {}", job.task.id(), job.task.label(), stuck);
    execution.end(Limits.extend(outcome, stuck));
    startThreads();
  }

  private void endUnstarted(Job job, Outcome outcome) {
    Emitter.tell(
        listener, new SchemeEvent.Ended(job.task.id(), outcome, List.of(), Captured.NOTHING));
    delivered(job);
  }

  private void delivered(Job job) {
    if (jobs.delivered(job)) {
      Emitter.tell(listener, new SchemeEvent.Drained());
    }
  }

  private void startThreads() {
    for (Lane lane : lanes.callServers()) {
      try {
        lane.threads.newThread(() -> serve(lane)).start();
      } catch (OutOfMemoryError e) {
        lanes.lostServer(lane);
        LOG.warn("Scheme {} cannot start another thread", settings.name(), e);
      }
    }
  }

  private void serve(Lane lane) {
    boolean sound = true;
    while (sound) {
      Job job = lanes.take(lane);
      if (job == null) {
        return;
      }
      sound = run(job);
    }
  }

  /** Runs a job in this thread; false: the thread was given up meanwhile. */
  private boolean run(Job job) {
    Emitter emitter = new Emitter(listener, () -> delivered(job));
    Execution execution = new Execution(job.task, Thread.currentThread(), surroundings, emitter);
    jobs.begin(job, execution).ifPresent(reason -> stop(job, new Outcome.Cancelled(reason)));
    Optional<Future<?>> limit = limitRunning(job);
    Outcome outcome = execution.run(context -> compute(job.task.work(), context));
    limit.ifPresent(timer -> timer.cancel(false));
    if (!jobs.finish(job)) {
      return false;
    }
    execution.end(outcome);
    return true;
  }

  private Optional<Future<?>> limitRunning(Job job) {
    return job.task
        .options()
        .runTimeout()
        .map(limit -> timers.after(limit, () -> stop(job, Limits.runTimeout(job.task, limit))));
  }

  private Payload compute(Work work, ModuleContext context) throws Exception {
    if (work instanceof Work.Portable portable) {
      byte[] argument = Arguments.encoded(portable.argument());
      return new Payload.Encoded(runner.run(portable.code(), argument, context));
    }
    return new Payload.Live(((Work.Live) work).body().run(context));
  }

  private String closedReason() {
    return "the scheme " + settings.name() + " was closed";
  }

  @Override
  public void close() {
    lanes.close();
    cancel(jobs.ids(), closedReason());
    try {
      if (!jobs.awaitDelivery(settings.grace().plus(CLOSING))) {
        LOG.warn("Scheme {} closes before every end was told: {}", settings.name(), jobs.ids());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timers.close();
    subTasks.shutdownNow();
    output.close();
  }
}
