package dev.roundhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static final int FRAME = 256 * 1024;

  /** What remoting puts around a message: addresses, manifest, sizes. */
  private static final int ENVELOPE = 4 * 1024;

  private static final Payload LARGEST = new Payload.Encoded(new byte[64 * 1024]);
  private static final TaskUpdate.EngineName ENGINE =
      new TaskUpdate.EngineName("e1", "host".repeat(16), 1);

  @Test
  void keepsTheOrderAndLosesNothing() {
    List<Integer> items = IntStream.range(0, 1_000).boxed().toList();

    List<List<Integer>> batches = Batches.split(items, item -> item % 7 == 0 ? 40_000 : 10);

    assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(items);
    assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 256));
  }

  @Test
  void makesNoBatchOfNothing() {
    assertThat(Batches.split(List.<Integer>of(), item -> 1)).isEmpty();
  }

  @Test
  void leavesALargeItemAlone() {
    List<List<Long>> batches = Batches.split(List.of(1L, 100_000L, 1L), item -> item);

    assertThat(batches).containsExactly(List.of(1L), List.of(100_000L), List.of(1L));
  }

  @Test
  void fullSubmitsFitTheFrame() {
    List<TaskSpec> tasks = new ArrayList<>();
    for (int i = 0; i < 255; i++) {
      tasks.add(new TaskSpec(Long.MAX_VALUE, template(), new Payload.Encoded(new byte[200])));
    }
    tasks.add(new TaskSpec(Long.MAX_VALUE, template(), LARGEST));
    List<WireCode> codes = Batches.split(codes(), Batches::bytes).get(0);

    for (List<TaskSpec> batch : Batches.split(tasks, task -> Batches.bytes(task.argument()))) {
      fits(out -> HotFormat.writeSubmit(out, new ControllerCommand.Submit("c", 1, codes, batch)));
    }
  }

  @Test
  void fullDispatchesFitTheFrame() {
    List<TaskOrder> tasks = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      Payload argument = i % 100 == 50 ? LARGEST : new Payload.Encoded(new byte[200]);
      tasks.add(
          new TaskOrder(Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, template(), argument));
    }
    List<WireCode> codes = Batches.split(codes(), Batches::bytes).get(0);

    for (List<TaskOrder> batch : Batches.split(tasks, task -> Batches.bytes(task.argument()))) {
      fits(out -> HotFormat.writeDispatch(out, new EngineCommand.Dispatch(1, 1, codes, batch)));
    }
  }

  @Test
  void fullUpdatesFitTheFrame() {
    List<Attempt> earlier = Collections.nCopies(3, attempt());
    List<TaskUpdate> updates = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Payload body = i % 200 == 100 ? LARGEST : new Payload.Encoded(new byte[100]);
      updates.add(
          new TaskUpdate.Ended(i, 1, ENGINE, TaskUpdate.Ending.FAILED, 1, 2, body, body, earlier));
      updates.add(new TaskUpdate.Output(i, 1, true, "火".repeat(i % 50 == 0 ? 8 * 1024 : 9)));
    }
    UpdateFormat format = new UpdateFormat(list -> new byte[1024 * list.size()], bytes -> earlier);

    for (List<TaskUpdate> batch : Batches.split(updates, Batches::bytes)) {
      fits(out -> format.write(out, batch));
    }
  }

  private static void fits(java.util.function.Consumer<WireBuffer> write) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * FRAME);
    write.accept(new WireBuffer(buffer));
    assertThat(buffer.position()).as("bytes of a message").isLessThan(FRAME - ENVELOPE);
  }

  /** Each task of another call, with a name that takes three bytes a character. */
  private static TaskTemplate template() {
    return new TaskTemplate("c".repeat(64), "session", "火".repeat(500), 3, 1, 1, Integer.MAX_VALUE);
  }

  private static List<WireCode> codes() {
    List<WireCode> codes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Payload body = new Payload.Encoded(new byte[20 * 1024]);
      codes.add(new WireCode("c" + i, Code.Kind.FUNCTION, List.of(), body, "host:1"));
    }
    return codes;
  }

  private static Attempt attempt() {
    TaskError error = TaskError.of(TaskError.Kind.SYSTEM, "engine-lost", "x".repeat(300));
    Place place = new Place("cluster", "e1", "host", 1);
    return new Attempt(1, Attempt.Status.LOST, place, 1, 2, Optional.of(error));
  }
}
