package dev.roundhouse.link;

import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.TaskUpdate;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that a link's core decided. */
final class RecordedLink implements LinkOutlet {

  /** A result that is to be read. */
  record Reading(LinkTask task, TaskUpdate.Ended end) {}

  final List<ControllerCommand> sent = new ArrayList<>();
  final List<SchemeEvent> events = new ArrayList<>();
  final List<TaskUpdate.Ended> ended = new ArrayList<>();
  final List<Reading> reads = new ArrayList<>();
  int freed;
  int connects;
  int disconnects;

  @Override
  public void send(ControllerCommand message) {
    sent.add(message);
  }

  @Override
  public void emit(SchemeEvent event) {
    events.add(event);
  }

  @Override
  public void ended(LinkTask task, TaskUpdate.Ended end) {
    ended.add(end);
  }

  @Override
  public void read(LinkTask task, TaskUpdate.Ended end) {
    reads.add(new Reading(task, end));
  }

  @Override
  public void free(LinkTask task) {
    freed++;
  }

  @Override
  public void connect() {
    connects++;
  }

  @Override
  public void disconnect() {
    disconnects++;
  }

  <M> List<M> sent(Class<M> type) {
    return sent.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<SchemeEvent.Ended> ends() {
    return events.stream()
        .filter(SchemeEvent.Ended.class::isInstance)
        .map(SchemeEvent.Ended.class::cast)
        .toList();
  }
}
