package dev.roundhouse.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordModulesTest {

  private final StillContext context = new StillContext();

  @Test
  void countsWordsInLowerCaseAndKeepsApostrophes() throws Exception {
    CountWords.Out out =
        new CountWords()
            .compute(new CountWords.In("The whale, the WHALE! Don't don’t_stop — 42"), context);

    assertThat(out.counts()).isEqualTo(Map.of("the", 2, "whale", 2, "don't", 2, "stop", 1));
  }

  @Test
  void anEmptyTextHasNoWords() throws Exception {
    assertThat(new CountWords().compute(new CountWords.In(""), context).counts()).isEmpty();
  }

  @Test
  void mergesCountsOfSeveralTexts() {
    MergeCounts.Out out =
        new MergeCounts()
            .compute(
                new MergeCounts.In(List.of(Map.of("a", 1, "b", 2), Map.of("b", 3, "c", 4))),
                context);

    assertThat(out.counts()).isEqualTo(Map.of("a", 1, "b", 5, "c", 4));
  }

  @Test
  void takesTheCommonestFirstAndBreaksTiesByTheAlphabet() {
    TopWords.Out out =
        new TopWords()
            .compute(new TopWords.In(Map.of("z", 9, "bb", 3, "aa", 3, "rare", 1), 3, 1), context);

    assertThat(out.words())
        .containsExactly(new WordCount("z", 9), new WordCount("aa", 3), new WordCount("bb", 3));
  }

  @Test
  void leavesOutWordsThatAreTooShort() {
    TopWords.Out out =
        new TopWords().compute(new TopWords.In(Map.of("z", 9, "bb", 3), 3, 2), context);

    assertThat(out.words()).containsExactly(new WordCount("bb", 3));
  }

  @Test
  void refusesToTakeNoWords() {
    assertThatThrownBy(() -> new TopWords().compute(new TopWords.In(Map.of(), 0, 1), context))
        .hasMessage("size is 0, expected at least 1");
  }

  @Test
  void printsALineForEachWord() {
    WordTable.Out out =
        new WordTable()
            .compute(
                new WordTable.In(List.of(new WordCount("the", 28_123), new WordCount("of", 7))),
                context);

    assertThat(out.text()).isEqualTo("  1.    28,123  the\n  2.         7  of\n");
  }

  @Test
  void findsTheCommonestWordsOfTheShippedTexts() throws Exception {
    String opticks = Files.readString(Path.of("data/texts/opticks.txt"));
    Map<String, Integer> counts =
        new CountWords().compute(new CountWords.In(opticks), context).counts();

    assertThat(new TopWords().compute(new TopWords.In(counts, 3, 1), context).words())
        .extracting(WordCount::word)
        .containsExactly("the", "of", "and");
  }
}
