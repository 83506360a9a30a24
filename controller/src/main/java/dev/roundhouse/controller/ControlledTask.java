package dev.roundhouse.controller;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.state.Moves;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.work.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * A task while the controller has it. Queued, or at exactly one engine under exactly one order
 * number: whatever comes under another number is of an attempt that was given up.
 */
final class ControlledTask {

  /** Where the task is. */
  enum State {
    /** In its client's queue. */
    QUEUED,
    /** Given to an engine, which has not said that it computes it. */
    SENT,
    /** The engine computes it. */
    RUNNING,
    /** Its end is told, or its client is gone; it is forgotten. */
    ENDED;

    private static final Moves<State> MOVES =
        Moves.of(
            State.class,
            Moves.from(QUEUED).to(SENT, ENDED),
            Moves.from(SENT).to(RUNNING, QUEUED, ENDED),
            Moves.from(RUNNING).to(QUEUED, ENDED));
  }

  final long key;
  final ClientBook client;
  final long number;
  final TaskTemplate template;
  final Payload argument;
  final long submittedMicros;

  State state = State.QUEUED;
  int order;
  long sentMicros;
  long startedMicros;
  boolean alone;
  boolean inDeadlines;
  int missedBeats;
  long dispatchSeq;
  private List<Attempt> lost = List.of();

  ControlledTask(
      long key,
      ClientBook client,
      long number,
      TaskTemplate template,
      Payload argument,
      long submittedMicros) {
    this.key = key;
    this.client = client;
    this.number = number;
    this.template = template;
    this.argument = argument;
    this.submittedMicros = submittedMicros;
  }

  /** A new order for the task, which makes every earlier one void. */
  TaskOrder send(long now) {
    order++;
    move(State.SENT);
    sentMicros = now;
    startedMicros = 0;
    missedBeats = 0;
    return new TaskOrder(key, order, number, template, argument);
  }

  void started(long atMicros) {
    move(State.RUNNING);
    startedMicros = atMicros;
  }

  void queued() {
    move(State.QUEUED);
    order++;
  }

  void ended() {
    move(State.ENDED);
  }

  private void move(State to) {
    state = State.MOVES.move(this, state, to);
  }

  void lost(Attempt attempt) {
    if (lost.isEmpty()) {
      lost = new ArrayList<>(2);
    }
    lost.add(attempt);
  }

  List<Attempt> lostAttempts() {
    return lost;
  }

  /** The number of the attempt that computes or comes next, as people count. */
  int attemptNumber() {
    return lost.size() + 1;
  }

  boolean hasQueueTimeout() {
    return template.queueTimeoutMillis() > 0 && lost.isEmpty();
  }

  @Override
  public String toString() {
    return "task " + number + " of client " + client.description.id();
  }
}
