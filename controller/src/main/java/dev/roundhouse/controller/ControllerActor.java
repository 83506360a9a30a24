package dev.roundhouse.controller;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.ClientBeat;
import dev.roundhouse.wire.ControllerCommand.ClientUpdatesAck;
import dev.roundhouse.wire.ControllerCommand.DispatchAck;
import dev.roundhouse.wire.ControllerCommand.EngineBeat;
import dev.roundhouse.wire.ControllerCommand.EngineDraining;
import dev.roundhouse.wire.ControllerCommand.EngineExited;
import dev.roundhouse.wire.ControllerCommand.EngineKeeps;
import dev.roundhouse.wire.ControllerCommand.EngineStopped;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.ControllerCommand.Goodbye;
import dev.roundhouse.wire.ControllerCommand.Hello;
import dev.roundhouse.wire.ControllerCommand.InfoRequest;
import dev.roundhouse.wire.ControllerCommand.OtherVersion;
import dev.roundhouse.wire.ControllerCommand.Register;
import dev.roundhouse.wire.ControllerCommand.ShutdownRequest;
import dev.roundhouse.wire.ControllerCommand.StopEngines;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.EngineCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what {@link ControllerCore} decides. */
final class ControllerActor extends AbstractBehavior<ControllerCommand> implements Outlet {

  private static final Logger LOG = LoggerFactory.getLogger(ControllerActor.class);

  /** Leases, timeouts and resends. */
  private record Tick() implements ControllerCommand {}

  /** The mailbox was read up to where it was sent; what has gathered can go. */
  private record Flush() implements ControllerCommand {}

  /** What the cluster says of its members. */
  private record Membership(ClusterEvent.ClusterDomainEvent event) implements ControllerCommand {}

  /** Engines had their time to end. */
  private record ShutdownDeadline() implements ControllerCommand {}

  private record AnswerDeadline() implements ControllerCommand {}

  /** What the actor is given by the process around it. */
  record Environment(
      CoreSettings settings,
      String host,
      String machine,
      long pid,
      LongSupplier clock,
      Runnable ended) {}

  private static final Duration TICK = Duration.ofMillis(100);

  /** How long who asked for the shutdown may take to say that it has the answer. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Environment environment;
  private final ControllerCore core;
  private final Cluster cluster;
  private final TimerScheduler<ControllerCommand> timers;
  private final Map<String, ActorRef<EngineCommand>> engines = new HashMap<>();
  private final Map<String, ActorRef<ClientCommand>> clients = new HashMap<>();
  private final List<ActorRef<ClientCommand>> awaitingShutdown = new ArrayList<>();
  private boolean flushPending;
  private boolean shuttingDown;
  private boolean answered;

  static Behavior<ControllerCommand> create(Environment environment) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new ControllerActor(context, timers, environment)));
  }

  private ControllerActor(
      ActorContext<ControllerCommand> context,
      TimerScheduler<ControllerCommand> timers,
      Environment environment) {
    super(context);
    this.environment = environment;
    this.timers = timers;
    this.core =
        new ControllerCore(
            environment.settings(), environment.machine(), this, environment.clock().getAsLong());
    this.cluster = Cluster.get(context.getSystem());
    ActorRef<ClusterEvent.ClusterDomainEvent> membership =
        context.messageAdapter(ClusterEvent.ClusterDomainEvent.class, Membership::new);
    cluster
        .subscriptions()
        .tell(Subscribe.create(membership, ClusterEvent.ClusterDomainEvent.class));
    timers.startTimerWithFixedDelay(new Tick(), TICK);
  }

  @Override
  public Receive<ControllerCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(EngineUpdates.class, m -> then(() -> core.engineUpdates(m, now())))
        .onMessage(Submit.class, m -> then(() -> core.submit(m, now())))
        .onMessage(
            ClientUpdatesAck.class, m -> then(() -> core.updatesAck(m.client(), m.seq(), now())))
        .onMessage(
            DispatchAck.class, m -> then(() -> core.dispatchAck(m.incarnation(), m.seq(), now())))
        .onMessage(Flush.class, m -> onFlush())
        .onMessage(Tick.class, m -> then(() -> core.tick(now())))
        .onMessage(EngineBeat.class, m -> then(() -> core.engineBeat(m, now())))
        .onMessage(EngineKeeps.class, m -> then(() -> core.engineKeeps(m, now())))
        .onMessage(ClientBeat.class, m -> then(() -> core.clientBeat(m, now())))
        .onMessage(Register.class, this::onRegister)
        .onMessage(Hello.class, this::onHello)
        .onMessage(OtherVersion.class, this::onOtherVersion)
        .onMessage(CancelTasks.class, m -> then(() -> core.cancel(m, now())))
        .onMessage(Goodbye.class, m -> then(() -> core.goodbye(m.client(), now())))
        .onMessage(EngineDraining.class, m -> then(() -> core.engineDraining(m.incarnation())))
        .onMessage(EngineStopped.class, this::onEngineStopped)
        .onMessage(EngineExited.class, this::onEngineExited)
        .onMessage(Membership.class, this::onMembership)
        .onMessage(StopEngines.class, this::onStopEngines)
        .onMessage(InfoRequest.class, this::onInfo)
        .onMessage(ShutdownRequest.class, this::onShutdown)
        .onMessage(ShutdownDeadline.class, m -> answerShutdown())
        .onMessage(AnswerDeadline.class, m -> end())
        .build();
  }

  private long now() {
    return environment.clock().getAsLong();
  }

  private Behavior<ControllerCommand> then(Runnable step) {
    step.run();
    if (!flushPending) {
      flushPending = true;
      getContext().getSelf().tell(new Flush());
    }
    if (answered) {
      return awaitingShutdown.stream().anyMatch(clients::containsValue) ? this : end();
    }
    return shuttingDown && core.stillThere().isEmpty() ? answerShutdown() : this;
  }

  private Behavior<ControllerCommand> onFlush() {
    flushPending = false;
    core.flush(now());
    return this;
  }

  private Behavior<ControllerCommand> onRegister(Register register) {
    boolean isNew = engines.put(register.engine().incarnation(), register.engineRef()) == null;
    if (isNew) {
      LOG.info(
          "engine on {} (pid {}) registers with {} slots",
          register.engine().host(),
          register.engine().pid(),
          register.engine().slots());
    }
    return then(() -> core.register(register.engine(), now()));
  }

  private Behavior<ControllerCommand> onHello(Hello hello) {
    if (clients.put(hello.client().id(), hello.clientRef()) == null) {
      LOG.info(
          "client {} on {} (pid {}) connects",
          hello.client().id(),
          hello.client().host(),
          hello.client().pid());
    }
    return then(() -> core.hello(hello.client(), now()));
  }

  private Behavior<ControllerCommand> onOtherVersion(OtherVersion other) {
    String message =
        "version " + other.version() + ", expected " + environment.settings().version();
    LOG.warn("refused a process of {}", message);
    other.refuse().accept(message + " as the controller has");
    return this;
  }

  private Behavior<ControllerCommand> onEngineStopped(EngineStopped stopped) {
    LOG.info("engine {} stopped: {}", stopped.incarnation(), stopped.reason());
    toEngine(stopped.incarnation(), new EngineCommand.Farewell());
    return then(() -> core.engineStopped(stopped.incarnation(), stopped.reason(), now()));
  }

  private Behavior<ControllerCommand> onEngineExited(EngineExited exited) {
    LOG.warn("engine with pid {} ended: {}", exited.pid(), exited.how());
    return then(() -> core.engineExited(exited, now()));
  }

  private Behavior<ControllerCommand> onMembership(Membership membership) {
    ClusterEvent.ClusterDomainEvent event = membership.event();
    if (event instanceof ClusterEvent.UnreachableMember unreachable) {
      String address = text(unreachable.member().address());
      LOG.warn("member {} is unreachable", address);
      return then(() -> core.reachability(address, false, now()));
    }
    if (event instanceof ClusterEvent.ReachableMember reachable) {
      String address = text(reachable.member().address());
      LOG.info("member {} is reachable again", address);
      return then(() -> core.reachability(address, true, now()));
    }
    if (event instanceof ClusterEvent.MemberDowned downed) {
      return then(() -> core.memberGone(text(downed.member().address()), now()));
    }
    if (event instanceof ClusterEvent.MemberRemoved removed) {
      return then(() -> core.memberGone(text(removed.member().address()), now()));
    }
    return this;
  }

  private static String text(Address address) {
    return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
  }

  private Behavior<ControllerCommand> onInfo(InfoRequest request) {
    request
        .replyTo()
        .tell(new ClientCommand.Info(core.state(environment.host(), environment.pid(), now())));
    return this;
  }

  private Behavior<ControllerCommand> onStopEngines(StopEngines request) {
    LOG.info("{} asks to stop engines {}", request.by(), request.engines());
    return then(() -> core.stopEngines(request, now()));
  }

  private Behavior<ControllerCommand> onShutdown(ShutdownRequest request) {
    Optional<String> refused = core.beginShutdown(request.force(), request.by());
    if (refused.isPresent()) {
      LOG.info("refused shutdown asked by {}: {}", request.by(), refused.get());
      request.replyTo().tell(new ClientCommand.ShutdownReply(false, refused.get(), List.of()));
      return this;
    }
    LOG.info("shutting down, asked by {}", request.by());
    shuttingDown = true;
    awaitingShutdown.add(request.replyTo());
    if (answered) {
      request.replyTo().tell(new ClientCommand.ShutdownReply(true, "", core.stillThere()));
      return this;
    }
    timers.startSingleTimer(
        new ShutdownDeadline(), Duration.ofMillis(Math.max(0, request.deadlineMillis())));
    return then(() -> {});
  }

  /**
   * Tells who asked how it went, and stays until they have heard it and gone: a process that ends
   * at once may take its last words with it.
   */
  private Behavior<ControllerCommand> answerShutdown() {
    if (answered) {
      return this;
    }
    List<String> stragglers = core.stillThere();
    if (!stragglers.isEmpty()) {
      LOG.warn("engines that did not end in time: {}", stragglers);
    }
    awaitingShutdown.forEach(
        waiting -> waiting.tell(new ClientCommand.ShutdownReply(true, "", stragglers)));
    answered = true;
    timers.startSingleTimer(new AnswerDeadline(), ANSWER);
    return then(() -> {});
  }

  private Behavior<ControllerCommand> end() {
    environment.ended().run();
    return Behaviors.stopped();
  }

  @Override
  public void toEngine(String incarnation, EngineCommand message) {
    ActorRef<EngineCommand> engine = engines.get(incarnation);
    if (engine != null) {
      engine.tell(message);
    }
  }

  @Override
  public void toClient(String client, ClientCommand message) {
    ActorRef<ClientCommand> ref = clients.get(client);
    if (ref != null) {
      ref.tell(message);
    }
  }

  @Override
  public void down(String address, String why) {
    for (var member : cluster.state().getMembers()) {
      if (text(member.address()).equals(address)
          && !member.uniqueAddress().equals(cluster.selfMember().uniqueAddress())) {
        LOG.info("takes {} out of the cluster: {}", address, why);
        cluster.manager().tell(new Down(member.address()));
      }
    }
  }

  @Override
  public void engineGone(String incarnation) {
    engines.remove(incarnation);
  }

  @Override
  public void clientGone(String client) {
    clients.remove(client);
  }
}
