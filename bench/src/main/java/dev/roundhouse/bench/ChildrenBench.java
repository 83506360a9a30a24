package dev.roundhouse.bench;

import dev.roundhouse.bench.Table.Figure;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.TaskTarget;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Tasks through two child JVMs. */
final class ChildrenBench {

  private static final int CHILDREN = 2;
  private static final int TASKS = 200_000;
  private static final int WINDOW = 16_384;
  private static final int SINGLE = 5_000;
  private static final int BURNS = 2_000;
  private static final int WARM_UP = 5;
  private static final int REPETITIONS = 5;
  private static final int MIB = 1 << 20;

  @SuppressWarnings("UnusedVariable") // what is computed for it must not be left out
  private static volatile int sink;

  private ChildrenBench() {}

  static void run(Path program, Table table) throws Exception {
    try (Session session = Session.open("test")) {
      session.schemes().resize("multiprocessing", CHILDREN);
      TaskTarget children = session.on("multiprocessing");
      IntFunction<CompletableFuture<Integer>> submit = i -> children.submit(() -> i);
      List<Integer> numbers = IntStream.range(0, TASKS).boxed().toList();
      for (int i = 0; i < WARM_UP; i++) {
        Load.flood(TASKS, WINDOW, submit);
        Load.map(children, numbers);
      }
      table.measure("empty tasks, map", "tasks/s", REPETITIONS, () -> Load.map(children, numbers));
      table.measure(
          "empty tasks, submit", "tasks/s", REPETITIONS, () -> Load.flood(TASKS, WINDOW, submit));
      table.measure("a single task", "µs", REPETITIONS, () -> Load.latency(SINGLE, submit));
      burn(children, table);
      echo(children, table, 1, 100);
      echo(children, table, 64, 5);
    }
    table.measure("a child's first result", "ms", REPETITIONS, ChildrenBench::firstResult);
  }

  /** From nothing to the first result of a child JVM, in a session that is there. */
  private static double firstResult() throws Exception {
    try (Session session = Session.open("test")) {
      session.schemes().resize("multiprocessing", 1);
      session.submit(() -> 0).get();
      long begun = System.nanoTime();
      session.on("multiprocessing").submit(() -> 1).get();
      return 1e3 * Load.seconds(begun);
    }
  }

  /** Tasks of a millisecond: the share of the children's time that is spent on them. */
  private static void burn(TaskTarget target, Table table) throws Exception {
    long rounds = roundsOfMillisecond();
    List<Long> tasks = Collections.nCopies(BURNS, rounds);
    burned(target, tasks);
    Figure share =
        table.measure(
            "1 ms tasks: CPU time in tasks of all time",
            "",
            REPETITIONS,
            () -> burned(target, tasks));
    if (share.median() > 1.1) {
      throw new IllegalStateException("more time was used than there was: " + share.median());
    }
  }

  private static double burned(TaskTarget target, List<Long> tasks) {
    long begun = System.nanoTime();
    long cpu = target.map(tasks, ChildrenBench::spin).stream().mapToLong(Long::longValue).sum();
    return cpu / 1e9 / CHILDREN / Load.seconds(begun);
  }

  /** CPU nanoseconds that so many rounds took. */
  static long spin(long rounds) {
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    int x = 1;
    for (long i = 0; i < rounds; i++) {
      x = x * 1_103_515_245 + 12_345;
    }
    sink = x;
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
  }

  private static long roundsOfMillisecond() {
    long rounds = 1_000_000;
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 200; i++) {
      best = Math.min(best, spin(rounds));
    }
    return rounds * 1_000_000 / best;
  }

  private static void echo(TaskTarget target, Table table, int mebibytes, int times)
      throws Exception {
    byte[] bytes = new byte[mebibytes * MIB];
    new Random(1).nextBytes(bytes);
    echoed(target, bytes, times);
    table.measure(
        mebibytes + " MiB there and back",
        "MiB/s",
        REPETITIONS,
        () -> echoed(target, bytes, times));
  }

  private static double echoed(TaskTarget target, byte[] bytes, int times) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < times; i++) {
      byte[] back = target.map(List.of(bytes), same -> same).get(0);
      if (back.length != bytes.length) {
        throw new IllegalStateException("lost bytes");
      }
    }
    return 2.0 * times * bytes.length / MIB / Load.seconds(begun);
  }
}
