package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.module.PortType;
import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Plan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineCoreLoopTest {

  private static CoreDriver run(PlanBuilder plan) {
    return CoreDriver.begun(plan.build());
  }

  private static void finishAll(
      CoreDriver run, String node, Function<Map<String, Object>, Object> compute) {
    List<TaskKey> keys = List.copyOf(run.open.keySet());
    for (int i = keys.size() - 1; i >= 0; i--) {
      TaskKey key = keys.get(i);
      run.succeed(node, key.index(), compute.apply(run.open.get(key)));
    }
  }

  private static Object pair(Map<String, Object> inputs) {
    return "" + inputs.get("a") + inputs.get("b");
  }

  @Test
  void runsEveryCombinationTheFirstPortSlowest() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("a", List.of(1, 2)).set("b", List.of("p", "q", "r")).loop("a", "b");
    CoreDriver run = run(plan);
    assertThat(run.last("x").tasks()).isEqualTo(6);
    finishAll(run, "x", PipelineCoreLoopTest::pair);
    assertThat(run.out("x")).isEqualTo(List.of("1p", "1q", "1r", "2p", "2q", "2r"));
  }

  @Test
  void zipsListsOfEqualLength() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x")
        .set("a", List.of(1, 2))
        .set("b", List.of("p", "q"))
        .set("c", "fixed")
        .pairwise("a", "b");
    CoreDriver run = run(plan);
    assertThat(run.inputs("x", 1)).isEqualTo(Map.of("a", 2, "b", "q", "c", "fixed"));
    finishAll(run, "x", PipelineCoreLoopTest::pair);
    assertThat(run.out("x")).isEqualTo(List.of("1p", "2q"));
  }

  @Test
  void failsAPairwiseLoopOverUnequalLengthsAndNamesBoth() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("a", List.of(1, 2)).set("b", List.of("p")).pairwise("a", "b");
    plan.node("y").from("in", "x");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.last("x").error().orElseThrow().message())
        .isEqualTo(
            "port a has 2 elements and port b has 1, expected equal lengths for loop = pairwise");
    assertThat(run.last("y").because()).contains("x");
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void stopsTheRunWhereTheTasksCannotBeMade() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("a", "no list").loop("a");
    plan.node("z");
    CoreDriver run = CoreDriver.begun(plan.build(), OnError.STOP);
    assertThat(run.last("x").error().orElseThrow().message())
        .isEqualTo("port a is looped over but got java.lang.String, expected a list");
    assertThat(run.status("z")).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void refusesALoopWithMoreTasksThanTheLimit() {
    List<Integer> many = IntStream.range(0, 100_000).boxed().toList();
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("a", many).set("b", many).loop("a", "b");
    CoreDriver run = run(plan);
    assertThat(run.last("x").error().orElseThrow().message())
        .isEqualTo(
            "the loop over a, b makes more than 1000000 tasks, the most that a module may have");
  }

  @Test
  void nestedListsLoopAgainAndResultsAreNestedTheSame() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x")
        .set("a", List.of(List.of(1, 2), List.of(), List.of(3)))
        .set("b", List.of("p", "q"))
        .loop("a")
        .loop("a", "b");
    CoreDriver run = run(plan);
    finishAll(run, "x", PipelineCoreLoopTest::pair);
    assertThat(run.out("x"))
        .isEqualTo(List.of(List.of("1p", "1q", "2p", "2q"), List.of(), List.of("3p", "3q")));
  }

  @Test
  void emptyListsGiveEmptyListsAllTheWayDown() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("a", List.of()).set("b", List.of(1)).loop("a", "b");
    plan.node("y").from("a", "x").loop("a");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.out("y")).isEqualTo(List.of());
    assertThat(run.asked).isEmpty();
    assertThat(run.moves).hasSize(4);
  }

  @Test
  void aLoopWithAFailedTaskFinishesTheOthersAndFailsNamingTheFirst() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("a", List.of(1, 2, 3)).loop("a");
    CoreDriver run = run(plan);
    run.fail("x", 2, "late in the list");
    run.fail("x", 1, "boom");
    assertThat(run.cancelAsked).isEmpty();
    assertThat(run.end).isEmpty();
    run.succeed("x", 0, 1);
    assertThat(run.last("x").error().orElseThrow().message())
        .isEqualTo("2 of 3 tasks failed, the first is task 1: boom");
  }

  @Test
  void aLoopWithAFailedTaskEndsTheOthersWhereAnErrorStopsTheRun() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("a", List.of(1, 2, 3)).loop("a");
    plan.node("y").from("in", "x");
    CoreDriver run = CoreDriver.begun(plan.build(), OnError.STOP);
    run.fail("x", 1, "boom");
    assertThat(run.cancelAsked).containsExactly(run.key("x", 0), run.key("x", 2));
    assertThat(run.last("y").because()).contains("x");
    run.fail("x", 0, "interrupted");
    run.cancelled("x", 2);
    assertThat(run.status("x")).isEqualTo(ModuleStatus.FAILED);
    assertThat(run.last("x").error().orElseThrow().message())
        .isEqualTo("1 of 3 tasks failed, the first is task 1: boom");
  }

  private static Plan fold(List<Integer> elements) {
    PlanBuilder plan = new PlanBuilder();
    plan.node("sum").set("acc", 100).set("element", elements).fold("acc", "element");
    return plan.build();
  }

  @Test
  void foldsOneElementAfterTheOther() {
    CoreDriver run = CoreDriver.begun(fold(List.of(1, 2)));
    assertThat(run.open).hasSize(1);
    assertThat(run.inputs("sum", 0)).isEqualTo(Map.of("acc", 100, "element", 1));
    run.succeed("sum", 0, 101);
    assertThat(run.inputs("sum", 1)).isEqualTo(Map.of("acc", 101, "element", 2));
    run.succeed("sum", 1, 103);
    assertThat(run.out("sum")).isEqualTo(103);
  }

  @Test
  void foldsEveryListOfALoopBesideTheOthers() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("sum")
        .set("acc", 100)
        .set("element", List.of(List.of(1, 2), List.of(), List.of(3)))
        .loop("element")
        .fold("acc", "element");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.open.keySet()).containsExactly(run.key("sum", 0), run.key("sum", 2));
    run.succeed("sum", 2, 103);
    run.succeed("sum", 0, 101);
    assertThat(run.inputs("sum", 1)).isEqualTo(Map.of("acc", 101, "element", 2));
    run.succeed("sum", 1, 102);
    assertThat(run.out("sum")).isEqualTo(List.of(102, 100, 103));
  }

  @Test
  void oneFailedFoldOfALoopLetsTheOthersFinish() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("sum")
        .set("acc", 0)
        .set("element", List.of(List.of(1, 2), List.of(3, 4)))
        .loop("element")
        .fold("acc", "element");
    CoreDriver run = CoreDriver.begun(plan.build());
    run.fail("sum", 0, "boom");
    run.succeed("sum", 2, 1);
    assertThat(run.open.keySet()).containsExactly(run.key("sum", 3));
    run.succeed("sum", 3, 1);
    assertThat(run.last("sum").error().orElseThrow().message())
        .isEqualTo("1 of 4 tasks failed, the first is task 0: boom");
  }

  @Test
  void convertsValuesToThePortsTypes() {
    PlanBuilder plan = new PlanBuilder();
    PortType number = new PortType(double.class);
    plan.node("x").set("a", number, List.of(1, 2)).set("b", number, 3L).loop("a");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.inputs("x", 1)).isEqualTo(Map.of("a", 2.0, "b", 3.0));
  }

  @Test
  void failsAModuleWhoseInputDoesNotFitItsPort() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("b", new PortType(int.class), List.of());
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.last("x").error().orElseThrow().message()).startsWith("port x.b: ");
  }

  @Test
  void foldsAnEmptyListToTheInitialValue() {
    assertThat(CoreDriver.begun(fold(List.of())).out("sum")).isEqualTo(100);
  }

  @Test
  void aFoldEndsWithItsFirstFailure() {
    CoreDriver run = CoreDriver.begun(fold(List.of(1, 2, 3)));
    run.succeed("sum", 0, 1);
    run.fail("sum", 1, "boom");
    assertThat(run.status("sum")).isEqualTo(ModuleStatus.FAILED);
    assertThat(run.open).isEmpty();
  }

  @Test
  void aCancelledFoldStartsNoFurtherStep() {
    CoreDriver run = CoreDriver.begun(fold(List.of(1, 2, 3)));
    run.cancel();
    run.succeed("sum", 0, 1);
    assertThat(run.status("sum")).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
  }
}
