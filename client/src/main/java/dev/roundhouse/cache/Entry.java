package dev.roundhouse.cache;

import java.util.Objects;

/**
 * What is kept under a signature.
 *
 * @param content not to be changed
 */
public record Entry(Signature signature, byte[] content) {
  public Entry {
    Objects.requireNonNull(signature, "signature");
    Objects.requireNonNull(content, "content");
  }
}
