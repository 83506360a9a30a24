package dev.roundhouse.profile;

import java.util.Objects;

/**
 * One thing that is wrong with a profile.
 *
 * @param where file and line ({@code profile.conf:3}), or what else the value came from
 * @param key the setting's full name; empty where the file as a whole cannot be read
 * @param message the value and what was expected
 */
public record SettingProblem(String where, String key, String message) {

  public SettingProblem {
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(message, "message");
  }

  /** The problem in one line: {@code FILE:LINE: KEY: MESSAGE}. */
  @Override
  public String toString() {
    return key.isEmpty() ? where + ": " + message : where + ": " + key + ": " + message;
  }
}
