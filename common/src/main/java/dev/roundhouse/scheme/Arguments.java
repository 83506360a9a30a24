package dev.roundhouse.scheme;

import dev.roundhouse.work.Payload;

/** The arguments of portable work, where they are about to be computed with. */
final class Arguments {

  private Arguments() {}

  /** The encoded argument; another kind is a bug of whoever made the task. */
  static byte[] encoded(Payload argument) {
    if (argument instanceof Payload.Encoded encoded) {
      return encoded.bytes();
    }
    throw new IllegalArgumentException(
        "the argument of portable work is "
            + argument.getClass().getSimpleName()
            + ", expected Encoded: whoever hands it over encodes or fetches it first");
  }
}
