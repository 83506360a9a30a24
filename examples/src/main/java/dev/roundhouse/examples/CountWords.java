package dev.roundhouse.examples;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.Summary;
import dev.roundhouse.module.TaskModule;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the words of a text: runs of letters, in lower case, with apostrophes inside. */
@Summary("Counts the words of a text.")
@Parallelizable(threading = true, multiprocessing = true, cluster = true)
public final class CountWords implements TaskModule<CountWords.In, CountWords.Out> {

  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)*");
  private static final int MATCHES_BETWEEN_REPORTS = 10_000;

  public record In(String text) {}

  /** Word to occurrences, sorted by word. */
  public record Out(Map<String, Integer> counts) {}

  @Override
  public Out compute(In in, ModuleContext context) throws InterruptedException {
    Map<String, Integer> counts = new TreeMap<>();
    Matcher matcher = WORD.matcher(in.text());
    int found = 0;
    while (matcher.find()) {
      counts.merge(matcher.group().toLowerCase(Locale.ROOT).replace('’', '\''), 1, Integer::sum);
      if (++found % MATCHES_BETWEEN_REPORTS == 0) {
        if (context.cancelled()) {
          throw new InterruptedException("cancelled after " + found + " words");
        }
        context.progress(matcher.end() / (double) in.text().length());
      }
    }
    return new Out(counts);
  }
}
