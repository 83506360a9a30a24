package dev.roundhouse.client;

import java.util.List;
import java.util.Objects;

/**
 * What the profile says of a scheme.
 *
 * @param name {@code threading}, {@code multiprocessing} or {@code cluster}
 * @param enabled whether modules may take it
 * @param size slots; 0: as many as fit the machine
 * @param priority the lowest number is taken first
 */
public record SchemeSetting(String name, boolean enabled, int size, int priority) {

  /** What holds where nothing was set. */
  public static final List<SchemeSetting> DEFAULTS =
      List.of(
          new SchemeSetting("cluster", false, 0, 50),
          new SchemeSetting("multiprocessing", true, 0, 100),
          new SchemeSetting("threading", true, 0, 200));

  public SchemeSetting {
    Objects.requireNonNull(name, "name");
    if (size < 0) {
      throw new IllegalArgumentException(
          "size of scheme " + name + " is " + size + ", expected 0 or more");
    }
  }
}
