package dev.roundhouse.blob;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a content of unknown size: chunks with their length before them, the last one empty. */
final class ChunkedOutput extends OutputStream {

  private final DataOutputStream out;
  private final byte[] chunk = new byte[BlobServer.CHUNK];
  private int filled;

  ChunkedOutput(DataOutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    if (filled == chunk.length) {
      send();
    }
    chunk[filled++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == chunk.length) {
        send();
      }
      int part = Math.min(length - done, chunk.length - filled);
      System.arraycopy(bytes, offset + done, chunk, filled, part);
      filled += part;
      done += part;
    }
  }

  private void send() throws IOException {
    out.writeInt(filled);
    out.write(chunk, 0, filled);
    filled = 0;
  }

  /** Sends the rest and the empty chunk. */
  void finish() throws IOException {
    if (filled > 0) {
      send();
    }
    out.writeInt(0);
  }
}
