package dev.roundhouse.bench;

import dev.roundhouse.client.EngineManager;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.TaskTarget;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Empty tasks through a controller and two engines of the profile {@code plain}. */
final class ClusterBench {

  private static final int ENGINES = 2;
  private static final int TASKS = 200_000;
  private static final int WINDOW = 16_384;
  private static final int SINGLE = 2_000;
  private static final int WARM_UP = 8;
  private static final int REPETITIONS = 7;

  private ClusterBench() {}

  static void run(Path program, Table table) throws Exception {
    String profile = "plain";
    try (EngineManager manager =
            new EngineManager(
                Profiles.open(Home.find(), profile), "bench", new Quiet(), (pid, how) -> {});
        Session session = Session.open(profile)) {
      manager.start(ENGINES).get(1, TimeUnit.MINUTES);
      TaskTarget engines = session.cluster().balanced();
      IntFunction<CompletableFuture<Integer>> submit = i -> engines.submit(() -> i);
      List<Integer> numbers = IntStream.range(0, TASKS).boxed().toList();
      for (int i = 0; i < WARM_UP; i++) {
        Load.flood(TASKS, WINDOW, submit);
        Load.map(engines, numbers);
      }
      table.measure("empty tasks, map", "tasks/s", REPETITIONS, () -> Load.map(engines, numbers));
      table.measure(
          "empty tasks, submit", "tasks/s", REPETITIONS, () -> Load.flood(TASKS, WINDOW, submit));
      table.measure("a single task", "µs", REPETITIONS, () -> Load.latency(SINGLE, submit));
    }
  }

  private static final class Quiet implements EngineManager.Watcher {
    @Override
    public void ready(Role role, int ready, int wanted) {}

    @Override
    public void exited(Role role, long pid, String how) {
      System.err.println("the " + role.text() + " " + pid + " ended: " + how);
    }

    @Override
    public void said(String line) {}
  }
}
