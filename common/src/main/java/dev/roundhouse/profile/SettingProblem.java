package dev.roundhouse.profile;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with a profile.
 *
 * @param where file and line ({@code profile.conf:3}), or what else the value came from
 * @param key the setting's full name; empty where the file as a whole cannot be read
 * @param message the value and what was expected
 */
public record SettingProblem(String where, String key, String message) {

  /** By file, then by line. */
  static final Comparator<SettingProblem> BY_PLACE =
      Comparator.comparing(SettingProblem::file).thenComparingInt(SettingProblem::line);

  private static final Pattern PLACE = Pattern.compile("(.*):(\\d{1,9})");

  public SettingProblem {
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(message, "message");
  }

  private String file() {
    Matcher place = PLACE.matcher(where);
    return place.matches() ? place.group(1) : where;
  }

  private int line() {
    Matcher place = PLACE.matcher(where);
    return place.matches() ? Integer.parseInt(place.group(2)) : 0;
  }

  /** The problem in one line: {@code FILE:LINE: KEY: MESSAGE}. */
  @Override
  public String toString() {
    return key.isEmpty() ? where + ": " + message : where + ": " + key + ": " + message;
  }
}
