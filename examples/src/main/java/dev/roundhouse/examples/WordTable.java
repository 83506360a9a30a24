package dev.roundhouse.examples;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.Summary;
import dev.roundhouse.module.TaskModule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes words and their counts as a table for people, a line a word. */
@Summary("Writes words and their counts as a table, a line a word.")
@Parallelizable(threading = true, multiprocessing = true, cluster = true)
public final class WordTable implements TaskModule<WordTable.In, WordTable.Out> {

  public record In(List<WordCount> words) {}

  public record Out(String text) {}

  @Override
  public Out compute(In in, ModuleContext context) {
    return new Out(
        IntStream.range(0, in.words().size())
            .mapToObj(rank -> line(rank + 1, in.words().get(rank)))
            .collect(Collectors.joining()));
  }

  private static String line(int rank, WordCount word) {
    return String.format(Locale.ROOT, "%3d. %,9d  %s%n", rank, word.count(), word.word())
        .replace("\r\n", "\n");
  }
}
