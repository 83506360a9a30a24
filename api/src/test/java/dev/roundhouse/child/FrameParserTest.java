package dev.roundhouse.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameParserTest {

  private static final byte[] NOTHING = {};

  private static ByteBuffer bytesOf(byte[] first, byte[] bulk) {
    Frame frame = Frame.of(first, first.length, bulk);
    return ByteBuffer.allocate(frame.size()).put(frame.head()).put(frame.bulk()).flip();
  }

  @Test
  void findsFramesHoweverTheBytesAreCut() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ByteBuffer stream = ByteBuffer.allocate(1 << 20);
    List<Body> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] head = new byte[1 + random.nextInt(100)];
      byte[] bulk = new byte[random.nextInt(3000)];
      random.nextBytes(head);
      random.nextBytes(bulk);
      sent.add(new Body(head, bulk));
      stream.put(bytesOf(head, bulk));
    }
    stream.flip();
    FrameParser parser = new FrameParser();
    List<Body> found = new ArrayList<>();
    while (stream.hasRemaining()) {
      int piece = Math.min(stream.remaining(), 1 + random.nextInt(500));
      parser.feed(stream.slice(stream.position(), piece), found);
      stream.position(stream.position() + piece);
    }
    assertThat(found).as("seed %s", seed).usingRecursiveComparison().isEqualTo(sent);
  }

  @Test
  void keepsTheTwoPartsOfABodyApart() throws IOException {
    List<Body> found = new ArrayList<>();
    new FrameParser().feed(bytesOf(new byte[] {1, 2}, new byte[] {3, 4, 5}), found);
    assertThat(found)
        .usingRecursiveComparison()
        .isEqualTo(List.of(new Body(new byte[] {1, 2}, new byte[] {3, 4, 5})));
  }

  @Test
  void refusesABodyThatChangedOnItsWay() {
    ByteBuffer bytes = bytesOf(new byte[] {1, 2, 3}, NOTHING);
    bytes.put(FrameParser.HEADER + 1, (byte) 9);
    assertThatThrownBy(() -> new FrameParser().feed(bytes, new ArrayList<>()))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("a frame of 3 bytes has the checksum");
  }

  @Test
  void refusesLengthsThatNobodySends() {
    int[][] nobodys = {{0, 1}, {-1, 1}, {1, -1}, {1, FrameParser.LONGEST}, {1 << 30, 1 << 30}};
    for (int[] lengths : nobodys) {
      ByteBuffer bytes = ByteBuffer.allocate(FrameParser.HEADER);
      bytes.putInt(lengths[0]).putInt(lengths[1]).putInt(0).flip();
      assertThatThrownBy(() -> new FrameParser().feed(bytes, new ArrayList<>()))
          .hasMessageContaining("a frame's lengths are " + lengths[0]);
    }
  }
}
