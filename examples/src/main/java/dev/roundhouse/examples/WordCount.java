package dev.roundhouse.examples;

import java.util.Objects;

/**
 * A word and how often it was found.
 *
 * @param word in lower case
 * @param count occurrences
 */
public record WordCount(String word, int count) {

  public WordCount {
    Objects.requireNonNull(word, "word");
  }
}
