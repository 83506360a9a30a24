package dev.roundhouse.examples;

import dev.roundhouse.module.Default;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.Summary;
import dev.roundhouse.module.TaskModule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Takes the commonest words, the commonest first; words that are as common go by the alphabet. */
@Summary("Takes the commonest words, the commonest first.")
@Parallelizable(threading = true, multiprocessing = true, cluster = true)
public final class TopWords implements TaskModule<TopWords.In, TopWords.Out> {

  /**
   * The words, and how many to take.
   *
   * @param counts word to occurrences
   * @param size how many words to take
   * @param minLength shortest word to take, in characters
   */
  public record In(
      Map<String, Integer> counts, @Default("25") int size, @Default("1") int minLength) {}

  public record Out(List<WordCount> words) {}

  @Override
  public Out compute(In in, ModuleContext context) {
    if (in.size() < 1) {
      throw new IllegalArgumentException("size is " + in.size() + ", expected at least 1");
    }
    return new Out(
        in.counts().entrySet().stream()
            .filter(entry -> entry.getKey().length() >= in.minLength())
            .map(entry -> new WordCount(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingInt(WordCount::count).reversed().thenComparing(WordCount::word))
            .limit(in.size())
            .toList());
  }
}
