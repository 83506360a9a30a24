package dev.roundhouse.work;

import java.util.Objects;

/** A value on its way: an argument or a result. */
public sealed interface Payload {

  /** A live object of this process; null stands for a result of nothing. */
  record Live(@org.jspecify.annotations.Nullable Object value) implements Payload {}

  /** A value encoded by the codec; the array is not to be changed. */
  record Encoded(byte[] bytes) implements Payload {
    public Encoded {
      Objects.requireNonNull(bytes, "bytes");
    }
  }

  /**
   * An encoded value that its maker keeps until it is released, to be read by direct stream.
   *
   * @param id unique at its maker
   * @param size bytes
   * @param host address of the maker's blob server
   * @param port its port
   */
  record Stored(String id, long size, String host, int port) implements Payload {
    public Stored {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(host, "host");
    }
  }
}
