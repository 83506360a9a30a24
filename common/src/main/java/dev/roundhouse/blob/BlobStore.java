package dev.roundhouse.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What this process keeps for others, by id. Safe for use by several threads. */
public final class BlobStore {

  /** Writes a content from its start. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Something to read.
   *
   * @param size in bytes; empty where it is known only at its end
   */
  record Content(Optional<Long> size, Writer writer) {
    Content {
      Objects.requireNonNull(size, "size");
      Objects.requireNonNull(writer, "writer");
    }
  }

  private final Map<String, Content> contents = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Keeps bytes, which must not change any more, until they are released. */
  String keep(byte[] bytes) {
    String id = "v" + numbers.incrementAndGet();
    contents.put(id, new Content(Optional.of((long) bytes.length), out -> out.write(bytes)));
    return id;
  }

  /** Lets others read what a writer writes, under an id of the caller's. */
  void offer(String id, Writer writer) {
    contents.put(id, new Content(Optional.empty(), writer));
  }

  Optional<Content> find(String id) {
    return Optional.ofNullable(contents.get(id));
  }

  /** Forgets it; unknown ids are ignored. */
  void release(String id) {
    contents.remove(id);
  }

  int size() {
    return contents.size();
  }
}
