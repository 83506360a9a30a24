package dev.roundhouse.work;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one attempt prints. Keeps at most 1 MiB a stream, the middle cut, and gives the first 1 MiB
 * of each away as it comes, once. Takes no room before something is printed. Safe for use by
 * several threads.
 */
public final class OutputCapture {

  /** A standard stream. */
  public enum Stream {
    OUT,
    ERR
  }

  /**
   * Told that there may be something to take. Called on the printing thread, which holds the
   * stream's lock: must be quick and must not print.
   */
  @FunctionalInterface
  public interface Watcher {
    void printed(OutputCapture capture);
  }

  private final Watcher watcher;
  private final Map<Stream, Kept> kept = new EnumMap<>(Stream.class);

  public OutputCapture(Watcher watcher) {
    this.watcher = Objects.requireNonNull(watcher, "watcher");
  }

  /**
   * Takes the text that came since the last call, up to the last whole character; empty where there
   * is none or the stream's first 1 MiB has been taken.
   */
  public synchronized String take(Stream stream) {
    Kept all = kept.get(stream);
    return all == null ? "" : all.take();
  }

  /** Whether the middle was cut, so that {@link #text} knows more than what could be taken. */
  public synchronized boolean isCut(Stream stream) {
    Kept all = kept.get(stream);
    return all != null && all.bytes.isCut();
  }

  /** All that is kept of the stream. */
  public synchronized String text(Stream stream) {
    Kept all = kept.get(stream);
    return all == null ? "" : all.bytes.text();
  }

  /** The stream that the attempt's threads print to. */
  synchronized PrintStream printer(Stream stream) {
    return kept.computeIfAbsent(stream, any -> new Kept()).printer;
  }

  private void print(Kept to, byte[] bytes, int offset, int length) {
    synchronized (this) {
      to.keep(bytes, offset, length);
    }
    watcher.printed(this);
  }

  /** One stream's bytes: what is kept, and what is on its way to whoever watches. */
  private final class Kept {
    private static final int LIVE = 2 * BoundedBytes.HALF;

    private final BoundedBytes bytes = new BoundedBytes();
    private final ByteArrayOutputStream fresh = new ByteArrayOutputStream(0);
    private final PrintStream printer =
        new PrintStream(new ToCapture(this), true, StandardCharsets.UTF_8);
    private int freshened;

    private void keep(byte[] source, int offset, int length) {
      bytes.write(source, offset, length);
      int piece = Math.min(length, LIVE - freshened);
      fresh.write(source, offset, piece);
      freshened += piece;
    }

    private String take() {
      if (fresh.size() == 0) {
        return "";
      }
      byte[] taken = fresh.toByteArray();
      int whole = Utf8.completePrefix(taken);
      fresh.reset();
      fresh.write(taken, whole, taken.length - whole);
      return new String(taken, 0, whole, StandardCharsets.UTF_8);
    }
  }

  /** The bytes of one stream, on their way into the capture. */
  private final class ToCapture extends OutputStream {
    private final Kept to;

    private ToCapture(Kept to) {
      this.to = to;
    }

    @Override
    public void write(int value) {
      print(to, new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, source.length);
      print(to, source, offset, length);
    }
  }
}
