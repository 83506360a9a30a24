package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.scheme.SchemeTask;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.EndCodec;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.EngineCommand.CancelOrders;
import dev.roundhouse.wire.EngineCommand.Dispatch;
import dev.roundhouse.wire.EngineCommand.Drain;
import dev.roundhouse.wire.EngineCommand.EngineBeatAck;
import dev.roundhouse.wire.EngineCommand.EngineRefused;
import dev.roundhouse.wire.EngineCommand.EngineUpdatesAck;
import dev.roundhouse.wire.EngineCommand.Farewell;
import dev.roundhouse.wire.EngineCommand.ForgetClient;
import dev.roundhouse.wire.EngineCommand.Registered;
import dev.roundhouse.wire.EngineCommand.Release;
import dev.roundhouse.wire.EngineCommand.Stop;
import dev.roundhouse.wire.EngineCommand.TakeBack;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One registration of an engine: carries out what {@link EngineCore} decides, from joining until
 * the controller is lost or says stop.
 */
final class EngineActor extends AbstractBehavior<EngineCommand> {

  private static final Logger LOG = LoggerFactory.getLogger(EngineActor.class);

  /** The local scheme said something. */
  record Local(SchemeEvent event) implements EngineCommand {}

  /** Ask the engine to finish what it computes and leave. */
  record Leave(Duration deadline) implements EngineCommand {}

  private record Tick() implements EngineCommand {}

  private record Flush() implements EngineCommand {}

  private record CodeReady(String code) implements EngineCommand {}

  private record Prepared(HeldTask task, Optional<Work> work, String problem)
      implements EngineCommand {}

  private record LeaveDeadline() implements EngineCommand {}

  private record FarewellDeadline() implements EngineCommand {}

  private static final Duration TICK = Duration.ofMillis(50);

  /** Once it is registered: beats and repeats need no finer time. */
  private static final Duration CALM_TICK = Duration.ofMillis(200);

  /** How long the controller may take to say that it has heard the last words. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final EngineLife life;
  private final TimerScheduler<EngineCommand> timers;
  private final ActorRef<ControllerCommand> controller;
  private final EngineCore core;
  private final CodeShelf shelf;
  private final StoredResults results;
  private final Preparation preparation;
  private Optional<Registered> registered = Optional.empty();
  private long acknowledgedMicros;
  private long beatMicros;
  private long registeredMicros;
  private boolean flushPending;
  private boolean leaving;
  private boolean restarting;
  private String leavingBecause = "";
  private long leaveMicros;

  static Behavior<EngineCommand> create(EngineLife life) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new EngineActor(context, timers, life)));
  }

  private EngineActor(
      ActorContext<EngineCommand> context, TimerScheduler<EngineCommand> timers, EngineLife life) {
    super(context);
    this.life = life;
    this.timers = timers;
    this.controller = life.controller();
    this.core =
        new EngineCore(
            life.description().incarnation(),
            life.resend().toNanos() / 1_000,
            life.localIds().get(),
            life.kept().get());
    this.shelf = new CodeShelf(life.blobs(), life.bundles(), life.runner(), life.reading());
    this.preparation = new Preparation(life.blobs(), shelf, life.reading(), new Preparing());
    this.results = new StoredResults(life.blobs());
    this.acknowledgedMicros = now();
    timers.startTimerWithFixedDelay(new Tick(), Duration.ZERO, TICK);
  }

  @Override
  public Receive<EngineCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(Local.class, m -> then(() -> onLocal(m.event())))
        .onMessage(Dispatch.class, m -> then(() -> carryOut(core.dispatch(m))))
        .onMessage(EngineUpdatesAck.class, m -> then(() -> core.acknowledged(m.seq(), now())))
        .onMessage(Flush.class, m -> onFlush())
        .onMessage(Tick.class, m -> onTick())
        .onMessage(CodeReady.class, m -> then(() -> preparation.codeReady(m.code())))
        .onMessage(
            Prepared.class,
            m -> then(() -> preparation.argumentRead(m.task(), m.work(), m.problem())))
        .onMessage(EngineBeatAck.class, m -> onBeatAck(m))
        .onMessage(Registered.class, this::onRegistered)
        .onMessage(CancelOrders.class, m -> then(() -> onCancel(m)))
        .onMessage(TakeBack.class, m -> then(() -> carryOut(core.takeBack(m.keys()))))
        .onMessage(Release.class, m -> then(() -> results.release(m.keys())))
        .onMessage(ForgetClient.class, m -> then(() -> onForget(m.source())))
        .onMessage(EngineRefused.class, m -> end(EngineEnd.refused(m.code(), m.message())))
        .onMessage(Stop.class, m -> onStop(m.reason()))
        .onMessage(Leave.class, m -> onLeave("it was told to end", m.deadline()))
        .onMessage(Drain.class, this::onDrain)
        .onMessage(LeaveDeadline.class, m -> onStop(leavingBecause))
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private long now() {
    return life.clock().getAsLong();
  }

  private Behavior<EngineCommand> then(Runnable step) {
    step.run();
    if (!flushPending) {
      flushPending = true;
      getContext().getSelf().tell(new Flush());
    }
    return this;
  }

  private Behavior<EngineCommand> onFlush() {
    flushPending = false;
    carryOut(core.flush(now()));
    return leaving && core.idle() ? onStop(leavingBecause) : this;
  }

  private Behavior<EngineCommand> onTick() {
    long now = now();
    if (registered.isEmpty()) {
      register();
      return this;
    }
    long silence = now - acknowledgedMicros;
    long lease = 1_000 * registered.get().leaseMillis();
    long beat = 1_000 * registered.get().heartbeatMillis();
    if (silence > life.orphanLeases() * lease) {
      return end(EngineEnd.orphaned("heard nothing for " + silence / 1_000_000 + " s"));
    }
    if (now - beatMicros >= beat) {
      beatMicros = now;
      controller.tell(life.beat(registered.get().epoch(), core, now));
      tellKept(now);
      if (silence > 3 * beat) {
        register();
      }
    }
    carryOut(core.tick(now));
    return this;
  }

  /** Whoever wants these results asks for them soon, or never. */
  private void tellKept(long now) {
    long lease = 1_000 * registered.map(Registered::leaseMillis).orElse(0L);
    if (now - registeredMicros > life.orphanLeases() * lease) {
      core.expireKept().forEach(life.blobs()::free);
    }
    core.keeps().forEach(controller::tell);
  }

  private void register() {
    controller.tell(
        new ControllerCommand.Register(life.description(), getContext().getSelf().narrow()));
  }

  private Behavior<EngineCommand> onRegistered(Registered message) {
    timers.startTimerWithFixedDelay(new Tick(), CALM_TICK);
    if (registered.isPresent() && registered.get().epoch() != message.epoch()) {
      return end(EngineEnd.orphaned("the controller is another one"));
    }
    acknowledgedMicros = now();
    if (registered.isEmpty()) {
      registered = Optional.of(message);
      registeredMicros = now();
      tellKept(registeredMicros);
      life.onRegistered().accept(message.engine());
    }
    return this;
  }

  private Behavior<EngineCommand> onBeatAck(EngineBeatAck ack) {
    if (registered.isPresent() && registered.get().epoch() == ack.epoch()) {
      acknowledgedMicros = now();
    }
    return this;
  }

  private void carryOut(List<EngineEffect> effects) {
    for (EngineEffect effect : effects) {
      if (effect instanceof EngineEffect.Send send) {
        controller.tell(send.message());
      } else if (effect instanceof EngineEffect.Begin begin) {
        life.localIds().set(core.nextLocalId());
        preparation.begin(begin.tasks());
      } else if (effect instanceof EngineEffect.LearnCodes learn) {
        learn.codes().forEach(shelf::learn);
      } else if (effect instanceof EngineEffect.KeepStored stored) {
        Set<String> sources = shelf.sourcesOf(stored.order().template().code());
        results.keep(stored.order().key(), sources, stored.body(), stored.output());
      } else if (effect instanceof EngineEffect.CancelLocally cancel) {
        life.scheme().tell(new Scheme.Command.Cancel(cancel.localIds(), cancel.reason()));
      }
    }
  }

  /** How the preparation reaches this actor. */
  private final class Preparing implements Preparation.Owner {

    @Override
    public void await(String id, CompletableFuture<Code> code) {
      getContext().pipeToSelf(code, (done, failure) -> new CodeReady(id));
    }

    @Override
    public void await(HeldTask task, CompletableFuture<Work> work) {
      getContext()
          .pipeToSelf(
              work,
              (done, failure) ->
                  failure == null
                      ? new Prepared(task, Optional.of(done), "")
                      : new Prepared(task, Optional.empty(), Preparation.messageOf(failure)));
    }

    @Override
    public boolean wanted(HeldTask task) {
      return core.handedOver(task.localId);
    }

    @Override
    public void submit(List<SchemeTask> tasks) {
      life.scheme().tell(new Scheme.Command.Submit(tasks));
    }

    @Override
    public void lost(HeldTask task, String problem) {
      TaskError error = TaskError.of(TaskError.Kind.SYSTEM, "value-lost", problem);
      Payload body = new Payload.Encoded(EndCodec.encode(error));
      core.ended(task.localId, Ending.LOST, body, LocalEnd.NOTHING, now());
    }
  }

  // --- what the local scheme says

  private void onLocal(SchemeEvent event) {
    if (event instanceof SchemeEvent.Ended ended) {
      onEnded(ended);
    } else if (event instanceof SchemeEvent.Started started) {
      core.started(started.task(), started.atMicros());
    } else if (event instanceof SchemeEvent.Output output) {
      core.output(output.task(), output.error(), output.text());
    } else if (event instanceof SchemeEvent.Progress progress) {
      core.progress(progress.task(), progress.fraction());
    } else if (event instanceof SchemeEvent.Published published) {
      onPublished(published);
    }
  }

  /** What is shown while a task runs is small, or it is not shown. */
  private void onPublished(SchemeEvent.Published published) {
    try {
      byte[] bytes =
          published.value() instanceof Payload.Live live
              ? ValueCodec.encode(live.value())
              : LocalEnd.bytesOf(published.value());
      if (bytes.length <= Blobs.INLINE_LIMIT) {
        core.published(published.task(), published.name(), new Payload.Encoded(bytes));
      }
    } catch (ValueException e) {
      LOG.debug("task {} shows {}: {}", published.task(), published.name(), e);
    }
  }

  private void onEnded(SchemeEvent.Ended ended) {
    LocalEnd end = LocalEnd.of(ended, life.blobs(), now());
    Set<String> sources = core.codeOf(ended.task()).map(shelf::sourcesOf).orElse(Set.of());
    Optional<Long> key =
        core.ended(ended.task(), end.ending(), end.body(), end.output(), end.finishedMicros());
    if (key.isPresent()) {
      results.keep(key.get(), sources, end.body(), end.output());
    } else {
      end.free(life.blobs());
    }
  }

  private void onCancel(CancelOrders cancel) {
    carryOut(core.cancel(cancel.keys(), cancel.reason(), EndCodec.encode(cancel.reason()), now()));
  }

  private void onForget(String source) {
    results.forget(source);
    shelf.forget(source);
  }

  // --- the end

  private Behavior<EngineCommand> onDrain(Drain drain) {
    restarting |= drain.restart();
    return onLeave(drain.reason(), Duration.ofMillis(Math.max(0, drain.deadlineMillis())));
  }

  /** It may be told so more than once; the earliest deadline counts. */
  private Behavior<EngineCommand> onLeave(String why, Duration deadline) {
    long end = now() + deadline.toNanos() / 1_000;
    if (leaving && end >= leaveMicros) {
      return this;
    }
    leaving = true;
    leaveMicros = end;
    leavingBecause = why;
    controller.tell(new ControllerCommand.EngineDraining(life.description().incarnation()));
    timers.startSingleTimer(new LeaveDeadline(), deadline);
    return then(() -> carryOut(core.drain()));
  }

  private Behavior<EngineCommand> onStop(String reason) {
    carryOut(core.flush(now()));
    EngineEnd end = restarting ? EngineEnd.restarting(reason) : EngineEnd.stopped(reason);
    if (registered.isEmpty()) {
      return end(end);
    }
    controller.tell(new ControllerCommand.EngineStopped(life.description().incarnation(), reason));
    timers.cancelAll();
    timers.startSingleTimer(new FarewellDeadline(), FAREWELL);
    return newReceiveBuilder()
        .onMessage(Farewell.class, m -> end(end))
        .onMessage(FarewellDeadline.class, m -> end(end))
        .onAnyMessage(m -> Behaviors.same())
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<EngineCommand> end(EngineEnd end) {
    life.onEnd().accept(end);
    return Behaviors.stopped();
  }

  private Behavior<EngineCommand> onPostStop() {
    Map<KeptResults.Name, KeptResults.Result> kept = core.lost();
    life.kept().set(kept);
    carryOut(core.abort("the engine left its controller"));
    results.forgetAllBut(
        kept.values().stream()
            .flatMap(result -> Stream.of(result.body(), result.output()))
            .collect(Collectors.toSet()));
    shelf.forgetAll();
    life.onEnd().accept(EngineEnd.orphaned("its ActorSystem ended"));
    return this;
  }
}
