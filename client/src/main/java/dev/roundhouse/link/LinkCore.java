package dev.roundhouse.link;

import static dev.roundhouse.link.LinkTerms.micros;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.Batches;
import dev.roundhouse.wire.ClientCommand.TaskUpdates;
import dev.roundhouse.wire.ClientCommand.Welcome;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.ClientBeat;
import dev.roundhouse.wire.ControllerCommand.ClientUpdatesAck;
import dev.roundhouse.wire.ControllerCommand.Goodbye;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.Inbox;
import dev.roundhouse.wire.Outbox;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Decides what a session's link does: hands over tasks under the controller's window, keeps the
 * rest, submits everything unfinished again after a loss. Every connection is a client of its own
 * to the controller, so that nothing of an earlier one is mixed up with it. Times are microseconds
 * since 1970. Not safe for use by several threads.
 */
final class LinkCore {

  private static final long NOT_DRAINING = Long.MAX_VALUE;
  private static final long DRAINED = Long.MIN_VALUE;

  /** How long the first engine that is ready waits for the others. */
  private static final long LAGGARD = 5_000_000;

  private final LinkTerms terms;
  private final String session;
  private final LinkOutlet outlet;
  private final Map<Long, LinkTask> tasks = new HashMap<>();
  private final LinkQueue waiting = new LinkQueue();
  private final PriorityQueue<LinkTask> deadlines =
      new PriorityQueue<>(Comparator.comparingLong(task -> task.deadlineMicros));
  private final List<LinkTask> cancelling = new ArrayList<>();

  private LinkState state = LinkState.IDLE;
  private int connection;
  private Set<String> codesSent = new HashSet<>();
  private Outbox<Submit> outbox;
  private Inbox updates = new Inbox();
  private Welcome welcome = new Welcome(0, 0, 1_000, 10_000, "", 0, 0);
  private int outstanding;
  private int engines;
  private boolean hadEngines;
  private boolean hadAllEngines;
  private long firstEngineMicros;
  private long clockOffset = Long.MAX_VALUE;
  private long since;
  private long heardMicros;
  private long beatMicros;
  private long noEnginesSince;
  private int limit = Integer.MAX_VALUE;
  private long drainDeadline = NOT_DRAINING;

  LinkCore(LinkTerms terms, String session, LinkOutlet outlet) {
    this.terms = terms;
    this.session = session;
    this.outlet = outlet;
    this.outbox = new Outbox<>(micros(terms.resend()));
  }

  LinkState state() {
    return state;
  }

  /** The client that the current connection is, to the controller. */
  String client() {
    return session + "." + connection;
  }

  int connection() {
    return connection;
  }

  /** Makes the link, where there is none. */
  void need(long now) {
    if (state == LinkState.IDLE || state == LinkState.LOST) {
      state = state.to(LinkState.CONNECTING);
      connection++;
      since = now;
      outlet.connect();
    }
  }

  void submit(List<LinkTask> submitted, long now) {
    for (LinkTask task : submitted) {
      tasks.put(task.id(), task);
      waiting.add(task);
      long queueTimeout = task.spec.template().queueTimeoutMillis();
      if (queueTimeout > 0) {
        task.deadlineMicros = now + 1_000 * queueTimeout;
        deadlines.add(task);
      }
    }
    if (state == LinkState.CLOSED) {
      failAll("closed", "the session's link to the cluster is closed");
      return;
    }
    need(now);
  }

  void cancel(List<Long> ids, String reason) {
    List<LinkTask> fresh = new ArrayList<>();
    for (long id : ids) {
      LinkTask task = tasks.get(id);
      if (task == null) {
        continue;
      }
      if (task.submitted) {
        if (task.cancelReason.isEmpty()) {
          cancelling.add(task);
          fresh.add(task);
        }
        task.cancelReason = java.util.Optional.of(reason);
      } else {
        waiting.remove(task);
        end(task, new Outcome.Cancelled(reason));
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
    drainDeadline = now + deadlineMicros;
    checkDrained(now);
  }

  private void checkDrained(long now) {
    if (drainDeadline == NOT_DRAINING) {
      return;
    }
    if (drainDeadline == DRAINED) {
      return;
    }
    if (outstanding == 0) {
      drainDeadline = DRAINED;
      outlet.emit(new SchemeEvent.Drained());
    } else if (now >= drainDeadline) {
      List<Long> running = new ArrayList<>();
      tasks.values().stream().filter(task -> task.submitted).forEach(t -> running.add(t.id()));
      cancel(running, "the drain's deadline passed");
    }
  }

  /** All that are not ended yet, again: an order to cancel may be lost on the way. */
  private void sendCancels() {
    cancelling.removeIf(task -> tasks.get(task.id()) != task);
    sendCancels(cancelling);
  }

  private void sendCancels(List<LinkTask> those) {
    if (state != LinkState.CONNECTED) {
      return;
    }
    Map<String, List<LinkTask>> byReason = new LinkedHashMap<>();
    for (LinkTask task : those) {
      byReason.computeIfAbsent(task.cancelReason.orElse(""), r -> new ArrayList<>()).add(task);
    }
    byReason.forEach(
        (reason, alike) -> {
          for (List<LinkTask> batch : Batches.split(alike, task -> Long.BYTES)) {
            long[] numbers = batch.stream().mapToLong(LinkTask::id).toArray();
            outlet.send(new CancelTasks(client(), numbers, reason));
          }
        });
  }

  private void end(LinkTask task, Outcome outcome) {
    tasks.remove(task.id());
    outlet.free(task);
    outlet.emit(new SchemeEvent.Ended(task.id(), outcome, task.lost(), Captured.NOTHING));
  }

  // --- the connection

  void welcomed(Welcome message, long now) {
    heardMicros = now;
    if (state != LinkState.CONNECTING) {
      return;
    }
    state = state.to(LinkState.CONNECTED);
    welcome = message;
    clockOffset = Long.MAX_VALUE;
    heardClock(message.clockMicros(), now);
    noEnginesSince = now;
    engines(message.engines(), now);
    flush(now);
  }

  private void heardClock(long theirs, long now) {
    boolean same = welcome.machine().equals(terms.machine());
    clockOffset = same ? 0 : Math.min(clockOffset, now - theirs);
  }

  private void engines(int count, long now) {
    if (engines > 0 && count == 0) {
      noEnginesSince = now;
    }
    if (!hadEngines && count > 0) {
      firstEngineMicros = now;
    }
    engines = count;
    hadEngines |= count > 0;
  }

  /** Every greeting is refused, so this may come more than once. */
  void refused(String code, String message) {
    if (!live()) {
      return;
    }
    outlet.disconnect();
    state = state.to(LinkState.IDLE);
    failAll(code, "the controller at " + terms.address() + " refused: " + message);
  }

  void beatAcked(long epoch, long clockMicros, int count, long now) {
    if (epoch == welcome.epoch()) {
      heardMicros = now;
      heardClock(clockMicros, now);
      engines(count, now);
    }
  }

  void submitAcked(long epoch, long seq, long now) {
    if (epoch == welcome.epoch()) {
      heardMicros = now;
      outbox.acknowledge(seq, now);
    }
  }

  /** The cluster ends: what is unfinished will not be. */
  void closing(String reason) {
    if (!live()) {
      return;
    }
    outlet.disconnect();
    state = state.to(LinkState.IDLE);
    failAll("cluster-shut-down", reason);
  }

  private boolean live() {
    return state == LinkState.CONNECTING || state == LinkState.CONNECTED;
  }

  /** The connection could not be opened. */
  void connectFailed(String message) {
    if (state == LinkState.CONNECTING) {
      state = state.to(LinkState.IDLE);
      failAll("link-failed", message);
    }
  }

  private void lost(long now) {
    outlet.send(new Goodbye(client()));
    outlet.disconnect();
    state = state.to(LinkState.LOST);
    waiting.clear();
    outstanding = 0;
    codesSent = new HashSet<>();
    outbox = new Outbox<>(micros(terms.resend()));
    updates = new Inbox();
    for (LinkTask task : new ArrayList<>(tasks.values())) {
      task.submitted = false;
      task.startedAttempt = 0;
      if (task.cancelReason.isPresent()) {
        end(task, new Outcome.Cancelled(task.cancelReason.get()));
      } else {
        waiting.add(task);
      }
    }
    need(now);
  }

  void close(String reason) {
    if (state == LinkState.CLOSED) {
      return;
    }
    if (state == LinkState.CONNECTED) {
      outlet.send(new Goodbye(client()));
    }
    outlet.disconnect();
    state = state.to(LinkState.CLOSED);
    for (LinkTask task : new ArrayList<>(tasks.values())) {
      end(task, new Outcome.Cancelled(reason));
    }
    waiting.clear();
  }

  private void failAll(String type, String message) {
    TaskError error = TaskError.of(TaskError.Kind.REFUSED, type, message);
    waiting.clear();
    outstanding = 0;
    codesSent = new HashSet<>();
    outbox = new Outbox<>(micros(terms.resend()));
    updates = new Inbox();
    for (LinkTask task : new ArrayList<>(tasks.values())) {
      end(task, new Outcome.Failed(error));
    }
  }

  // --- what the controller says of tasks

  void updates(TaskUpdates message, long now) {
    if (state != LinkState.CONNECTED || message.epoch() != welcome.epoch()) {
      return;
    }
    heardMicros = now;
    if (updates.accept(message.seq())) {
      message.updates().forEach(this::update);
    }
    outlet.send(new ClientUpdatesAck(client(), updates.applied()));
  }

  private void update(TaskUpdate update) {
    LinkTask task = tasks.get(update.task());
    if (task == null) {
      return;
    }
    int attempt = task.lost().size() + update.attempt();
    if (update instanceof TaskUpdate.Ended ended) {
      tasks.remove(task.id());
      outstanding--;
      if (ended.startedMicros() > 0) {
        started(task, attempt, ended.engine(), ended.startedMicros());
      }
      outlet.ended(task, ended);
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

  static Place place(TaskUpdate.EngineName engine) {
    return new Place("cluster", engine.id(), engine.host(), engine.pid());
  }

  /** A time of the controller's clock on this one. */
  long here(long theirs) {
    return theirs == 0 || clockOffset == Long.MAX_VALUE ? theirs : theirs + clockOffset;
  }

  /** The result of these attempts was lost before it could be read: once more, or never. */
  void resultLost(LinkTask task, List<Attempt> attempts, String why, long now) {
    task.lost(attempts);
    if (task.cancelReason.isPresent()) {
      end(task, new Outcome.Cancelled(task.cancelReason.get()));
      return;
    }
    if (task.lost().size() >= task.spec.template().attempts()) {
      String message =
          "tried " + task.lost().size() + " times; the last result could not be read: " + why;
      outlet.free(task);
      outlet.emit(
          new SchemeEvent.Ended(
              task.id(),
              new Outcome.Failed(
                  TaskError.of(TaskError.Kind.SYSTEM, "attempts-exhausted", message)),
              task.lost(),
              Captured.NOTHING));
      return;
    }
    task.submitted = false;
    submit(List.of(task), now);
  }

  // --- time

  /** Hands over what the window allows; called after a burst of messages. */
  void flush(long now) {
    checkDrained(now);
    int room = Math.min(welcome.window(), limit);
    if (state != LinkState.CONNECTED
        || awaitsEngines(now)
        || drainDeadline != NOT_DRAINING
        || waiting.isEmpty()
        || outstanding >= room) {
      return;
    }
    List<LinkTask> next = new ArrayList<>();
    while (!waiting.isEmpty() && outstanding < room) {
      LinkTask task = waiting.poll().orElseThrow();
      task.submitted = true;
      outstanding++;
      next.add(task);
    }
    for (List<LinkTask> batch : Batches.split(next, task -> Batches.bytes(task.spec.argument()))) {
      List<WireCode> codes = new ArrayList<>();
      List<TaskSpec> specs = new ArrayList<>(batch.size());
      for (LinkTask task : batch) {
        if (codesSent.add(task.code.id())) {
          codes.add(task.code);
        }
        specs.add(task.spec);
      }
      send(codes, specs, now);
    }
  }

  /** Codes that fit no message together go ahead of the tasks. */
  private void send(List<WireCode> codes, List<TaskSpec> specs, long now) {
    List<List<WireCode>> batches = Batches.split(codes, Batches::bytes);
    int last = Math.max(0, batches.size() - 1);
    for (List<WireCode> ahead : batches.subList(0, last)) {
      outlet.send(outbox.next(seq -> new Submit(client(), seq, ahead, List.of()), now));
    }
    List<WireCode> rest = batches.isEmpty() ? List.of() : batches.get(last);
    outlet.send(outbox.next(seq -> new Submit(client(), seq, rest, specs), now));
  }

  /** Whether engines that are being started for this link are worth waiting for. */
  private boolean awaitsEngines(long now) {
    if (hadAllEngines || terms.expectedEngines() == 0) {
      return false;
    }
    hadAllEngines =
        engines >= terms.expectedEngines() || hadEngines && now - firstEngineMicros > LAGGARD;
    return !hadAllEngines;
  }

  /** Greetings, beats, resends and bounds; called often while there is a link. */
  void tick(long now) {
    expire(now);
    checkDrained(now);
    if (state == LinkState.CONNECTING && now - since > micros(terms.connectTimeout())) {
      outlet.disconnect();
      state = state.to(LinkState.IDLE);
      failAll("no-controller", noController());
    } else if (state == LinkState.CONNECTED) {
      connectedTick(now);
    }
  }

  /** Tasks that wait here too long for the window; those handed over are the controller's. */
  private void expire(long now) {
    while (!deadlines.isEmpty() && deadlines.peek().deadlineMicros <= now) {
      LinkTask task = deadlines.poll();
      if (tasks.get(task.id()) == task && !task.submitted) {
        waiting.remove(task);
        String message =
            "waited "
                + Duration.ofMillis(task.spec.template().queueTimeoutMillis())
                + " for a free slot of the cluster";
        end(
            task,
            new Outcome.Failed(TaskError.of(TaskError.Kind.TIMEOUT, "queue-timeout", message)));
      }
    }
  }

  String noController() {
    return "no controller answers at "
        + terms.address()
        + " within "
        + terms.connectTimeout().toMillis() / 1000.0
        + " s; start one with: roundhouse start -n 2";
  }

  private void connectedTick(long now) {
    if (now - heardMicros > 1_000 * welcome.leaseMillis()) {
      lost(now);
      return;
    }
    if (now - beatMicros >= 1_000 * welcome.heartbeatMillis()) {
      beatMicros = now;
      outlet.send(new ClientBeat(client(), welcome.epoch(), now, waiting.size()));
      sendCancels();
    }
    outbox.due(now).forEach(outlet::send);
    boolean patient =
        now - noEnginesSince <= micros(hadEngines ? terms.engineTimeout() : terms.connectTimeout());
    if (engines == 0 && !tasks.isEmpty() && !patient) {
      Collection<LinkTask> all = new ArrayList<>(tasks.values());
      List<Long> submitted = new ArrayList<>();
      all.stream().filter(task -> task.submitted).forEach(task -> submitted.add(task.id()));
      if (!submitted.isEmpty()) {
        outlet.send(
            new CancelTasks(
                client(),
                submitted.stream().mapToLong(Long::longValue).toArray(),
                "there are no engines"));
      }
      TaskError error = TaskError.of(TaskError.Kind.REFUSED, "no-engines", noEngines());
      waiting.clear();
      outstanding = 0;
      all.forEach(task -> end(task, new Outcome.Failed(error)));
      noEnginesSince = now;
    }
  }

  private String noEngines() {
    return "the controller at "
        + terms.address()
        + " has no engines; start some with: roundhouse engines start -n 2";
  }

  /** What is held here, for {@code check}. */
  int size() {
    return tasks.size();
  }

  /** Throws where an invariant does not hold. */
  void check() {
    long unsubmitted = tasks.values().stream().filter(task -> !task.submitted).count();
    if (waiting.size() != unsubmitted) {
      throw new IllegalStateException(waiting.size() + " wait, " + unsubmitted + " not submitted");
    }
    if (outstanding != tasks.size() - unsubmitted) {
      throw new IllegalStateException(
          outstanding + " outstanding, " + tasks.size() + " tasks, " + unsubmitted + " wait");
    }
  }
}
