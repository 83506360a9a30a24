package dev.roundhouse.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.child.ChildMessage.Overflow;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.TaskError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {

  private static final byte[] BYTES = {1, 2, 3};

  /** A lone surrogate, and characters of every width. */
  private static final String ODD = "a\u00e9\u2713\ud83d\ude80\ud800";

  static List<ChildMessage> messages() {
    Bundle bundle = new Bundle("abc", "user.jar", "/over/there/user.jar", 12);
    TaskError error =
        new TaskError(TaskError.Kind.USER, "Type", ODD, "trace\nmore", Optional.of(BYTES));
    TaskError plain = TaskError.of(TaskError.Kind.REFUSED, "too-large", "much");
    Overflow cut = new Overflow(Optional.of("out"), Optional.empty());
    return List.of(
        new ChildMessage.Learn(new Code("id", Code.Kind.MODULE, List.of(bundle, bundle), BYTES)),
        new ChildMessage.Learn(new Code("id", Code.Kind.FUNCTION, List.of(), new byte[0])),
        new ChildMessage.Forget("id"),
        new ChildMessage.Compute(Long.MAX_VALUE, 3, "id", BYTES),
        new ChildMessage.Compute(-1, 1, "id", new byte[0]),
        new ChildMessage.Interrupt(7),
        new ChildMessage.Recall(8),
        new ChildMessage.Stop(),
        new ChildMessage.Hello("token", 4711),
        new ChildMessage.Heap(1L << 33),
        new ChildMessage.Started(1, 2),
        new ChildMessage.Returned(1),
        new ChildMessage.Printed(1, 2, true, ODD),
        new ChildMessage.Printed(1, 2, false, ""),
        new ChildMessage.Progressed(1, 2, 0.25),
        new ChildMessage.Shown(1, 2, "name", BYTES),
        new ChildMessage.Returns(1, 2, cut, BYTES),
        new ChildMessage.Returns(1, 2, Overflow.NONE, new byte[0]),
        new ChildMessage.Throws(1, 2, cut, error),
        new ChildMessage.Throws(1, 2, Overflow.NONE, plain));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void bringsEveryMessageOverUnchanged(ChildMessage message) {
    Frame frame = MessageCodec.encode(message);
    byte[] head = new byte[frame.head().remaining() - FrameParser.HEADER];
    frame.head().get(FrameParser.HEADER, head);
    assertThat(MessageCodec.decode(new Body(head, frame.bulk().array())))
        .usingRecursiveComparison()
        .isEqualTo(message);
  }

  @Test
  void refusesAnUnknownTag() {
    assertThatThrownBy(() -> MessageCodec.decode(new Body(new byte[] {99}, new byte[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tag 99");
  }
}
