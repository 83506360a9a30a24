package dev.roundhouse.link;

import static dev.roundhouse.link.LinkTerms.micros;

import dev.roundhouse.wire.Batches;
import dev.roundhouse.wire.ClientCommand.Welcome;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.Inbox;
import dev.roundhouse.wire.Outbox;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.WireCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What belongs to one connection and goes with it: the numbered streams, the codes that were sent,
 * what the controller's clock shows. To the controller every connection is a client of its own, so
 * that nothing of an earlier one is mixed up with it. Not safe for use by several threads.
 */
final class LinkConnection {

  private static final long UNKNOWN = Long.MAX_VALUE;

  private final LinkTerms terms;
  private final String client;
  private final long sinceMicros;
  private final Outbox<Submit> outbox;
  private final Inbox updates = new Inbox();
  private final Set<String> codesSent = new HashSet<>();
  private Welcome welcome = new Welcome(0, 0, 1_000, 10_000, "", 0, 0);
  private long clockOffset = UNKNOWN;
  private long heardMicros;
  private long beatMicros;

  LinkConnection(LinkTerms terms, String client, long now) {
    this.terms = terms;
    this.client = client;
    this.sinceMicros = now;
    this.outbox = new Outbox<>(micros(terms.resend()));
  }

  /** Its name to the controller. */
  String client() {
    return client;
  }

  void welcomed(Welcome message, long now) {
    welcome = message;
    heard(message.clockMicros(), now);
  }

  long epoch() {
    return welcome.epoch();
  }

  /** How many tasks the controller takes at a time. */
  int window() {
    return welcome.window();
  }

  /** Whether it looks for a controller for too long. */
  boolean searchedTooLong(long now) {
    return now - sinceMicros > micros(terms.connectTimeout());
  }

  // --- life

  void heard(long now) {
    heardMicros = now;
  }

  /** The controller's clock, which shows the least where the message was on its way the least. */
  void heard(long theirs, long now) {
    heard(now);
    boolean same = welcome.machine().equals(terms.machine());
    clockOffset = same ? 0 : Math.min(clockOffset, now - theirs);
  }

  /** Whether it was silent for a lease. */
  boolean silent(long now) {
    return now - heardMicros > 1_000 * welcome.leaseMillis();
  }

  /** Whether a beat is due, which is then taken as sent. */
  boolean beats(long now) {
    if (now - beatMicros < 1_000 * welcome.heartbeatMillis()) {
      return false;
    }
    beatMicros = now;
    return true;
  }

  /** A time of the controller's clock on this one. */
  long here(long theirs) {
    return theirs == 0 || clockOffset == UNKNOWN ? theirs : theirs + clockOffset;
  }

  // --- streams

  /** Whether updates of this number are new. */
  boolean accepts(long seq) {
    return updates.accept(seq);
  }

  long applied() {
    return updates.applied();
  }

  void acknowledged(long seq, long now) {
    outbox.acknowledge(seq, now);
  }

  /** What is to be sent again. */
  List<Submit> due(long now) {
    return outbox.due(now);
  }

  /** Messages for these tasks, with the codes that they are the first to name. */
  List<Submit> submit(List<LinkTask> tasks, long now) {
    List<Submit> messages = new ArrayList<>();
    for (List<LinkTask> batch : Batches.split(tasks, task -> Batches.bytes(task.spec.argument()))) {
      List<WireCode> codes = new ArrayList<>();
      List<TaskSpec> specs = new ArrayList<>(batch.size());
      for (LinkTask task : batch) {
        if (codesSent.add(task.code.id())) {
          codes.add(task.code);
        }
        specs.add(task.spec);
      }
      submit(codes, specs, now, messages);
    }
    return messages;
  }

  /** Codes that fit no message together go ahead of the tasks. */
  private void submit(List<WireCode> codes, List<TaskSpec> specs, long now, List<Submit> messages) {
    List<List<WireCode>> batches = Batches.split(codes, Batches::bytes);
    int last = Math.max(0, batches.size() - 1);
    for (List<WireCode> ahead : batches.subList(0, last)) {
      messages.add(outbox.next(seq -> new Submit(client, seq, ahead, List.of()), now));
    }
    List<WireCode> rest = batches.isEmpty() ? List.of() : batches.get(last);
    messages.add(outbox.next(seq -> new Submit(client, seq, rest, specs), now));
  }
}
