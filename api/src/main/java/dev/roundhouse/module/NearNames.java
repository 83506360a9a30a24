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

  /** Insertions, deletions, replacements and exchanges of neighbours that make one the other. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int fewest(int[][] edits, String a, String b, int i, int j) {
    int change = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
  }
}
