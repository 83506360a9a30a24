package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunJsonTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final TaskError BOOM =
      new TaskError(TaskError.Kind.USER, "java.lang.Boom", "no", "at x", Optional.empty());

  private static TaskRecord task(int index, int attempt, Attempt.Status status, Place place) {
    return new TaskRecord(
        index,
        attempt,
        status,
        place,
        START.plusMillis(index),
        START.plusMillis(index + 10),
        status == Attempt.Status.SUCCEEDED ? Optional.empty() : Optional.of(BOOM));
  }

  private static ModuleResult module(ModuleStatus status, TaskRecord... tasks) {
    return new ModuleResult(
        "m",
        "demo",
        status,
        Optional.of("cluster"),
        status == ModuleStatus.FAILED ? Optional.of(BOOM) : Optional.empty(),
        Optional.empty(),
        START.plusSeconds(1),
        new Captured("out", "err"),
        List.of(tasks),
        Optional.empty());
  }

  private static Map<String, Object> json(ModuleResult module) {
    RunResult run =
        new RunResult(
            "id1",
            "demo",
            RunStatus.SUCCEEDED,
            START,
            START.plus(Duration.ofNanos(1_500_000_000)),
            Map.of("m", Map.of("out", 1)),
            Map.of("m", module),
            List.of("careful"));
    return RunJson.of(run);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> moduleJson(ModuleResult module) {
    return (Map<String, Object>) ((Map<String, Object>) json(module).get("modules")).get("m");
  }

  @Test
  void givesEveryKeyOfARunInOrder() {
    Map<String, Object> json = json(module(ModuleStatus.SUCCEEDED));
    assertThat(json.keySet())
        .containsExactly(
            "id",
            "pipeline",
            "status",
            "startedAt",
            "finishedAt",
            "elapsedSeconds",
            "outputs",
            "modules",
            "problems");
    assertThat(json)
        .containsEntry("status", "succeeded")
        .containsEntry("startedAt", "2026-01-02T03:04:05.000000Z")
        .containsEntry("finishedAt", "2026-01-02T03:04:06.500000Z")
        .containsEntry("elapsedSeconds", 1.5)
        .containsEntry("outputs", Map.of("m", Map.of("out", 1)))
        .containsEntry("problems", List.of("careful"));
  }

  @Test
  void givesEveryKeyOfAModuleAndNullWhereItIsUnknown() {
    Map<String, Object> json = moduleJson(module(ModuleStatus.CANCELLED));
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("type", "demo");
    expected.put("status", "cancelled");
    expected.put("scheme", "cluster");
    expected.put("engine", null);
    expected.put("host", null);
    expected.put("pid", null);
    expected.put("attempts", 0);
    expected.put("startedAt", null);
    expected.put("finishedAt", null);
    expected.put("cached", false);
    expected.put("cacheReason", null);
    expected.put("error", null);
    expected.put("skippedBecause", null);
    expected.put("stdout", "out");
    expected.put("stderr", "err");
    expected.put("tasks", List.of());
    assertThat(json).containsExactlyEntriesOf(expected);
  }

  @Test
  void givesEveryAttemptWithWhereItRan() {
    Place lostAt = new Place("cluster", "e1", "alpha", 11);
    Place doneAt = new Place("cluster", "e2", "alpha", 12);
    Map<String, Object> json =
        moduleJson(
            module(
                ModuleStatus.SUCCEEDED,
                task(0, 1, Attempt.Status.LOST, lostAt),
                task(0, 2, Attempt.Status.SUCCEEDED, doneAt)));
    assertThat(json)
        .containsEntry("engine", "e2")
        .containsEntry("host", "alpha")
        .containsEntry("pid", 12L)
        .containsEntry("attempts", 2)
        .containsEntry("startedAt", "2026-01-02T03:04:05.000000Z")
        .containsEntry("finishedAt", "2026-01-02T03:04:05.010000Z");
    Map<String, Object> lost = new LinkedHashMap<>();
    lost.put("index", 0);
    lost.put("attempt", 1);
    lost.put("status", "lost");
    lost.put("scheme", "cluster");
    lost.put("engine", "e1");
    lost.put("host", "alpha");
    lost.put("pid", 11L);
    lost.put("startedAt", "2026-01-02T03:04:05.000000Z");
    lost.put("finishedAt", "2026-01-02T03:04:05.010000Z");
    lost.put("error", Map.of("type", "java.lang.Boom", "message", "no", "stackTrace", "at x"));
    assertThat(((List<?>) json.get("tasks")).get(0)).isEqualTo(lost);
    assertThat(((Map<?, ?>) ((List<?>) json.get("tasks")).get(1)).get("error")).isNull();
  }

  @Test
  void aLoopNamesAPlaceOnlyWhereAllItsTasksShareIt() {
    Place one = new Place("cluster", "e1", "alpha", 11);
    Place two = new Place("cluster", "e2", "alpha", 12);
    ModuleResult module =
        module(
            ModuleStatus.SUCCEEDED,
            task(0, 1, Attempt.Status.SUCCEEDED, one),
            task(1, 1, Attempt.Status.SUCCEEDED, two));
    assertThat(module.engine()).isEmpty();
    assertThat(module.host()).contains("alpha");
    assertThat(module.pid()).isEmpty();
  }

  @Test
  void aFailedLoopNamesThePlaceOfItsFirstFailedTask() {
    Place one = new Place("cluster", "e1", "alpha", 11);
    Place two = new Place("threading", "", "beta", 12);
    ModuleResult module =
        module(
            ModuleStatus.FAILED,
            task(0, 1, Attempt.Status.SUCCEEDED, one),
            task(1, 1, Attempt.Status.FAILED, two));
    assertThat(module.pid()).contains(12L);
    assertThat(module.engine()).isEmpty();
    assertThat(module.host()).contains("beta");
  }

  @Test
  void aModuleThatFailedBeforeAnyAttemptHasFinishedButNotStarted() {
    ModuleResult module = module(ModuleStatus.FAILED);
    assertThat(module.startedAt()).isEmpty();
    assertThat(module.finishedAt()).contains(START.plusSeconds(1));
  }

  record Point(int x, Optional<String> name) {}

  @Test
  void holdsWhatJsonCanHold() {
    assertThat(JsonValues.of(null)).isNull();
    assertThat(JsonValues.of("x".repeat(100_000))).isEqualTo("x".repeat(100_000));
    assertThat(JsonValues.of(new BigDecimal("1.50"))).isEqualTo(new BigDecimal("1.50"));
    assertThat(JsonValues.of('c')).isEqualTo("c");
    assertThat(JsonValues.of(DayOfWeek.MONDAY)).isEqualTo("MONDAY");
    assertThat(JsonValues.of(Path.of("a", "b"))).isEqualTo(Path.of("a", "b").toString());
    assertThat(JsonValues.of(START)).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(JsonValues.of(new double[] {1, 2.5})).isEqualTo(List.of(1.0, 2.5));
    assertThat(JsonValues.of(new String[][] {{"a"}, {}}))
        .isEqualTo(List.of(List.of("a"), List.of()));
    assertThat(JsonValues.of(Arrays.asList(1, null))).isEqualTo(Arrays.asList(1, null));
    assertThat(JsonValues.of(Map.of(1, Optional.of(true)))).isEqualTo(Map.of("1", true));
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("x", 1);
    point.put("name", null);
    assertThat(JsonValues.of(new Point(1, Optional.empty()))).isEqualTo(point);
  }

  @Test
  void tellsTheTypeSizeAndHashOfWhatItCannotHold() {
    assertThat(JsonValues.of("abc".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            Map.of(
                "type",
                "byte[]",
                "bytes",
                3,
                "sha256",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(opaque(Double.NaN)).containsEntry("type", "java.lang.Double");
    assertThat(opaque(Map.of(List.of(1), 1)).get("sha256")).asString().hasSize(64);
    assertThat(opaque(new Thread()))
        .containsEntry("type", "java.lang.Thread")
        .containsEntry("bytes", null)
        .containsEntry("sha256", null);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> opaque(Object value) {
    return (Map<String, Object>) JsonValues.of(value);
  }

  @Test
  void doesNotFollowAValueThatHoldsItself() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    cycle.add(cycle);
    assertThat((List<?>) JsonValues.of(cycle))
        .allSatisfy(
            inner -> assertThat(((Map<?, ?>) inner).get("type")).isEqualTo("java.util.ArrayList"));
  }

  @Test
  void printedTextIsBoundedAndOrdered() {
    PrintedText text = new PrintedText();
    text.add(1, "second ");
    text.add(0, "first ");
    text.add(2, "x".repeat(1 << 20));
    text.add(3, "third");
    assertThat(text.text())
        .isEqualTo("first second third\n[... 1048576 characters of 1 tasks left out ...]\n");
  }

  @Test
  void idsOfRunsSortByTimeAndDifferByChance() {
    assertThat(RunIds.of(1_000, 0)).isEqualTo("0000000z800000");
    assertThat(RunIds.of(START.toEpochMilli(), -1))
        .isLessThan(RunIds.of(START.toEpochMilli() + 1, 0))
        .isNotEqualTo(RunIds.of(START.toEpochMilli(), 1));
  }
}
