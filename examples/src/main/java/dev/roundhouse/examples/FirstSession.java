package dev.roundhouse.examples;

import dev.roundhouse.client.RunResult;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.TaskFuture;
import dev.roundhouse.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.List;

/** The first program: a task, many tasks, and a pipeline. */
public final class FirstSession {

  private FirstSession() {}

  /** Runs in a checkout; the argument may name another pipeline file. */
  public static void main(String[] args) {
    Path file = Path.of(args.length > 0 ? args[0] : "examples/quickstart.conf");
    try (Session session = Session.open()) {
      TaskFuture<Integer> six = session.submit(() -> 2 * 3);
      List<Integer> squares = session.map(List.of(1, 2, 3, 4), x -> x * x);
      RunResult run = session.run(Pipeline.load(file)).result().join();
      System.out.println(six.join() + " " + squares + " " + run.status());
    }
  }
}
