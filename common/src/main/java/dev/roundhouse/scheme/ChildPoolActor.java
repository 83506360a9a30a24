package dev.roundhouse.scheme;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Carries out what {@link ChildPoolCore} decides: starts, feeds and kills child JVMs. */
final class ChildPoolActor extends AbstractBehavior<ChildPoolActor.Message> {

  sealed interface Message {}

  /** The inbox holds something. */
  enum Look implements Message {
    LOOK
  }

  private enum Tick implements Message {
    TICK
  }

  /**
   * What the actor shares with its scheme.
   *
   * @param closed completes when no task and no child is left
   */
  record Setup(
      MultiprocessingSettings settings,
      Scheme.Listener listener,
      ChildPoolInbox inbox,
      CompletableFuture<Void> closed) {}

  static Behavior<Message> create(Setup setup) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new ChildPoolActor(context, timers, setup)));
  }

  private final TimerScheduler<Message> timers;
  private final Setup setup;
  private final ChildPoolCore core;
  private final Map<Integer, ChildProcess> children = new HashMap<>();
  private final Set<ChildProcess> unflushed = new LinkedHashSet<>();
  private final ActorRef<Message> self;
  private long tickAt = PooledChild.NEVER;
  private boolean over;

  private ChildPoolActor(
      ActorContext<Message> context, TimerScheduler<Message> timers, Setup setup) {
    super(context);
    this.timers = timers;
    this.setup = setup;
    this.self = context.getSelf();
    core = new ChildPoolCore(setup.settings());
    handle(List.of(new ChildPoolEvent.Tick()));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Look.LOOK, this::onLook)
        .onMessageEquals(Tick.TICK, this::onTick)
        .onSignal(PostStop.class, signal -> onPostStop())
        .build();
  }

  private Behavior<Message> onLook() {
    handle(setup.inbox().take());
    return over ? Behaviors.stopped() : this;
  }

  private Behavior<Message> onTick() {
    tickAt = PooledChild.NEVER;
    handle(List.of(new ChildPoolEvent.Tick()));
    return over ? Behaviors.stopped() : this;
  }

  /** Ends what is left, where the actor system ends before the scheme is closed. */
  private Behavior<Message> onPostStop() {
    handle(List.of(new ChildPoolEvent.Close()));
    for (Map.Entry<Integer, ChildProcess> child : Map.copyOf(children).entrySet()) {
      child.getValue().kill();
      String how = "its child JVM was killed when the actor system ended";
      handle(List.of(new ChildPoolEvent.Exited(child.getKey(), how)));
    }
    handle(setup.inbox().close());
    setup.closed().complete(null);
    return this;
  }

  private void handle(List<ChildPoolEvent> events) {
    for (ChildPoolEvent event : events) {
      core.handle(event, now()).forEach(this::perform);
      if (event instanceof ChildPoolEvent.Exited exited) {
        children.remove(exited.child());
      }
    }
    unflushed.forEach(ChildProcess::flush);
    unflushed.clear();
    scheduleTick();
  }

  private void perform(ChildPoolEffect effect) {
    if (effect instanceof ChildPoolEffect.Emit emit) {
      Emitter.tell(setup.listener(), emit.event());
    } else if (effect instanceof ChildPoolEffect.Send send) {
      ChildProcess child = child(send.child());
      child.post(send.message());
      unflushed.add(child);
    } else if (effect instanceof ChildPoolEffect.Launch launch) {
      launch(launch.child());
    } else if (effect instanceof ChildPoolEffect.Kill kill) {
      child(kill.child()).kill();
    } else if (effect instanceof ChildPoolEffect.Closed) {
      over = true;
    }
  }

  private ChildProcess child(int number) {
    return Objects.requireNonNull(children.get(number), "child");
  }

  private void launch(int number) {
    ChildProcess child = new ChildProcess(number, setup.settings().jvm(), this::offer);
    children.put(number, child);
    child.launch();
  }

  /** Called on the children's threads. */
  private void offer(List<ChildPoolEvent> events) {
    if (setup.inbox().offer(events) == ChildPoolInbox.Offer.FIRST) {
      self.tell(Look.LOOK);
    }
  }

  private void scheduleTick() {
    long next = core.nextDeadline();
    if (next >= tickAt || next == PooledChild.NEVER) {
      return;
    }
    tickAt = next;
    long micros = Math.max(0, next - now());
    timers.startSingleTimer(Tick.TICK, Tick.TICK, Duration.of(micros + 1000, ChronoUnit.MICROS));
  }

  private long now() {
    return Micros.now(setup.settings().clock());
  }
}
