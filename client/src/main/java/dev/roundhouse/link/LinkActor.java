package dev.roundhouse.link;

import dev.roundhouse.link.LinkCommand.AskInfo;
import dev.roundhouse.link.LinkCommand.AskShutdown;
import dev.roundhouse.link.LinkCommand.AskStop;
import dev.roundhouse.link.LinkCommand.Cancel;
import dev.roundhouse.link.LinkCommand.Close;
import dev.roundhouse.link.LinkCommand.Drain;
import dev.roundhouse.link.LinkCommand.Exited;
import dev.roundhouse.link.LinkCommand.Flush;
import dev.roundhouse.link.LinkCommand.Need;
import dev.roundhouse.link.LinkCommand.Opened;
import dev.roundhouse.link.LinkCommand.Opening;
import dev.roundhouse.link.LinkCommand.Read;
import dev.roundhouse.link.LinkCommand.Received;
import dev.roundhouse.link.LinkCommand.Resize;
import dev.roundhouse.link.LinkCommand.Submit;
import dev.roundhouse.link.LinkCommand.Tick;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.ControllerCommand.ClientDescription;
import dev.roundhouse.wire.ProductVersion;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SpawnProtocol;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of a cluster: carries out what {@link LinkCore} decides. It lives in the session's
 * local ActorSystem and outlives the disposable ones in which its connections end.
 */
final class LinkActor extends AbstractBehavior<LinkCommand> implements LinkOutlet {

  private static final Logger LOG = LoggerFactory.getLogger(LinkActor.class);

  private static final Duration TICK = Duration.ofMillis(50);

  private final LinkParts parts;
  private final LinkCore core;
  private final TimerScheduler<LinkCommand> timers;
  private final LinkRequests requests = new LinkRequests();
  private Optional<Opening> open = Optional.empty();
  private boolean flushPending;
  private long helloMicros;

  static Behavior<LinkCommand> create(LinkParts parts) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new LinkActor(context, timers, parts)));
  }

  private LinkActor(
      ActorContext<LinkCommand> context, TimerScheduler<LinkCommand> timers, LinkParts parts) {
    super(context);
    this.parts = parts;
    this.timers = timers;
    this.core = new LinkCore(parts.terms(), parts.session(), this);
  }

  @Override
  public Receive<LinkCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(Received.class, this::onReceived)
        .onMessage(Submit.class, m -> then(() -> core.submit(m.tasks(), now())))
        .onMessage(Read.class, m -> then(() -> onRead(m)))
        .onMessage(Flush.class, m -> onFlush())
        .onMessage(Tick.class, m -> then(this::onTick))
        .onMessage(Cancel.class, m -> then(() -> core.cancel(m.tasks(), m.reason())))
        .onMessage(Resize.class, m -> then(() -> core.resize(m.size())))
        .onMessage(Drain.class, m -> then(() -> core.drain(m.deadlineMicros(), now())))
        .onMessage(Need.class, m -> then(() -> core.need(now())))
        .onMessage(Opened.class, m -> then(() -> onOpened(m)))
        .onMessage(AskInfo.class, m -> then(() -> ask(() -> requests.add(m))))
        .onMessage(AskShutdown.class, m -> then(() -> ask(() -> requests.add(m))))
        .onMessage(AskStop.class, m -> then(() -> ask(() -> requests.add(m))))
        .onMessage(Exited.class, m -> then(() -> ask(() -> requests.add(m))))
        .onMessage(Close.class, this::onClose)
        .build();
  }

  private long now() {
    return parts.clock().getAsLong();
  }

  private Behavior<LinkCommand> then(Runnable step) {
    step.run();
    if (!flushPending) {
      flushPending = true;
      getContext().getSelf().tell(new Flush());
    }
    return this;
  }

  private Behavior<LinkCommand> onFlush() {
    flushPending = false;
    core.flush(now());
    return this;
  }

  private void onTick() {
    if (core.state() == LinkState.CONNECTING) {
      greet();
    }
    core.tick(now());
    failRequestsWithoutLink();
  }

  private void greet() {
    long now = now();
    if (open.isEmpty() || now - helloMicros < parts.terms().helloInterval().toNanos() / 1_000) {
      return;
    }
    helloMicros = now;
    ClientDescription self =
        new ClientDescription(
            ProductVersion.CURRENT,
            core.client(),
            parts.machine().host(),
            parts.machine().identity(),
            ProcessHandle.current().pid(),
            parts.blobs().address());
    send(new ControllerCommand.Hello(self, open.get().endpoint()));
  }

  // --- what the controller says

  private Behavior<LinkCommand> onReceived(Received received) {
    if (received.connection() != core.connection()) {
      return this;
    }
    return then(() -> onMessage(received.message()));
  }

  private void onMessage(ClientCommand message) {
    if (message instanceof ClientCommand.TaskUpdates updates) {
      core.updates(updates, now());
    } else if (message instanceof ClientCommand.SubmitAck ack) {
      core.submitAcked(ack.epoch(), ack.seq(), now());
    } else if (message instanceof ClientCommand.ClientBeatAck ack) {
      core.beatAcked(ack.epoch(), ack.clockMicros(), ack.engines(), now());
    } else if (message instanceof ClientCommand.Welcome welcome) {
      core.welcomed(welcome, now());
      sendRequests();
    } else if (message instanceof ClientCommand.ClientRefused refused) {
      core.refused(refused.code(), refused.message());
    } else if (message instanceof ClientCommand.Info info) {
      requests.answered(info);
    } else if (message instanceof ClientCommand.EnginesStopped stopped) {
      requests.answered(stopped);
    } else if (message instanceof ClientCommand.ShutdownReply reply) {
      requests.answered(reply);
      if (reply.accepted()) {
        // The controller stays until who asked has said that it heard the answer.
        send(new ControllerCommand.Goodbye(core.client()));
        core.closing("the cluster was shut down");
      }
    } else if (message instanceof ClientCommand.Closing closing) {
      onClosing(closing.reason());
    }
  }

  private void onClosing(String reason) {
    if (!requests.awaitShutdown()) {
      core.closing(reason);
    }
  }

  // --- requests

  private void ask(Runnable add) {
    add.run();
    core.need(now());
    sendRequests();
  }

  private void sendRequests() {
    if (core.state() == LinkState.CONNECTED && open.isPresent()) {
      String by = parts.machine().host() + " pid " + ProcessHandle.current().pid();
      requests.send(new LinkRequests.Asker(core.client(), by, open.get().endpoint(), this::send));
    }
  }

  private void failRequestsWithoutLink() {
    if (core.state() == LinkState.IDLE && !requests.isEmpty()) {
      requests.fail(new LinkException("no-controller", core.noController()));
    }
  }

  // --- connections

  @Override
  public void connect() {
    int connection = core.connection();
    ActorRef<LinkCommand> self = getContext().getSelf();
    timers.startTimerWithFixedDelay(Tick.class, new Tick(), Duration.ZERO, TICK);
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> open(connection, self), parts.blocking()),
            (opening, failure) ->
                new Opened(
                    connection,
                    Optional.ofNullable(opening),
                    failure == null ? "" : causeOf(failure)));
  }

  private static String causeOf(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  private Opening open(int connection, ActorRef<LinkCommand> self) {
    ActorSystem<SpawnProtocol.Command> system = parts.place().open();
    Behavior<ClientCommand> relay =
        Behaviors.receiveMessage(
            message -> {
              self.tell(new Received(connection, message));
              return Behaviors.same();
            });
    ActorRef<ClientCommand> endpoint =
        dev.roundhouse.cluster.ClusterSystems.spawn(
            system, relay, "client-" + parts.session() + "-" + connection);
    return new Opening(system, endpoint, parts.place().controller(system));
  }

  private void onOpened(Opened opened) {
    boolean wanted =
        opened.connection() == core.connection() && core.state() == LinkState.CONNECTING;
    if (opened.opening().isEmpty()) {
      LOG.warn("could not open a connection: {}", opened.problem());
      if (wanted) {
        core.connectFailed(opened.problem());
      }
    } else if (wanted) {
      open = opened.opening();
      greet();
    } else {
      giveUp(opened.opening().get());
    }
  }

  @Override
  public void disconnect() {
    open.ifPresent(this::giveUp);
    open = Optional.empty();
  }

  private CompletableFuture<Void> giveUp(Opening opening) {
    return CompletableFuture.runAsync(
        () -> parts.place().close(opening.system()), parts.blocking());
  }

  @Override
  public void send(ControllerCommand message) {
    open.ifPresent(opening -> opening.controller().tell(message));
  }

  // --- tasks

  @Override
  public void emit(SchemeEvent event) {
    parts.listener().accept(event);
  }

  @Override
  public void free(LinkTask task) {
    parts.blobs().free(task.spec.argument());
  }

  @Override
  public void ended(LinkTask task, TaskUpdate.Ended ended) {
    tellEnd(task, ended, bytes(ended.body()), bytes(ended.output()));
  }

  private static byte[] bytes(Payload payload) {
    if (payload instanceof Payload.Encoded encoded) {
      return encoded.bytes();
    }
    throw new IllegalArgumentException(payload + " is not at hand, expected it to be read first");
  }

  @Override
  public void read(LinkTask task, TaskUpdate.Ended ended) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> fetch(task, ended), parts.blocking()),
            (read, failure) ->
                failure == null
                    ? read
                    : new Read(task, ended, new byte[0], new byte[0], causeOf(failure)));
  }

  private Read fetch(LinkTask task, TaskUpdate.Ended ended) {
    try {
      byte[] body = parts.blobs().read(ended.body());
      byte[] output = parts.blobs().read(ended.output());
      parts.blobs().release(ended.body());
      parts.blobs().release(ended.output());
      return new Read(task, ended, body, output, "");
    } catch (IOException e) {
      return new Read(task, ended, new byte[0], new byte[0], String.valueOf(e.getMessage()));
    }
  }

  private void onRead(Read read) {
    if (read.problem().isEmpty()) {
      if (core.resultRead(read.task())) {
        tellEnd(read.task(), read.ended(), read.body(), read.output());
      }
      return;
    }
    TaskError error =
        TaskError.of(TaskError.Kind.SYSTEM, "result-lost", "its result is lost: " + read.problem());
    List<Attempt> attempts =
        LinkEnding.attempts(
            read.task(), read.ended(), new Outcome.Failed(error), times(read.ended()));
    List<Attempt> fresh =
        attempts.subList(Math.min(read.task().lost().size(), attempts.size()), attempts.size());
    core.resultLost(read.task(), LinkEnding.asLost(fresh, error), read.problem(), now());
  }

  private LinkEnding.Times times(TaskUpdate.Ended ended) {
    return new LinkEnding.Times(
        core.here(ended.startedMicros()), core.here(ended.finishedMicros()));
  }

  private void tellEnd(LinkTask task, TaskUpdate.Ended ended, byte[] body, byte[] output) {
    free(task);
    emit(LinkEnding.of(task, ended, body, output, times(ended)));
  }

  private Behavior<LinkCommand> onClose(Close close) {
    Optional<Opening> last = open;
    open.ifPresent(opening -> send(new ControllerCommand.Goodbye(core.client())));
    open = Optional.empty();
    core.close(close.reason());
    failRequestsWithoutLink();
    last.map(this::giveUp)
        .orElse(CompletableFuture.completedFuture(null))
        .whenComplete((done, failure) -> close.done().complete(null));
    return Behaviors.stopped();
  }
}
