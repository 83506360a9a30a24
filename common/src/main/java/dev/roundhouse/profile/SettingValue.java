package dev.roundhouse.profile;

import java.util.Objects;

/**
 * One setting of a profile as it stands.
 *
 * @param key its full name
 * @param value a text, a number, a truth value, or a list of texts, as its file has it
 * @param where file and line that it comes from ({@code profile.conf:3})
 */
public record SettingValue(String key, Object value, String where) {

  public SettingValue {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(where, "where");
  }
}
