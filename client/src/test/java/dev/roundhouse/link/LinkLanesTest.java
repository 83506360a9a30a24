package dev.roundhouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Payload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkLanesTest {

  private static final Payload NOTHING = new Payload.Encoded(new byte[0]);
  private static final WireCode CODE =
      new WireCode("code", Code.Kind.FUNCTION, List.of(), NOTHING, "127.0.0.1:1");

  private final LinkLanes lanes = new LinkLanes();

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  private static LinkTask task(long order, int priority) {
    TaskTemplate template = new TaskTemplate("code", "", 3, 0, 0, priority);
    return new LinkTask(new TaskSpec(order, template, NOTHING), CODE, order);
  }

  @Test
  void givesTheHighestPriorityFirstAndThenTheEarliest() {
    lanes.add(task(1, 0));
    lanes.add(task(2, 5));
    lanes.add(task(3, 0));
    lanes.add(task(4, 5));

    assertThat(rest()).containsExactly(2L, 4L, 1L, 3L);
  }

  @Test
  void putsWhatComesAgainBeforeWhatCameLater() {
    LinkTask lost = task(1, 0);
    lanes.add(lost);
    lanes.poll();
    lanes.add(task(2, 0));
    lanes.add(task(3, 0));
    lanes.add(lost);

    assertThat(rest()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void keepsNothingOfManyThatWereRemoved() {
    List<LinkTask> many = IntStream.range(0, 5_000).mapToObj(i -> task(i, 0)).toList();
    many.forEach(lanes::add);
    many.subList(0, 4_999).forEach(lanes::remove);

    assertThat(lanes.size()).isEqualTo(1);
    assertThat(rest()).containsExactly(4_999L);
    assertThat(lanes.isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithASortedSet(long seed) {
    Random random = new Random(seed);
    TreeSet<LinkTask> expected =
        new TreeSet<>(
            Comparator.comparingInt(LinkTask::priority)
                .reversed()
                .thenComparingLong(task -> task.order));
    List<LinkTask> taken = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      String context = "seed " + seed + " step " + step;
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          LinkTask task = task(step, random.nextInt(3));
          lanes.add(task);
          expected.add(task);
        }
        case 2 -> {
          Optional<LinkTask> next = lanes.poll();
          assertThat(next).as(context).isEqualTo(Optional.ofNullable(expected.pollFirst()));
          next.ifPresent(taken::add);
        }
        case 3 -> {
          if (!expected.isEmpty()) {
            LinkTask any = List.copyOf(expected).get(random.nextInt(expected.size()));
            lanes.remove(any);
            expected.remove(any);
          }
        }
        default -> {
          if (!taken.isEmpty()) {
            LinkTask again = taken.remove(random.nextInt(taken.size()));
            lanes.add(again);
            expected.add(again);
          }
        }
      }
      assertThat(lanes.size()).as(context).isEqualTo(expected.size());
    }
  }

  private List<Long> rest() {
    List<Long> orders = new ArrayList<>();
    for (Optional<LinkTask> next = lanes.poll(); next.isPresent(); next = lanes.poll()) {
      orders.add(next.get().order);
    }
    return orders;
  }
}
