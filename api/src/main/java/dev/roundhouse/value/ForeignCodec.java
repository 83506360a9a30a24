package dev.roundhouse.value;

import java.util.Optional;

/**
 * Writes and reads objects that belong to somebody else, such as references to actors, as text.
 * Implementations are safe for use by several threads.
 */
public interface ForeignCodec {
  /** Knows no foreign objects. */
  ForeignCodec NONE =
      new ForeignCodec() {
        @Override
        public Optional<String> encode(Object value) {
          return Optional.empty();
        }

        @Override
        public Object decode(String text) {
          throw new ValueException("a foreign object is not expected: " + text);
        }
      };

  /** The object as text; empty if it is none of this codec's. */
  Optional<String> encode(Object value);

  /**
   * The object of which {@link #encode} made this text, perhaps in another process.
   *
   * @throws ValueException the text is not one of this codec's
   */
  Object decode(String text);
}
