package dev.roundhouse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.graph.PipelineGraph;
import dev.roundhouse.history.AttemptRecord;
import dev.roundhouse.history.MachineRecord;
import dev.roundhouse.history.ModuleRecord;
import dev.roundhouse.history.ModuleShape;
import dev.roundhouse.history.ModuleState;
import dev.roundhouse.history.RunEnd;
import dev.roundhouse.history.RunHeader;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final String EVIL = "<script>alert('1')</script>\u0007\"&";
  private static final Place HERE = new Place("threading", "", "here", 7);

  @Test
  void whatUsersWroteIsNeverMarkup() {
    TaskError error = new TaskError(TaskError.Kind.USER, EVIL, EVIL, EVIL, Optional.empty());
    String page =
        RunReport.html(
            run(
                new ModuleRecord(
                    shape(EVIL, "\"" + EVIL + "\""),
                    state("failed", Optional.of(error), new Captured(EVIL, EVIL)),
                    List.of(attempt(0, 0, 10)))));

    assertThat(page.split("<script>", -1)).as("the page's own script only").hasSize(2);
    assertThat(page).doesNotContain("alert('1')").doesNotContain("\u0007");
    assertThat(page).contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
  }

  @Test
  void asksForNothingFromOutside() {
    String page = RunReport.html(run(module("a", attempt(0, 0, 10))));

    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("url(")
        .doesNotContain("@import")
        .contains("default-src 'none'");
  }

  @Test
  void showsEveryModuleInGraphTimelineAndListWithItsState() {
    String page = RunReport.html(run(module("a", attempt(0, 0, 10)), module("b")));

    assertThat(page)
        .contains("<g class=\"module succeeded\" data-module=\"a\">")
        .contains("<g class=\"bar succeeded\"><title>a task 0 attempt 1: succeeded, 10 ms from 0")
        .contains("data-name=\"a\"")
        .contains("data-name=\"b\"")
        .contains("<b>2</b> succeeded");
  }

  @Test
  void saysWhereNothingWasComputed() {
    assertThat(RunReport.html(run(module("a")))).contains("Nothing was computed.");
  }

  @Test
  @Timeout(60)
  void isQuickWithThousandsOfModules() {
    ModuleRecord[] modules =
        IntStream.range(0, 2_000)
            .mapToObj(i -> module("m" + i, attempt(0, i, i + 5)))
            .toArray(ModuleRecord[]::new);

    assertThat(RunReport.html(run(modules))).hasSizeLessThan(8_000_000).contains("\"m1999\"");
  }

  @Test
  void aLaneHoldsNoTwoAttemptsAtOnce() {
    List<AttemptRecord> attempts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      attempts.add(attempt(i, i * 7 % 40, i * 7 % 40 + 1 + i % 9));
    }
    Timeline timeline = Timeline.of(run(module("a", attempts.toArray(AttemptRecord[]::new))));

    assertThat(timeline.groups()).hasSize(1);
    List<List<Timeline.Bar>> lanes = timeline.groups().get(0).lanes();
    assertThat(lanes.stream().mapToInt(List::size).sum()).isEqualTo(60);
    for (List<Timeline.Bar> lane : lanes) {
      for (int i = 1; i < lane.size(); i++) {
        assertThat(lane.get(i).from()).isAfterOrEqualTo(lane.get(i - 1).to());
      }
    }
  }

  @Test
  void isWrittenWholeAndLeavesNoDraft(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("report.html"), "old");

    RunReport.write(run(module("a")), file);

    assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(Files.list(folder)).hasSize(1);
    assertThatThrownBy(() -> RunReport.write(run(module("a")), folder.resolve("no/report.html")))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static RunRecord run(ModuleRecord... modules) {
    RunHeader header =
        new RunHeader(
            "r1",
            EVIL,
            Optional.of(EVIL),
            Optional.of(EVIL),
            "default",
            EVIL,
            "1",
            "continue",
            START);
    return new RunRecord(
        header,
        new MachineRecord("here", "Linux", "amd64", 2, 1 << 30, "17"),
        Optional.of(new RunEnd("failed", START.plusSeconds(3), List.of(EVIL))),
        List.of(modules),
        List.of());
  }

  private static ModuleRecord module(String name, AttemptRecord... attempts) {
    return new ModuleRecord(
        shape(name, "1"),
        state("succeeded", Optional.empty(), Captured.NOTHING),
        List.of(attempts));
  }

  private static ModuleShape shape(String name, String value) {
    return new ModuleShape(
        new PipelineGraph.Module(name, "type", Optional.empty(), List.of()),
        List.of(new ModuleShape.Input("port", Optional.of(value), List.of())),
        List.of());
  }

  private static ModuleState state(String status, Optional<TaskError> error, Captured printed) {
    return new ModuleState(
        status,
        Optional.of("threading"),
        Optional.empty(),
        error,
        Optional.empty(),
        START,
        printed);
  }

  private static AttemptRecord attempt(int task, long fromMillis, long toMillis) {
    long base = Duration.between(Instant.EPOCH, START).toMillis();
    return new AttemptRecord(
        task,
        new Attempt(
            1,
            Attempt.Status.SUCCEEDED,
            HERE,
            (base + fromMillis) * 1_000,
            (base + toMillis) * 1_000,
            Optional.empty()));
  }
}
