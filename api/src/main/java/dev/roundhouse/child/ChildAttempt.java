package dev.roundhouse.child;

import dev.roundhouse.child.ChildMessage.Compute;
import dev.roundhouse.child.ChildMessage.Overflow;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.work.AttemptContext;
import dev.roundhouse.work.Interruptible;
import dev.roundhouse.work.OutputCapture;
import dev.roundhouse.work.OutputCapture.Stream;
import dev.roundhouse.work.OutputRouter;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.TaskErrors;
import java.util.Optional;

/** One attempt in the child: tells the parent of its start, of what it does, and of its end. */
final class ChildAttempt implements AttemptContext.Reporter {

  /** What is computed. */
  @FunctionalInterface
  interface Body {
    byte[] compute(AttemptContext context) throws Exception;
  }

  private final Compute compute;
  private final FrameChannel channel;
  private final Body body;
  private final OutputCapture capture = new OutputCapture(this::printed);
  private final AttemptContext context;
  private final Interruptible interruptible = new Interruptible(Thread.currentThread());

  /** An attempt that the calling thread is about to run. */
  ChildAttempt(
      Compute compute, FrameChannel channel, AttemptContext.Surroundings surroundings, Body body) {
    this.compute = compute;
    this.channel = channel;
    this.body = body;
    this.context = new AttemptContext(surroundings, capture, this);
  }

  long task() {
    return compute.task();
  }

  void interrupt() {
    interruptible.interrupt();
    context.cancel();
  }

  /**
   * Computes. The parent is told of the start before, so that it knows whom to blame if this JVM
   * does not survive it.
   */
  void run() {
    channel.send(new ChildMessage.Started(compute.task(), compute.attempt()));
    ChildMessage end;
    try {
      byte[] result = interruptible.call(() -> OutputRouter.call(capture, this::computed));
      end = new ChildMessage.Returns(compute.task(), compute.attempt(), overflow(), result);
    } catch (Throwable e) {
      end = failed(TaskErrors.from(e));
    }
    context.close();
    tell(end);
    channel.awaitRoom();
  }

  private byte[] computed() throws Exception {
    return body.compute(context);
  }

  private void tell(ChildMessage end) {
    try {
      channel.post(end);
    } catch (IllegalArgumentException e) {
      channel.post(
          failed(
              TaskError.of(TaskError.Kind.REFUSED, "too-large", "the result: " + e.getMessage())));
    }
  }

  private ChildMessage failed(TaskError error) {
    return new ChildMessage.Throws(compute.task(), compute.attempt(), overflow(), error);
  }

  private Overflow overflow() {
    return new Overflow(whole(Stream.OUT), whole(Stream.ERR));
  }

  private Optional<String> whole(Stream stream) {
    return capture.isCut(stream) ? Optional.of(capture.text(stream)) : Optional.empty();
  }

  @Override
  public void progress(double fraction) {
    channel.send(new ChildMessage.Progressed(compute.task(), compute.attempt(), fraction));
  }

  @Override
  public void published(String name, Object value) {
    byte[] encoded = ValueCodec.encode(value);
    channel.send(new ChildMessage.Shown(compute.task(), compute.attempt(), name, encoded));
  }

  /** Told at once, so that what was printed before a crash is not lost. */
  private void printed(OutputCapture from) {
    for (Stream stream : Stream.values()) {
      // Two threads of one task must not tell in another order than they took.
      synchronized (this) {
        String text = from.take(stream);
        if (!text.isEmpty()) {
          channel.send(
              new ChildMessage.Printed(
                  compute.task(), compute.attempt(), stream == Stream.ERR, text));
        }
      }
    }
  }
}
