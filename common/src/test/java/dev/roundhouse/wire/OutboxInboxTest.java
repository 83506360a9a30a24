package dev.roundhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutboxInboxTest {

  private static final long RESEND = 1_000;
  private static final int MESSAGES = 100;
  private static final int MOST_STEPS = 100_000;

  private final Outbox<Long> outbox = new Outbox<>(RESEND);
  private final Inbox inbox = new Inbox();

  static LongStream seeds() {
    long first = System.nanoTime();
    return LongStream.range(first, first + 30);
  }

  @Test
  void numbersMessagesFromOne() {
    assertThat(outbox.next(seq -> seq, 0)).isEqualTo(1);
    assertThat(outbox.next(seq -> seq, 0)).isEqualTo(2);
    assertThat(outbox.lastSeq()).isEqualTo(2);
  }

  @Test
  void sendsAgainWhatNobodyAcknowledgedForTooLong() {
    outbox.next(seq -> seq, 0);
    outbox.next(seq -> seq, RESEND / 2);

    assertThat(outbox.due(RESEND - 1)).isEmpty();
    assertThat(outbox.due(RESEND)).containsExactly(1L, 2L);
    assertThat(outbox.due(RESEND + 1)).as("just sent again").isEmpty();
  }

  @Test
  void waitsAgainAfterEveryAcknowledgement() {
    outbox.next(seq -> seq, 0);
    outbox.next(seq -> seq, 0);

    outbox.acknowledge(1, RESEND - 1);

    assertThat(outbox.due(RESEND)).isEmpty();
    assertThat(outbox.due(2 * RESEND)).containsExactly(2L);
    outbox.acknowledge(2, 2 * RESEND);
    assertThat(outbox.size()).isZero();
    assertThat(outbox.due(9 * RESEND)).isEmpty();
  }

  @Test
  void sendsTheChangedMessageAgainUnderItsNumber() {
    outbox.next(seq -> seq, 0);
    outbox.next(seq -> seq, 0);

    outbox.replaceAll(message -> -message);
    outbox.acknowledge(1, 0);

    assertThat(outbox.due(RESEND)).containsExactly(-2L);
  }

  @Test
  void acceptsEachNumberOnceAndInOrder() {
    assertThat(inbox.accept(2)).isFalse();
    assertThat(inbox.accept(1)).isTrue();
    assertThat(inbox.accept(1)).isFalse();
    assertThat(inbox.accept(2)).isTrue();
    assertThat(inbox.applied()).isEqualTo(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bringsEverythingOnceAndInOrderOverALinkThatLosesDoublesAndSwaps(long seed) {
    Random random = new Random(seed);
    List<Long> there = new ArrayList<>();
    List<Long> back = new ArrayList<>();
    List<Long> applied = new ArrayList<>();
    long now = 0;
    for (int step = 0; applied.size() < MESSAGES || outbox.size() > 0; step++) {
      assertThat(step).as("steps; applied %s", applied).isLessThan(MOST_STEPS);
      now += random.nextInt(300);
      if (outbox.lastSeq() < MESSAGES && random.nextInt(3) == 0) {
        post(there, outbox.next(seq -> seq, now), random);
      }
      if (!there.isEmpty()) {
        long seq = there.remove(random.nextInt(there.size()));
        if (inbox.accept(seq)) {
          applied.add(seq);
        }
        post(back, inbox.applied(), random);
      }
      if (!back.isEmpty()) {
        outbox.acknowledge(back.remove(random.nextInt(back.size())), now);
      }
      outbox.due(now).forEach(again -> post(there, again, random));
    }
    assertThat(applied).isEqualTo(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
  }

  /** Lost, once or twice, and lost where the link is full; what waits is taken in any order. */
  private static void post(List<Long> link, long message, Random random) {
    for (int copies = random.nextInt(3); copies > 0 && link.size() < 20; copies--) {
      link.add(message);
    }
  }
}
