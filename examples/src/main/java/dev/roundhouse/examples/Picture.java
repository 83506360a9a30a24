package dev.roundhouse.examples;

import java.util.Objects;

/**
 * A picture with what is written below it.
 *
 * @param label for people
 * @param png the file's bytes
 */
public record Picture(String label, byte[] png) {

  public Picture {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(png, "png");
  }
}
