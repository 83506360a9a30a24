package dev.roundhouse.child;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.child.ChildMessage.Compute;
import dev.roundhouse.child.ChildMessage.Forget;
import dev.roundhouse.child.ChildMessage.Heap;
import dev.roundhouse.child.ChildMessage.Hello;
import dev.roundhouse.child.ChildMessage.Interrupt;
import dev.roundhouse.child.ChildMessage.Learn;
import dev.roundhouse.child.ChildMessage.Overflow;
import dev.roundhouse.child.ChildMessage.Printed;
import dev.roundhouse.child.ChildMessage.Progressed;
import dev.roundhouse.child.ChildMessage.Recall;
import dev.roundhouse.child.ChildMessage.Returned;
import dev.roundhouse.child.ChildMessage.Returns;
import dev.roundhouse.child.ChildMessage.Shown;
import dev.roundhouse.child.ChildMessage.Started;
import dev.roundhouse.child.ChildMessage.Stop;
import dev.roundhouse.child.ChildMessage.Throws;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages as frames: a tag, the small parts, and the bulk last, as it is. */
public final class MessageCodec {

  private static final byte[] NO_BULK = {};

  private static final int LEARN = 1;
  private static final int FORGET = 2;
  private static final int COMPUTE = 3;
  private static final int INTERRUPT = 4;
  private static final int RECALL = 5;
  private static final int STOP = 6;
  private static final int HELLO = 7;
  private static final int STARTED = 8;
  private static final int RETURNED = 9;
  private static final int PRINTED = 10;
  private static final int PROGRESSED = 11;
  private static final int SHOWN = 12;
  private static final int RETURNS = 13;
  private static final int THROWS = 14;
  private static final int HEAP = 15;

  private MessageCodec() {}

  static Frame encode(ChildMessage message) {
    if (message instanceof ChildMessage.ToChild toChild) {
      return encodeToChild(toChild);
    }
    return encodeFromChild((ChildMessage.FromChild) message);
  }

  private static Frame encodeToChild(ChildMessage.ToChild message) {
    if (message instanceof Compute compute) {
      return out(COMPUTE, compute.task(), compute.attempt())
          .text(compute.codeId())
          .frame(compute.argument());
    }
    if (message instanceof Learn learn) {
      return encodeCode(learn.code());
    }
    if (message instanceof Forget forget) {
      return new MessageOutput(FORGET).text(forget.codeId()).frame(NO_BULK);
    }
    if (message instanceof Interrupt interrupt) {
      return new MessageOutput(INTERRUPT).int64(interrupt.task()).frame(NO_BULK);
    }
    if (message instanceof Recall recall) {
      return new MessageOutput(RECALL).int64(recall.task()).frame(NO_BULK);
    }
    return new MessageOutput(STOP).frame(NO_BULK);
  }

  private static Frame encodeFromChild(ChildMessage.FromChild message) {
    if (message instanceof Started started) {
      return out(STARTED, started.task(), started.attempt()).frame(NO_BULK);
    }
    if (message instanceof Returns returns) {
      MessageOutput out = out(RETURNS, returns.task(), returns.attempt());
      return encodeOverflow(out, returns.overflow()).frame(returns.result());
    }
    if (message instanceof Throws thrown) {
      MessageOutput out = out(THROWS, thrown.task(), thrown.attempt());
      return encodeError(encodeOverflow(out, thrown.overflow()), thrown.error());
    }
    if (message instanceof Printed printed) {
      return out(PRINTED, printed.task(), printed.attempt())
          .flag(printed.error())
          .text(printed.text())
          .frame(NO_BULK);
    }
    if (message instanceof Progressed progressed) {
      return out(PROGRESSED, progressed.task(), progressed.attempt())
          .int64(Double.doubleToRawLongBits(progressed.fraction()))
          .frame(NO_BULK);
    }
    if (message instanceof Shown shown) {
      return out(SHOWN, shown.task(), shown.attempt()).text(shown.name()).frame(shown.value());
    }
    if (message instanceof Returned returned) {
      return new MessageOutput(RETURNED).int64(returned.task()).frame(NO_BULK);
    }
    if (message instanceof Heap heap) {
      return new MessageOutput(HEAP).int64(heap.bytes()).frame(NO_BULK);
    }
    Hello hello = (Hello) message;
    return new MessageOutput(HELLO).text(hello.token()).int64(hello.pid()).frame(NO_BULK);
  }

  private static MessageOutput out(int tag, long task, int attempt) {
    return new MessageOutput(tag).int64(task).int32(attempt);
  }

  private static Frame encodeCode(Code code) {
    MessageOutput out = new MessageOutput(LEARN).text(code.id()).text(code.kind().name());
    out.int32(code.bundles().size());
    for (Bundle bundle : code.bundles()) {
      out.text(bundle.sha256()).text(bundle.name()).text(bundle.path()).int64(bundle.size());
    }
    return out.frame(code.body());
  }

  private static MessageOutput encodeOverflow(MessageOutput out, Overflow overflow) {
    return out.optionalText(overflow.stdout()).optionalText(overflow.stderr());
  }

  private static Frame encodeError(MessageOutput out, TaskError error) {
    out.text(error.kind().name()).text(error.type()).text(error.message());
    out.text(error.stackTrace()).flag(error.throwable().isPresent());
    return out.frame(error.throwable().orElse(NO_BULK));
  }

  /**
   * Reads a frame's body.
   *
   * @throws IllegalArgumentException it is no message
   */
  public static ChildMessage decode(Body body) {
    MessageInput in = new MessageInput(body);
    int tag = in.tag();
    return switch (tag) {
      case LEARN -> new Learn(decodeCode(in));
      case FORGET -> new Forget(in.text());
      case COMPUTE -> new Compute(in.int64(), in.int32(), in.text(), in.bulk());
      case INTERRUPT -> new Interrupt(in.int64());
      case RECALL -> new Recall(in.int64());
      case STOP -> new Stop();
      case HELLO -> new Hello(in.text(), in.int64());
      case STARTED -> new Started(in.int64(), in.int32());
      case RETURNED -> new Returned(in.int64());
      case PRINTED -> new Printed(in.int64(), in.int32(), in.flag(), in.text());
      case PROGRESSED ->
          new Progressed(in.int64(), in.int32(), Double.longBitsToDouble(in.int64()));
      case SHOWN -> new Shown(in.int64(), in.int32(), in.text(), in.bulk());
      case RETURNS -> new Returns(in.int64(), in.int32(), decodeOverflow(in), in.bulk());
      case HEAP -> new Heap(in.int64());
      case THROWS -> new Throws(in.int64(), in.int32(), decodeOverflow(in), decodeError(in));
      default ->
          throw new IllegalArgumentException(
              "a message has the tag " + tag + ", expected " + LEARN + " to " + HEAP);
    };
  }

  private static Code decodeCode(MessageInput in) {
    String id = in.text();
    Code.Kind kind = Code.Kind.valueOf(in.text());
    List<Bundle> bundles = new ArrayList<>();
    for (int left = in.int32(); left > 0; left--) {
      bundles.add(new Bundle(in.text(), in.text(), in.text(), in.int64()));
    }
    return new Code(id, kind, bundles, in.bulk());
  }

  private static Overflow decodeOverflow(MessageInput in) {
    return new Overflow(in.optionalText(), in.optionalText());
  }

  private static TaskError decodeError(MessageInput in) {
    TaskError.Kind kind = TaskError.Kind.valueOf(in.text());
    String type = in.text();
    String message = in.text();
    String trace = in.text();
    return new TaskError(
        kind, type, message, trace, in.flag() ? Optional.of(in.bulk()) : Optional.empty());
  }
}
