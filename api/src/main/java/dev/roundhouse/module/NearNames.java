package dev.roundhouse.module;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person may have meant by a name that is not known. */
public final class NearNames {

  private static final int MOST = 3;

  private NearNames() {}

  /** The known names that are nearest to the wrong one, nearest first; none where none is near. */
  public static List<String> of(String wrong, Collection<String> known) {
    String lower = wrong.toLowerCase(Locale.ROOT);
    int limit = Math.min(Math.max(1, wrong.length() / 3), wrong.length() - 1);
    record Candidate(String name, int distance) {}
    return known.stream()
        .map(name -> new Candidate(name, distance(lower, name.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance <= limit)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /** {@code did you mean a or b?}, else {@code expected one of …}, for the end of a message. */
  public static String hint(String wrong, Collection<String> known) {
    List<String> near = of(wrong, known);
    if (!near.isEmpty()) {
      return "did you mean " + String.join(" or ", near) + "?";
    }
    if (known.isEmpty()) {
      return "there are none";
    }
    return "expected one of " + known.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
