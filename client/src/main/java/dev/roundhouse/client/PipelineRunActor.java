package dev.roundhouse.client;

import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what {@link PipelineCore} decides: one run, from its begin to its end. */
final class PipelineRunActor extends AbstractBehavior<PipelineRunActor.Command> {

  /** What a run is told from outside. */
  sealed interface Command {}

  /** Ends the run as cancelled. */
  record Cancel(String reason) implements Command {}

  /** Ends the run as cancelled now, also where tasks go on. */
  record GiveUp(String reason) implements Command {}

  /** Modules that are not queued yet choose by these settings. */
  record SchemesChanged(List<SchemeSetting> settings) implements Command {}

  private enum Signal implements Command {
    BEGIN,
    EVENTS
  }

  private record Encoded(EncodingQueue.Waiting entry, List<ModuleTasks.Made> tasks)
      implements Command {}

  private record Decoded(TaskKey task, TaskEnd end) implements Command {}

  private record CacheAnswers(List<PipelineEvent> answers) implements Command {}

  private record Broken(Throwable bug) implements Command {}

  static Behavior<Command> create(RunParts parts, PipelineCore core) {
    return Behaviors.setup(context -> new PipelineRunActor(context, parts, core));
  }

  private static final Logger log = LoggerFactory.getLogger(PipelineRunActor.class);

  private final RunParts parts;
  private final PipelineCore core;
  private final RunRecorder recorder;
  private final ModuleTasks tasks;
  private final EventInbox inbox;
  private final TaskSender sender;
  private final Optional<RunCache> cache;
  private final Queue<PipelineEvent> events = new ArrayDeque<>();
  private boolean deciding;
  private boolean over;

  private PipelineRunActor(ActorContext<Command> context, RunParts parts, PipelineCore core) {
    super(context);
    this.parts = parts;
    this.core = core;
    this.recorder = new RunRecorder(parts);
    this.tasks = parts.newTasks();
    ActorRef<Command> self = context.getSelf();
    this.inbox = new EventInbox(() -> self.tell(Signal.EVENTS));
    this.sender = new TaskSender(parts.environment().dispatcher(), inbox, tasks, new Sending());
    this.cache =
        parts.cache().map(results -> new RunCache(parts.newCacheWork(results), this::askCache));
    self.tell(Signal.BEGIN);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Signal.EVENTS, () -> guarded(this::onEvents))
        .onMessage(Encoded.class, message -> guarded(() -> onEncoded(message)))
        .onMessage(Decoded.class, message -> guarded(() -> onDecoded(message)))
        .onMessage(CacheAnswers.class, message -> guarded(() -> onCacheAnswers(message)))
        .onMessageEquals(Signal.BEGIN, () -> guarded(() -> decide(new PipelineEvent.Begin())))
        .onMessage(Cancel.class, message -> guarded(() -> onCancel(message)))
        .onMessage(GiveUp.class, message -> guarded(() -> giveUp(message.reason())))
        .onMessage(SchemesChanged.class, message -> guarded(() -> onSchemesChanged(message)))
        .onMessage(Broken.class, message -> guarded(() -> abort(message.bug())))
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  /** A bug must end the run, never leave somebody waiting for it. */
  private Behavior<Command> guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      abort(bug);
    }
    return over ? Behaviors.stopped() : this;
  }

  private void onEvents() {
    inbox.drain(this::onSchemeEvent);
  }

  private void onSchemeEvent(SchemeEvent event) {
    RunFeed feed = parts.feed();
    if (event instanceof SchemeEvent.Ended ended) {
      sender.ended(ended.task()).ifPresent(key -> onEnded(key, ended));
    } else if (event instanceof SchemeEvent.Started started) {
      sender.key(started.task()).ifPresent(key -> onStarted(key, started));
    } else if (event instanceof SchemeEvent.Output output) {
      sender.key(output.task()).ifPresent(key -> feed.output(key, output));
    } else if (event instanceof SchemeEvent.Progress progress) {
      sender.key(progress.task()).ifPresent(key -> feed.progressed(key, progress.fraction()));
    }
  }

  private void onStarted(TaskKey key, SchemeEvent.Started started) {
    decide(new PipelineEvent.TaskStarted(key));
    recorder.started(key, started);
    parts.feed().started(key, started);
  }

  private void onEnded(TaskKey key, SchemeEvent.Ended ended) {
    recorder.ended(key, ended);
    parts.feed().ended(key);
    Outcome outcome = ended.outcome();
    if (outcome instanceof Outcome.Failed failed) {
      settle(key, new TaskEnd.Failed(failed.error()));
    } else if (outcome instanceof Outcome.Cancelled cancelled) {
      settle(key, new TaskEnd.Cancelled(cancelled.reason()));
    } else if (outcome instanceof Outcome.Succeeded succeeded) {
      read(key, succeeded.result());
    }
  }

  private void read(TaskKey key, Payload result) {
    if (result instanceof Payload.Live) {
      settle(key, tasks.read(result));
    } else {
      aside(() -> new Decoded(key, tasks.read(result)));
    }
  }

  private void settle(TaskKey key, TaskEnd end) {
    sender.settled(key);
    decide(new PipelineEvent.TaskEnded(key, end));
  }

  private void onEncoded(Encoded message) {
    sender.encoded(message.entry(), message.tasks());
  }

  private void onDecoded(Decoded message) {
    settle(message.task(), message.end());
  }

  private void onCacheAnswers(CacheAnswers message) {
    decide(message.answers());
    cache.ifPresent(RunCache::answered);
  }

  private void onCancel(Cancel message) {
    log.info("run {} is cancelled: {}", parts.id(), message.reason());
    decide(new PipelineEvent.Cancel(message.reason()));
  }

  /** Ends what is open without waiting for it. */
  private void giveUp(String reason) {
    decide(new PipelineEvent.Cancel(reason));
    List<TaskKey> open = core.openTasks();
    if (!open.isEmpty()) {
      recorder.givenUp(open, reason, parts.nowMicros());
      open.forEach(key -> settle(key, new TaskEnd.Cancelled(reason)));
    }
  }

  private void onSchemesChanged(SchemesChanged message) {
    decide(new PipelineEvent.SchemesChanged(new SchemePolicy(message.settings())));
  }

  /** Where the session's system ends first, the run ends with it. */
  private Behavior<Command> onPostStop() {
    if (!over) {
      try {
        giveUp("the session was closed");
      } catch (RuntimeException bug) {
        abort(bug);
      }
    }
    return this;
  }

  private void abort(Throwable bug) {
    log.error("run {} of {} is aborted by a bug", parts.id(), parts.request().plan().name(), bug);
    over = true;
    sender.cancelAll(List.of(), "the run was aborted by a bug: " + bug);
    recorder.aborted(bug, parts.nowMicros());
    parts.feed().ended(RunStatus.FAILED, parts.nowMicros());
    parts.fail(bug);
  }

  /** Effects may bring further events; they are decided one after the other. */
  private void decide(PipelineEvent event) {
    decide(List.of(event));
  }

  private void decide(List<PipelineEvent> first) {
    events.addAll(first);
    if (deciding) {
      return;
    }
    deciding = true;
    while (!events.isEmpty()) {
      core.handle(events.remove(), parts.nowMicros()).forEach(this::carryOut);
    }
    deciding = false;
    cache.ifPresent(RunCache::flush);
    parts.feed().status(core.status());
  }

  private void carryOut(PipelineEffect effect) {
    if (effect instanceof PipelineEffect.Submit submit) {
      recorder.sent(submit.node(), submit.choice());
      sender.submit(submit, parts.request().plan().nodes().get(submit.node()).rank());
    } else if (effect instanceof PipelineEffect.NodeChanged change) {
      recorder.changed(change, core.signature(change.node()));
      parts.feed().changed(change);
    } else if (effect instanceof PipelineEffect.LookUp lookUp) {
      cache.ifPresent(asked -> asked.lookUp(lookUp));
    } else if (effect instanceof PipelineEffect.Keep keep) {
      cache.ifPresent(asked -> asked.keep(keep));
    } else if (effect instanceof PipelineEffect.KeepTask keep) {
      cache.ifPresent(asked -> asked.keepTask(keep));
    } else if (effect instanceof PipelineEffect.CacheReason reason) {
      recorder.cacheReason(reason.node(), reason.reason());
    } else if (effect instanceof PipelineEffect.CancelTasks cancel) {
      cancel(cancel);
    } else if (effect instanceof PipelineEffect.RunEnded ended) {
      end(ended);
    }
  }

  /** The core cancels everything that is open at once, so nothing that waits is wanted any more. */
  private void cancel(PipelineEffect.CancelTasks cancel) {
    TaskEnd end = new TaskEnd.Cancelled(cancel.reason());
    sender
        .cancelAll(cancel.tasks(), cancel.reason())
        .forEach(key -> events.add(new PipelineEvent.TaskEnded(key, end)));
  }

  private void end(PipelineEffect.RunEnded ended) {
    over = true;
    cache.ifPresent(RunCache::end);
    log.info("run {} of {} {}", parts.id(), parts.request().plan().name(), ended.status());
    parts.feed().ended(ended.status(), ended.atMicros());
    parts.complete(recorder.result(ended));
  }

  private void askCache(Supplier<List<PipelineEvent>> work) {
    aside(() -> new CacheAnswers(work.get()));
  }

  /** Computes an answer to this actor on the callback threads. */
  private void aside(Supplier<Command> work) {
    CompletableFuture<Command> answer =
        CompletableFuture.supplyAsync(work, parts.environment().callbacks());
    getContext().pipeToSelf(answer, (command, bug) -> bug == null ? command : new Broken(bug));
  }

  /** How the sender reaches this actor. */
  private final class Sending implements TaskSender.Owner {
    @Override
    public boolean isOpen(TaskKey task) {
      return core.isOpen(task);
    }

    @Override
    public void encode(EncodingQueue.Waiting entry) {
      aside(() -> new Encoded(entry, tasks.portable(entry.submit(), entry.from())));
    }

    @Override
    public void refused(TaskKey task, TaskError error) {
      settle(task, new TaskEnd.Failed(error));
    }
  }
}
