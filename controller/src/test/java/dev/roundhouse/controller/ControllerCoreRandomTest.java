package dev.roundhouse.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControllerCoreRandomTest {

  private static final int SEEDS = 20;
  private static final int STEPS = 1_200;
  private static final int MOST_HEALING_STEPS = 4_000;

  static LongStream seeds() {
    long first = System.nanoTime();
    return LongStream.range(first, first + SEEDS);
  }

  /** The seed stands in the test's name. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void endsEveryTaskOfALivingClientOnceWhateverHappens(long seed) {
    Random random = new Random(seed);
    ControllerWorld world = new ControllerWorld(random);
    world.addClient();
    world.addEngine();
    for (int i = 0; i < STEPS; i++) {
      disturb(world, random);
      world.step(random.nextInt(100_000));
    }
    heal(world);
    for (PlayedClient client : world.clients) {
      assertThat(client.ends.keySet())
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, client.submitted()).boxed().toList());
      assertThat(client.ends.values()).allMatch(times -> times == 1);
    }
  }

  private static void disturb(ControllerWorld world, Random random) {
    int choice = random.nextInt(200);
    if (choice < 30) {
      any(world.clients, random).submit();
    } else if (choice < 36) {
      any(world.clients, random).cancelOne();
    } else if (choice < 38 && world.clients.size() > 1) {
      world.leave(any(world.clients, random));
    } else if (choice < 40 && world.clients.size() < 3) {
      world.addClient();
    } else if (choice < 43 && world.engines.size() < 4) {
      world.addEngine();
    } else if (choice < 45 && !world.engines.isEmpty()) {
      world.kill(any(world.engines, random), random.nextBoolean());
    } else if (choice < 46 && !world.engines.isEmpty()) {
      world.stop(any(world.clients, random), any(world.engines, random));
    } else if (choice < 51 && !world.engines.isEmpty()) {
      world.reachable(any(world.engines, random), random.nextInt(3) > 0);
    } else if (choice < 54 && !world.engines.isEmpty()) {
      world.keeps(any(world.engines, random));
    }
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static void heal(ControllerWorld world) {
    world.addEngine();
    world.engines.forEach(engine -> world.reachable(engine, true));
    world.engines.forEach(PlayedEngine::heal);
    for (PlayedClient client : world.clients) {
      client.fromController.faultless = true;
      client.toController.faultless = true;
    }
    for (int i = 0; world.clients.stream().anyMatch(c -> !c.unfinished.isEmpty()); i++) {
      assertThat(i).as("steps of healing %s", world).isLessThan(MOST_HEALING_STEPS);
      world.step(50_000);
    }
  }
}
