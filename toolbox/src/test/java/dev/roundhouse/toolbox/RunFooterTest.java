package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.client.ModuleProgress;
import dev.roundhouse.client.ModuleStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunFooterTest {

  private static final Duration TEN = Duration.ofSeconds(10);

  @Test
  void saysNothingOfTheRestBeforeAnythingIsDone() {
    assertThat(new RunFooter(List.of("a", "b")).text(TEN)).isEqualTo("  0:10");
  }

  @Test
  void estimatesByTheRateOfTheRun() {
    RunFooter footer = new RunFooter(List.of("a", "b", "c"));
    footer.update(progress("a", ModuleStatus.SUCCEEDED, 1), TEN);
    footer.update(progress("b", ModuleStatus.RUNNING, 0.5), TEN);

    assertThat(footer.text(Duration.ofSeconds(15)))
        .isEqualTo("  0:15, about 0:15 left  running b 0:05");
  }

  @Test
  void estimatesByWhatModulesTookBefore() {
    Expectation expectation = new Expectation(List.of("short", "long"));
    expectation.learn(Map.of("short", Duration.ofSeconds(1), "long", Duration.ofSeconds(9)), TEN);

    assertThat(expectation.left(Duration.ofSeconds(4))).contains(Duration.ofSeconds(6));
    assertThat(expectation.left(Duration.ofSeconds(11))).isEmpty();
    expectation.update(progress("short", ModuleStatus.SUCCEEDED, 1));
    assertThat(expectation.left(Duration.ofSeconds(2))).contains(Duration.ofSeconds(18));
  }

  @Test
  void countsNothingThatIsNotComputed() {
    Expectation expectation = new Expectation(List.of("a", "b", "c"));
    expectation.update(progress("a", ModuleStatus.CACHED, 1));
    expectation.update(progress("b", ModuleStatus.SUCCEEDED, 1));

    assertThat(expectation.left(TEN)).contains(TEN);
  }

  @Test
  void fitsInALineHoweverMuchRuns() {
    List<String> names = IntStream.range(0, 500).mapToObj(i -> "module-number-" + i).toList();
    RunFooter footer = new RunFooter(names);
    names.forEach(name -> footer.update(progress(name, ModuleStatus.RUNNING, 0.5), TEN));

    assertThat(footer.text(Duration.ofHours(3))).hasSizeLessThan(79).endsWith(" +499");
  }

  @Test
  void makesWholeLinesOfPieces() {
    PrintedLines lines = new PrintedLines();

    assertThat(lines.add("a", 0, false, "one\ntw")).containsExactly("a | one");
    assertThat(lines.add("b", 0, true, "other\n")).containsExactly("b ! other");
    assertThat(lines.add("a", 1, false, "x")).isEmpty();
    assertThat(lines.add("a", 0, false, "o\u001b[2J\r\n\n")).containsExactly("a | two[2J", "a | ");
    assertThat(lines.ended("a")).containsExactly("a | x");
    assertThat(lines.ended("a")).isEmpty();
    assertThat(lines.add("a", 0, false, "y".repeat(20_000))).hasSize(2);
  }

  private static ModuleProgress progress(String name, ModuleStatus status, double fraction) {
    return new ModuleProgress(name, status, 1, 0, fraction);
  }
}
