package dev.roundhouse.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.work.OutputCapture.Stream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputCaptureTest {

  private static final int MIB = 1 << 20;

  private final OutputCapture capture = new OutputCapture(any -> {});

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void holdsNothingBeforeSomethingIsPrinted() {
    assertThat(capture.text(Stream.OUT)).isEmpty();
    assertThat(capture.take(Stream.ERR)).isEmpty();
    assertThat(capture.isCut(Stream.OUT)).isFalse();
  }

  @Test
  void keepsTheStreamsApart() {
    capture.printer(Stream.OUT).print("out");
    capture.printer(Stream.ERR).print("err");
    assertThat(capture.text(Stream.OUT)).isEqualTo("out");
    assertThat(capture.text(Stream.ERR)).isEqualTo("err");
  }

  @Test
  void givesEveryTextAwayOnce() {
    capture.printer(Stream.OUT).print("one");
    assertThat(capture.take(Stream.OUT)).isEqualTo("one");
    capture.printer(Stream.OUT).print("two");
    assertThat(capture.take(Stream.OUT)).isEqualTo("two");
    assertThat(capture.take(Stream.OUT)).isEmpty();
    assertThat(capture.text(Stream.OUT)).isEqualTo("onetwo");
  }

  @Test
  void givesAwayWholeCharactersOnly() {
    byte[] check = "\u2713".getBytes(StandardCharsets.UTF_8);
    PrintStream out = capture.printer(Stream.OUT);
    out.write(check, 0, 2);
    assertThat(capture.take(Stream.OUT)).isEmpty();
    out.write(check, 2, 1);
    assertThat(capture.take(Stream.OUT)).isEqualTo("\u2713");
  }

  @Test
  void keepsAllOfWhatJustFits() {
    String text = "x".repeat(2 * BoundedBytes.HALF);
    capture.printer(Stream.OUT).print(text);
    assertThat(capture.text(Stream.OUT)).isEqualTo(text);
    assertThat(capture.isCut(Stream.OUT)).isFalse();
    assertThat(capture.take(Stream.OUT)).isEqualTo(text);
  }

  @Test
  void cutsTheMiddleOfWhatDoesNot() {
    capture.printer(Stream.OUT).print("x".repeat(2 * BoundedBytes.HALF) + "y");
    String text = capture.text(Stream.OUT);
    assertThat(capture.isCut(Stream.OUT)).isTrue();
    assertThat(text).startsWith("xxx").contains("[... 1 bytes cut ...]").endsWith("xy");
    assertThat(bytes(text)).isLessThanOrEqualTo(MIB);
    assertThat(capture.take(Stream.OUT)).hasSize(2 * BoundedBytes.HALF);
  }

  @Test
  void cutsBetweenCharacters() {
    for (int shift = 0; shift < 3; shift++) {
      OutputCapture shifted = new OutputCapture(any -> {});
      PrintStream out = shifted.printer(Stream.OUT);
      out.print("x".repeat(shift));
      for (int i = 0; i < 20; i++) {
        out.print("\u2713".repeat(50_000));
      }
      String text = shifted.text(Stream.OUT);
      assertThat(text).doesNotContain("\ufffd").contains("bytes cut");
      assertThat(bytes(text)).isBetween(MIB - 256, MIB);
    }
  }
}
