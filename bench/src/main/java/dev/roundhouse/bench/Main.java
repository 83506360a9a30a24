package dev.roundhouse.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Runs benchmarks by their names and prints a Markdown table for each. */
public final class Main {

  /** Measures something and writes its rows. */
  @FunctionalInterface
  interface Benchmark {
    void run(Path program, Table table) throws Exception;
  }

  private static final Map<String, Benchmark> ALL =
      new TreeMap<>(
          Map.of(
              "threads", ThreadsBench::run,
              "children", ChildrenBench::run,
              "memory", MemoryBench::run,
              "pipelines", PipelinesBench::run,
              "cluster", ClusterBench::run,
              "start", StartBench::run));

  private Main() {}

  /** The program's directory, then names; {@code all} stands for every one. */
  public static void main(String[] arguments) throws Exception {
    Path program = Path.of(arguments[0]);
    List<String> names = Arrays.asList(arguments).subList(1, arguments.length);
    if (names.equals(List.of("all"))) {
      names = List.copyOf(ALL.keySet());
    }
    if (names.isEmpty() || !ALL.keySet().containsAll(names)) {
      System.err.println("expected names among " + ALL.keySet() + ", or all; found " + names);
      System.exit(2);
    }
    for (String name : names) {
      Table table = new Table(name);
      Objects.requireNonNull(ALL.get(name), name).run(program, table);
      table.print(System.out);
    }
    System.exit(0);
  }
}
