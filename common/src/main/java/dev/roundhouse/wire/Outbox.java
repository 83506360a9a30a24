package dev.roundhouse.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * The sending side of a numbered stream: keeps messages until they are acknowledged, and says which
 * to send again. Not safe for use by several threads.
 *
 * @param <M> message
 */
public final class Outbox<M> {

  private record Sent<M>(long seq, M message) {}

  private final long resendMicros;
  private final Deque<Sent<M>> unacknowledged = new ArrayDeque<>();
  private long lastSeq;
  private long lastProgress;

  public Outbox(long resendMicros) {
    this.resendMicros = resendMicros;
  }

  /** Makes the next message with its number, which is to be sent now. */
  public M next(LongFunction<M> make, long now) {
    if (unacknowledged.isEmpty()) {
      lastProgress = now;
    }
    M message = make.apply(++lastSeq);
    unacknowledged.add(new Sent<>(lastSeq, message));
    return message;
  }

  /** The receiver applied all messages up to this one. */
  public void acknowledge(long seq, long now) {
    acknowledge(seq, now, message -> {});
  }

  /** As {@link #acknowledge(long, long)}, handing over each message that is acknowledged by it. */
  public void acknowledge(long seq, long now, Consumer<M> each) {
    while (!unacknowledged.isEmpty() && unacknowledged.peekFirst().seq() <= seq) {
      each.accept(unacknowledged.pollFirst().message());
      lastProgress = now;
    }
  }

  /** All messages that are not acknowledged, in order. */
  public List<M> unacknowledged() {
    return unacknowledged.stream().map(Sent::message).toList();
  }

  /** All unacknowledged messages, in order, where nothing was acknowledged for too long. */
  public List<M> due(long now) {
    if (unacknowledged.isEmpty() || now - lastProgress < resendMicros) {
      return List.of();
    }
    lastProgress = now;
    List<M> again = new ArrayList<>(unacknowledged.size());
    unacknowledged.forEach(sent -> again.add(sent.message()));
    return again;
  }

  /** Changes what will be sent again, number by number. */
  public void replaceAll(UnaryOperator<M> change) {
    List<Sent<M>> changed = new ArrayList<>(unacknowledged.size());
    unacknowledged.forEach(
        sent -> changed.add(new Sent<>(sent.seq(), change.apply(sent.message()))));
    unacknowledged.clear();
    unacknowledged.addAll(changed);
  }

  /** How many messages are not acknowledged. */
  public int size() {
    return unacknowledged.size();
  }

  public long lastSeq() {
    return lastSeq;
  }
}
