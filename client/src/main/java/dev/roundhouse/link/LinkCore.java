package dev.roundhouse.link;

import dev.roundhouse.module.Durations;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.ClientCommand.TaskUpdates;
import dev.roundhouse.wire.ClientCommand.Welcome;
import dev.roundhouse.wire.ControllerCommand.ClientBeat;
import dev.roundhouse.wire.ControllerCommand.ClientUpdatesAck;
import dev.roundhouse.wire.ControllerCommand.Goodbye;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what a session's link does: hands over tasks under the controller's window, keeps the
 * rest, submits everything unfinished again after a loss. Times are microseconds since 1970. Not
 * safe for use by several threads.
 *
 * <p>Invariants, checked by tests after every event: every task that was submitted ends once, and
 * is until then either waiting here, at the cluster, or having its result read; no more tasks are
 * handed over than the window allows, and none while it drains.
 */
final class LinkCore {

  private final LinkTerms terms;
  private final String session;
  private final LinkOutlet outlet;
  private final LinkQueue queue = new LinkQueue();
  private final Map<Long, LinkTask> reading = new HashMap<>();
  private final LinkCancels cancels = new LinkCancels();
  private final LinkEngines engines;
  private final LinkDrain drain = new LinkDrain();

  private LinkState state = LinkState.IDLE;
  private int connections;
  private LinkConnection connection;
  private int limit = Integer.MAX_VALUE;

  LinkCore(LinkTerms terms, String session, LinkOutlet outlet) {
    this.terms = terms;
    this.session = session;
    this.outlet = outlet;
    this.engines = new LinkEngines(terms);
    this.connection = new LinkConnection(terms, session + ".0", 0);
  }

  LinkState state() {
    return state;
  }

  /** The client that the current connection is, to the controller. */
  String client() {
    return connection.client();
  }

  int connection() {
    return connections;
  }

  /** Makes the link, where there is none. */
  void need(long now) {
    if (state == LinkState.IDLE || state == LinkState.LOST) {
      move(LinkState.CONNECTING);
      connections++;
      connection = new LinkConnection(terms, session + "." + connections, now);
      outlet.connect();
    }
  }

  private void move(LinkState to) {
    state = LinkState.MOVES.move(this, state, to);
  }

  // --- what the session wants

  void submit(List<LinkTask> submitted, long now) {
    submitted.forEach(task -> queue.add(task, now));
    if (state == LinkState.CLOSED) {
      failAll("closed", "the session's link to the cluster is closed");
    } else {
      need(now);
    }
  }

  void cancel(List<Long> ids, String reason) {
    List<LinkTask> fresh = new ArrayList<>();
    for (long id : ids) {
      Optional<LinkTask> held = queue.get(id);
      if (held.isPresent() && !held.get().submitted) {
        end(held.get(), new Outcome.Cancelled(reason));
      } else if (held.isPresent()) {
        if (cancels.add(held.get(), reason)) {
          fresh.add(held.get());
        }
      } else if (reading.containsKey(id)) {
        // It has its result; where that cannot be read, it is not computed again.
        reading.get(id).cancelReason = Optional.of(reason);
      }
    }
    sendCancels(fresh);
  }

  /** At most so many tasks at the cluster at a time. */
  void resize(int size) {
    limit = size;
  }

  /** Hands over nothing more; what is at the cluster ends within the deadline or is cancelled. */
  void drain(long deadlineMicros, long now) {
    drain.begin(now + deadlineMicros);
    checkDrained(now);
  }

  private void checkDrained(long now) {
    if (drain.endsWith(queue.outstanding() + reading.size())) {
      outlet.emit(new SchemeEvent.Drained());
    } else if (drain.late(now)) {
      cancel(queue.submitted().stream().map(LinkTask::id).toList(), "the drain's deadline passed");
    }
  }

  private void sendCancels(List<LinkTask> those) {
    if (state == LinkState.CONNECTED) {
      LinkCancels.orders(client(), those).forEach(outlet::send);
    }
  }

  private void end(LinkTask task, Outcome outcome) {
    queue.remove(task);
    outlet.free(task);
    outlet.emit(new SchemeEvent.Ended(task.id(), outcome, task.lost(), Captured.NOTHING));
  }

  private void fail(LinkTask task, TaskError.Kind kind, String type, String message) {
    end(task, new Outcome.Failed(TaskError.of(kind, type, message)));
  }

  // --- the connection

  void welcomed(Welcome message, long now) {
    connection.heard(now);
    if (state != LinkState.CONNECTING) {
      return;
    }
    move(LinkState.CONNECTED);
    connection.welcomed(message, now);
    engines.begin(message.engines(), now);
    flush(now);
  }

  /** Every greeting is refused, so this may come more than once. */
  void refused(String code, String message) {
    giveUp(code, "the controller at " + terms.address() + " refused: " + message);
  }

  /** The cluster ends: what is unfinished will not be. */
  void closing(String reason) {
    giveUp("cluster-shut-down", reason);
  }

  private void giveUp(String code, String message) {
    if (state == LinkState.CONNECTING || state == LinkState.CONNECTED) {
      outlet.disconnect();
      move(LinkState.IDLE);
      failAll(code, message);
    }
  }

  /** The connection could not be opened. */
  void connectFailed(String message) {
    if (state == LinkState.CONNECTING) {
      move(LinkState.IDLE);
      failAll("link-failed", message);
    }
  }

  private void failAll(String type, String message) {
    queue.all().forEach(task -> fail(task, TaskError.Kind.REFUSED, type, message));
  }

  void beatAcked(long epoch, long clockMicros, int count, long now) {
    if (epoch == connection.epoch()) {
      connection.heard(clockMicros, now);
      engines.set(count, now);
    }
  }

  void submitAcked(long epoch, long seq, long now) {
    if (epoch == connection.epoch()) {
      connection.heard(now);
      connection.acknowledged(seq, now);
    }
  }

  private void lost(long now) {
    outlet.send(new Goodbye(client()));
    outlet.disconnect();
    move(LinkState.LOST);
    for (LinkTask task : queue.submitted()) {
      if (task.cancelReason.isPresent()) {
        end(task, new Outcome.Cancelled(task.cancelReason.get()));
      } else if (drain.begun()) {
        fail(task, TaskError.Kind.SYSTEM, "link-lost", notAgain("the controller fell silent"));
      }
    }
    queue.takeBack(now);
    need(now);
  }

  private String notAgain(String why) {
    return why + " at " + terms.address() + " while the link drained, which hands nothing over";
  }

  void close(String reason) {
    if (state == LinkState.CLOSED) {
      return;
    }
    if (state == LinkState.CONNECTED) {
      outlet.send(new Goodbye(client()));
    }
    outlet.disconnect();
    move(LinkState.CLOSED);
    queue.all().forEach(task -> end(task, new Outcome.Cancelled(reason)));
    List<LinkTask> unread = List.copyOf(reading.values());
    reading.clear();
    unread.forEach(task -> end(task, new Outcome.Cancelled(reason)));
  }

  // --- what the controller says of tasks

  void updates(TaskUpdates message, long now) {
    if (state != LinkState.CONNECTED || message.epoch() != connection.epoch()) {
      return;
    }
    connection.heard(now);
    if (connection.accepts(message.seq())) {
      message.updates().forEach(update -> queue.get(update.task()).ifPresent(t -> told(t, update)));
    }
    outlet.send(new ClientUpdatesAck(client(), connection.applied()));
  }

  private void told(LinkTask task, TaskUpdate update) {
    int attempt = task.lost().size() + update.attempt();
    if (update instanceof TaskUpdate.Ended ended) {
      if (ended.startedMicros() > 0) {
        started(task, attempt, ended.engine(), ended.startedMicros());
      }
      ended(task, ended);
    } else if (update instanceof TaskUpdate.Started started) {
      started(task, attempt, started.engine(), started.atMicros());
    } else if (update instanceof TaskUpdate.Output output) {
      outlet.emit(new SchemeEvent.Output(task.id(), attempt, output.error(), output.text()));
    } else if (update instanceof TaskUpdate.Progress progress) {
      outlet.emit(new SchemeEvent.Progress(task.id(), attempt, progress.fraction()));
    } else if (update instanceof TaskUpdate.Published published) {
      outlet.emit(
          new SchemeEvent.Published(task.id(), attempt, published.name(), published.value()));
    }
  }

  /** Told once an attempt, though a quick one tells of its start only with its end. */
  private void started(LinkTask task, int attempt, TaskUpdate.EngineName engine, long atMicros) {
    if (task.startedAttempt != attempt) {
      task.startedAttempt = attempt;
      outlet.emit(new SchemeEvent.Started(task.id(), attempt, place(engine), here(atMicros)));
    }
  }

  private void ended(LinkTask task, TaskUpdate.Ended ended) {
    queue.remove(task);
    if (ended.body() instanceof Payload.Encoded && ended.output() instanceof Payload.Encoded) {
      outlet.ended(task, ended);
    } else {
      reading.put(task.id(), task);
      outlet.read(task, ended);
    }
  }

  static Place place(TaskUpdate.EngineName engine) {
    return new Place("cluster", engine.id(), engine.host(), engine.pid());
  }

  /** A time of the controller's clock on this one. */
  long here(long theirs) {
    return connection.here(theirs);
  }

  /** The task's result was read; false where the task has ended meanwhile. */
  boolean resultRead(LinkTask task) {
    return reading.remove(task.id(), task);
  }

  /** The result of these attempts was lost before it could be read: once more, or never. */
  void resultLost(LinkTask task, List<Attempt> attempts, String why, long now) {
    if (!reading.remove(task.id(), task)) {
      return;
    }
    task.lost(attempts);
    if (task.cancelReason.isPresent()) {
      end(task, new Outcome.Cancelled(task.cancelReason.get()));
    } else if (task.lost().size() >= task.spec.template().attempts()) {
      String message =
          "tried " + task.lost().size() + " times; the last result could not be read: " + why;
      fail(task, TaskError.Kind.SYSTEM, "attempts-exhausted", message);
    } else if (drain.begun()) {
      fail(task, TaskError.Kind.SYSTEM, "result-lost", notAgain("its result was lost: " + why));
    } else {
      submit(List.of(task), now);
    }
  }

  // --- time

  /** Hands over what the window allows; called after a burst of messages. */
  void flush(long now) {
    checkDrained(now);
    if (state == LinkState.CONNECTED && !engines.awaited(now) && !drain.begun()) {
      List<LinkTask> next = queue.handOver(Math.min(connection.window(), limit));
      connection.submit(next, now).forEach(outlet::send);
    }
  }

  /** Greetings, beats, resends and bounds; called often while there is a link. */
  void tick(long now) {
    queue.expire(now).forEach(this::expired);
    checkDrained(now);
    if (state == LinkState.CONNECTING && connection.searchedTooLong(now)) {
      giveUp("no-controller", noController());
    } else if (state == LinkState.CONNECTED) {
      connectedTick(now);
    }
  }

  private void expired(LinkTask task) {
    String message =
        "waited "
            + Durations.text(Duration.ofMillis(task.spec.template().queueTimeoutMillis()))
            + " for a free slot of the cluster";
    fail(task, TaskError.Kind.TIMEOUT, "queue-timeout", message);
  }

  String noController() {
    return "no controller answers at "
        + terms.address()
        + " within "
        + Durations.text(terms.connectTimeout())
        + "; start one with: roundhouse start -n 2";
  }

  private void connectedTick(long now) {
    if (connection.silent(now)) {
      lost(now);
      return;
    }
    if (connection.beats(now)) {
      outlet.send(new ClientBeat(client(), connection.epoch(), now, queue.waiting()));
      sendCancels(cancels.open(queue::holds));
    }
    connection.due(now).forEach(outlet::send);
    if (engines.missing(now) && queue.outstanding() + queue.waiting() > 0) {
      LinkCancels.orders(client(), queue.submitted(), "there are no engines").forEach(outlet::send);
      failAll("no-engines", noEngines());
      engines.toldMissing(now);
    }
  }

  private String noEngines() {
    return "the controller at "
        + terms.address()
        + " has no engines; start some with: roundhouse engines start -n 2";
  }

  /** Throws where an invariant does not hold. */
  void check() {
    queue.check();
    reading.values().stream()
        .filter(queue::holds)
        .findFirst()
        .ifPresent(
            task -> {
              throw new IllegalStateException("task " + task.id() + " is read and held");
            });
  }

  @Override
  public String toString() {
    return "link " + client();
  }
}
