package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several callers that submit, cancel and retry at once; the seed is in every message. */
@Timeout(120)
class SessionStressTest {

  private static final int CALLERS = 4;
  private static final int TASKS = 2_000;

  private final long seed = new Random().nextLong();

  @Test
  void endsEveryTaskOfCallersThatSubmitCancelAndRetryAtOnce(@TempDir Path home) throws Exception {
    List<TaskFuture<Integer>> all = new ArrayList<>();
    Session session = Session.open(new SessionOptions(Profiles.open(new Home(home), "test")));
    try (session) {
      List<CompletableFuture<List<TaskFuture<Integer>>>> callers =
          IntStream.range(0, CALLERS)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> call(session, new Random(seed + i))))
              .toList();
      for (CompletableFuture<List<TaskFuture<Integer>>> caller : callers) {
        all.addAll(caller.get(60, TimeUnit.SECONDS));
      }
      for (TaskFuture<Integer> future : all.subList(0, all.size() / 2)) {
        future.handle((value, thrown) -> value).get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(all).hasSize(CALLERS * TASKS);
    for (TaskFuture<Integer> future : all) {
      assertThat(future).as("%s, seed %d", future, seed).isDone();
      assertThat(future.status().ended()).as("%s, seed %d", future, seed).isTrue();
    }
  }

  private static List<TaskFuture<Integer>> call(Session session, Random random) {
    List<TaskFuture<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      int kind = random.nextInt(10);
      TaskTarget target = session.with(TaskOption.retries(kind == 0 ? 2 : 0));
      TaskFuture<Integer> future =
          target.submit(
              () -> {
                if (kind < 2) {
                  throw new IllegalStateException("as it should");
                }
                return kind;
              });
      futures.add(future);
      if (random.nextInt(5) == 0) {
        futures.get(random.nextInt(futures.size())).cancel(true);
      }
    }
    return futures;
  }
}
