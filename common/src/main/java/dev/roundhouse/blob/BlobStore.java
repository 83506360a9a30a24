package dev.roundhouse.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What this process keeps for others, by id. Safe for use by several threads. */
public final class BlobStore {

  /** Something to read, of a known size in bytes. */
  public record Content(long size, Source source) {
    public Content {
      Objects.requireNonNull(source, "source");
    }

    /** Opens the content at its start. */
    @FunctionalInterface
    public interface Source {
      InputStream open() throws IOException;
    }
  }

  private final Map<String, Content> contents = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** Keeps bytes, which must not change any more, until they are released. */
  public String keep(byte[] bytes) {
    String id = "v" + numbers.incrementAndGet();
    contents.put(id, new Content(bytes.length, () -> new ByteArrayInputStream(bytes)));
    return id;
  }

  /** Keeps a file under an id of the caller's, such as its hash, until it is released. */
  public void keep(String id, Path file) throws IOException {
    contents.put(id, new Content(Files.size(file), () -> Files.newInputStream(file)));
  }

  public Optional<Content> find(String id) {
    return Optional.ofNullable(contents.get(id));
  }

  /** Forgets it; unknown ids are ignored. */
  public void release(String id) {
    contents.remove(id);
  }

  public int size() {
    return contents.size();
  }
}
