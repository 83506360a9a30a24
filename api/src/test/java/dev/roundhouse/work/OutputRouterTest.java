package dev.roundhouse.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.work.OutputCapture.Stream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class OutputRouterTest {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream elsewhere = new ByteArrayOutputStream();
  private final OutputCapture capture = new OutputCapture(any -> {});

  @BeforeEach
  void replaceStandardStreams() {
    System.setOut(new PrintStream(elsewhere, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void putStandardStreamsBack() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void givesEveryWayOfPrintingToTheAttempt() throws Exception {
    try (OutputRouter.Installation installed = OutputRouter.install()) {
      OutputRouter.call(
          capture,
          () -> {
            printInEveryWay();
            return 0;
          });
      assertThat(installed).isNotNull();
    }
    assertThat(capture.text(Stream.OUT))
        .isEqualTo("true|x|1|2|1.5|2.5|abc|text|null|f7|g7|h8|i8|aabcb|z|bytes|all");
    assertThat(capture.text(Stream.ERR)).isEqualTo("wrong" + System.lineSeparator());
    assertThat(elsewhere.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static void printInEveryWay() throws Exception {
    PrintStream to = System.out;
    to.print(true);
    to.print("|x|");
    to.print(1);
    to.print('|');
    to.print(2L);
    to.print("|");
    to.print(1.5f);
    to.print('|');
    to.print(2.5);
    to.print("|");
    to.print("abc".toCharArray());
    to.print("|text|");
    to.print((Object) null);
    to.printf("|f%d", 7);
    to.printf(Locale.ROOT, "|g%d", 7);
    to.format("|h%d", 8);
    to.format(Locale.ROOT, "|i%d|", 8);
    to.append('a').append("abc").append("abc", 1, 2).append("|");
    to.write('z');
    to.write('|');
    to.write("bytes|".getBytes(StandardCharsets.UTF_8));
    to.writeBytes("al".getBytes(StandardCharsets.UTF_8));
    to.write("xlx".getBytes(StandardCharsets.UTF_8), 1, 1);
    to.flush();
    to.close();
    System.err.println("wrong");
  }

  @Test
  void leavesOtherThreadsTheStreamThatWasThere() throws Exception {
    try (OutputRouter.Installation installed = OutputRouter.install()) {
      System.out.print("outside");
      OutputRouter.call(
          capture,
          () -> {
            Thread other = new Thread(() -> System.out.print(" other"));
            other.start();
            other.join();
            return 0;
          });
      assertThat(installed).isNotNull();
    }
    assertThat(elsewhere.toString(StandardCharsets.UTF_8)).isEqualTo("outside other");
    assertThat(capture.text(Stream.OUT)).isEmpty();
  }

  @Test
  void returnsToTheOuterAttemptAfterANestedOne() throws Exception {
    OutputCapture inner = new OutputCapture(any -> {});
    try (OutputRouter.Installation installed = OutputRouter.install()) {
      OutputRouter.call(
          capture,
          () -> {
            OutputRouter.call(
                inner,
                () -> {
                  System.out.print("inner");
                  return 0;
                });
            System.out.print("outer");
            return 0;
          });
      assertThat(installed).isNotNull();
    }
    assertThat(inner.text(Stream.OUT)).isEqualTo("inner");
    assertThat(capture.text(Stream.OUT)).isEqualTo("outer");
  }

  @Test
  void putsTheStreamsBackWithItsLastUserAndOnce() {
    PrintStream before = System.out;
    OutputRouter.Installation first = OutputRouter.install();
    OutputRouter.Installation second = OutputRouter.install();
    first.close();
    first.close();
    assertThat(System.out).isNotSameAs(before);
    second.close();
    assertThat(System.out).isSameAs(before);
  }

  @Test
  void leavesAStreamAloneThatSomebodyElseSetMeanwhile() {
    OutputRouter.Installation installed = OutputRouter.install();
    PrintStream theirs = new PrintStream(elsewhere, true, StandardCharsets.UTF_8);
    System.setOut(theirs);
    installed.close();
    assertThat(System.out).isSameAs(theirs);
  }
}
