package dev.roundhouse.examples;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.Summary;
import dev.roundhouse.module.TaskModule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the word counts of several texts. */
@Summary("Adds up the word counts of several texts.")
@Parallelizable(threading = true, multiprocessing = true, cluster = true)
public final class MergeCounts implements TaskModule<MergeCounts.In, MergeCounts.Out> {

  /** Word to occurrences, one map a text. */
  public record In(List<Map<String, Integer>> counts) {}

  /** Word to occurrences in all texts, sorted by word. */
  public record Out(Map<String, Integer> counts) {}

  @Override
  public Out compute(In in, ModuleContext context) {
    Map<String, Integer> total = new TreeMap<>();
    for (Map<String, Integer> counts : in.counts()) {
      counts.forEach((word, count) -> total.merge(word, count, Integer::sum));
    }
    return new Out(total);
  }
}
