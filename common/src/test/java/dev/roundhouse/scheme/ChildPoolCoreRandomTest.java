package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.Scheme.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChildPoolCoreRandomTest {

  private static final int STEPS = 1_500;
  private static final int SEEDS = 20;

  static LongStream seeds() {
    long first = System.nanoTime();
    return LongStream.range(first, first + SEEDS);
  }

  static MultiprocessingSettings settings(int size, int recycleAfter) {
    return new MultiprocessingSettings(
        "multiprocessing",
        size,
        0,
        new Recycling(recycleAfter, 1 << 20),
        Duration.ofMillis(500),
        InstantSource.system(),
        "localhost",
        ChildJvm.like(Path.of("home"), Path.of("children")));
  }

  /** The seed stands in the test's name. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsItsPromisesWhateverHappens(long seed) {
    Random random = new Random(seed);
    ChildPoolWorld world = new ChildPoolWorld(settings(1 + random.nextInt(4), 20));
    List<Long> tasks = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      step(world, random, tasks);
    }
    end(world);
    ChildPoolInvariants.checkEvents(world.events, tasks);
    checkBlame(world);
  }

  private static void step(ChildPoolWorld world, Random random, List<Long> tasks) {
    world.now += random.nextInt(3_000);
    world.tickIfDue();
    int choice = random.nextInt(100);
    if (choice < 12) {
      submit(world, random, tasks);
    } else if (choice < 15 && !tasks.isEmpty()) {
      long task = tasks.get(random.nextInt(tasks.size()));
      world.handle(new ChildPoolEvent.Told(new Command.Cancel(List.of(task), "not wanted")));
    } else if (choice < 16) {
      world.handle(new ChildPoolEvent.Told(new Command.Resize(1 + random.nextInt(4))));
    } else if (!world.children.isEmpty()) {
      stepOfChild(world, random, world.any(random));
    }
  }

  private static void stepOfChild(ChildPoolWorld world, Random random, ChildPoolWorld.Child child) {
    int choice = random.nextInt(100);
    if (choice < 10) {
      world.greet(child);
    } else if (choice < 35) {
      world.receive(child);
    } else if (choice < 55) {
      world.begin(child);
    } else if (choice < 70) {
      world.finish(child);
    } else if (choice < 72) {
      world.die(child, "ended with exit code 3");
    } else {
      world.deliver(child);
    }
  }

  private static void submit(ChildPoolWorld world, Random random, List<Long> tasks) {
    List<SchemeTask> batch = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      long id = tasks.size() + 1;
      tasks.add(id);
      batch.add(
          new SchemeTask(
              id, "task", PortableBehaviour.work(Behaviour.returns("x")), options(random)));
    }
    world.handle(new ChildPoolEvent.Told(new Command.Submit(batch)));
  }

  private static TaskOptions options(Random random) {
    return new TaskOptions(
        1 + random.nextInt(3),
        0,
        random.nextInt(4) == 0 ? Optional.of(Duration.ofMillis(50)) : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of(Duration.ofMillis(50)) : Optional.empty(),
        random.nextInt(3),
        false);
  }

  private static void end(ChildPoolWorld world) {
    world.settle();
    world.handle(new ChildPoolEvent.Close());
    for (int i = 0; i < 10 && !world.closed; i++) {
      world.now += 1_000_000;
      world.tickIfDue();
      world.settle();
    }
    assertThat(world.closed).as("closed; left: %s", world.core.pool().tasks.keySet()).isTrue();
  }

  private static void checkBlame(ChildPoolWorld world) {
    for (SchemeEvent event : world.events) {
      if (event instanceof SchemeEvent.Ended ended) {
        for (Attempt attempt : ended.attempts()) {
          if (attempt.status() == Attempt.Status.LOST) {
            assertThat(world.victims).contains(ended.task() + "/" + attempt.number());
          }
        }
      }
    }
  }
}
