package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every scheme promises of what its tasks print. */
abstract class TaskOutputContract extends SchemeFixture {

  private static final int MIB = 1 << 20;
  private static final int MANY_LINES = 60_000;

  @Test
  void keepsTheOutputOfConcurrentTasksApart() throws Exception {
    Scheme scheme = open(2);
    List<Long> tasks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tasks.add(submit(scheme, Behaviour.prints("mark" + i, 300)));
    }
    for (int i = 0; i < tasks.size(); i++) {
      Captured output = log.awaitEnd(tasks.get(i)).output();
      assertThat(output.stdout()).isEqualTo(lines("mark" + i + " out ", 300));
      assertThat(output.stderr()).isEqualTo(lines("mark" + i + " err ", 300));
    }
  }

  @Test
  void tellsWhatWasPrintedBeforeTheEnd() throws Exception {
    long task = submit(open(1), Behaviour.prints("mark", 300));
    log.awaitEnd(task);
    String told =
        log.of(task, SchemeEvent.Output.class).stream()
            .filter(output -> !output.error())
            .map(SchemeEvent.Output::text)
            .collect(Collectors.joining());
    assertThat(told).isEqualTo(lines("mark out ", 300));
    assertThat(log.of(task)).last().isInstanceOf(SchemeEvent.Ended.class);
  }

  @Test
  void tellsWhatWasPrintedWhileTheTaskRuns() throws Exception {
    Path gate = gate("gate");
    long task = submit(open(1), Behaviour.printsThenHolds("half \u2713", gate));
    log.awaitOutput(task);
    assertThat(log.of(task, SchemeEvent.Ended.class)).isEmpty();
    release(gate);
    assertThat(log.awaitEnd(task).output().stdout()).isEqualTo("half \u2713");
  }

  @Test
  void keepsTheOutputOfAFailedTask() throws Exception {
    long task = submit(open(1), Behaviour.printsThenThrows("last words"));
    assertThat(error(task).message()).isEqualTo("after printing");
    assertThat(log.awaitEnd(task).output().stdout()).isEqualTo("last words");
  }

  @Test
  void cutsTheMiddleOfLongOutput() throws Exception {
    long task = submit(open(1), Behaviour.prints("a line of some length", MANY_LINES));
    Captured output = log.awaitEnd(task).output();
    for (String text : List.of(output.stdout(), output.stderr())) {
      assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(MIB / 2, MIB);
      assertThat(text).startsWith("a line of some length").contains("bytes cut");
      assertThat(text.stripTrailing()).endsWith(" " + (MANY_LINES - 1));
    }
  }

  private static String lines(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> prefix + i + System.lineSeparator())
        .collect(Collectors.joining());
  }
}
