package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.pipeline.OnError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups that run several times, or once as a whole. */
class PipelineCoreGroupTest {

  /** A group of two modules in a row, once for each element of a list, and a reader. */
  private static PlanBuilder looped(List<?> elements) {
    PlanBuilder plan = new PlanBuilder();
    plan.node("g/a").inside("g").fromGroup("p");
    plan.node("g/b").inside("g").from("in", "g/a");
    plan.node("g").set("p", elements).loop("p").runs("g/b");
    plan.node("after").from("in", "g");
    return plan;
  }

  @Test
  void aGroupRunsOnceAnElementAndGivesItsOutputsInOrder() {
    CoreDriver run = CoreDriver.begun(looped(List.of("x", "y")).build());
    assertThat(run.inputs("g/a", 0)).containsEntry("p", "x");
    assertThat(run.inputs("g/a", 1)).containsEntry("p", "y");
    run.succeed("g/a", 1, "y1");
    assertThat(run.inputs("g/b", 1)).as("no run waits for another").containsEntry("in", "y1");
    run.succeed("g/b", 1, "y2");
    run.succeed("g/a", 0, "x1");
    run.succeed("g/b", 0, "x2");
    assertThat(run.inputs("after", 0)).containsEntry("in", List.of("x2", "y2"));
    run.succeed("after", "end");
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(List.of(run.status("g/a"), run.status("g/b"), run.status("g")))
        .containsOnly(ModuleStatus.SUCCEEDED);
    assertThat(run.last("g/a").tasks()).isEqualTo(2);
  }

  @Test
  void anEmptyListGivesAnEmptyList() {
    CoreDriver run = CoreDriver.begun(looped(List.of()).build());
    assertThat(run.inputs("after", 0)).containsEntry("in", List.of());
    assertThat(run.status("g/a")).isEqualTo(ModuleStatus.SUCCEEDED);
    assertThat(run.last("g/a").tasks()).isZero();
  }

  @Test
  void aFailureSkipsWhatNeedsItAndLeavesTheOtherRunsAlone() {
    CoreDriver run = CoreDriver.begun(looped(List.of("x", "y", "z")).build());
    run.fail("g/a", 1, "no y");
    run.succeed("g/a", 0, 1);
    run.succeed("g/a", 2, 1);
    run.succeed("g/b", 0, 1);
    run.succeed("g/b", 2, 1);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.status("g/a")).isEqualTo(ModuleStatus.FAILED);
    assertThat(run.last("g/a").error().orElseThrow().message())
        .isEqualTo("it failed in 1 of 3 runs of its group, the first is run 1: no y");
    for (String skipped : List.of("g/b", "g", "after")) {
      assertThat(run.status(skipped)).as(skipped).isEqualTo(ModuleStatus.SKIPPED);
      assertThat(run.last(skipped).because()).as(skipped).contains("g/a");
    }
  }

  @Test
  void aFailureStopsTheOtherRunsWhereOnErrorIsStop() {
    CoreDriver run = CoreDriver.begun(looped(List.of("x", "y")).build(), OnError.STOP);
    run.fail("g/a", 1, "no y");
    assertThat(run.cancelAsked).containsExactly(run.key("g/a", 0));
    run.cancelled("g/a", 0);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.status("after")).isEqualTo(ModuleStatus.CANCELLED);
  }

  @Test
  void cancellingEndsWhatRunsInside() {
    CoreDriver run = CoreDriver.begun(looped(List.of("x", "y")).build());
    run.succeed("g/a", 0, 1);
    run.cancel();
    assertThat(run.cancelAsked).containsExactlyInAnyOrder(run.key("g/a", 1), run.key("g/b", 0));
    run.cancelled("g/a", 1);
    run.succeed("g/b", 0, 1);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(run.status("g")).isEqualTo(ModuleStatus.CANCELLED);
  }

  @Test
  void aFoldRunsTheGroupForOneElementAfterTheOther() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("f/a").inside("f").fromGroup("sum").fromGroup("e");
    plan.node("f").set("sum", 0).set("e", List.of(1, 2)).fold("sum", "e").runs("f/a");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.inputs("f/a", 0)).containsEntry("sum", 0).containsEntry("e", 1);
    run.succeed("f/a", 0, 10);
    assertThat(run.inputs("f/a", 1)).containsEntry("sum", 10).containsEntry("e", 2);
    run.succeed("f/a", 1, 20);
    assertThat(run.out("f")).isEqualTo(20);
  }

  @Test
  void groupsInGroupsNumberTheirTasksThrough() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("g/h/a").inside("g/h").fromGroup("q");
    plan.node("g/h").inside("g").fromGroup("p").set("q", List.of(7, 8)).loop("q").runs("g/h/a");
    plan.node("g").set("p", List.of("x", "y")).loop("p").runs("g/h");
    CoreDriver run = CoreDriver.begun(plan.build());
    IntStream.range(0, 4).forEach(task -> run.succeed("g/h/a", task, task));
    assertThat(run.out("g")).isEqualTo(List.of(List.of(0, 1), List.of(2, 3)));
  }

  @Test
  void aGroupThatRunsOnceEndsAfterAllThatIsInIt() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("g/a");
    plan.node("g/aside").from("in", "g/a");
    plan.node("g").from("out", "g/a").gathers("g/aside");
    CoreDriver run = CoreDriver.begun(plan.build());
    run.succeed("g/a", 5);
    assertThat(run.status("g")).isEqualTo(ModuleStatus.WAITING);
    run.succeed("g/aside", 6);
    assertThat(run.out("g")).isEqualTo(5);
  }

  @Test
  @Timeout(60)
  void foldsAndLoopsOfManyRunsHaveLinearCostAndNoDeepStack() {
    int many = 50_000;
    List<Integer> elements = IntStream.range(0, many).boxed().toList();
    CoreDriver run = new CoreDriver(looped(elements).build(), OnError.CONTINUE);
    run.checking = false;
    run.send(new PipelineEvent.Begin());
    for (int i = 0; i < many; i++) {
      run.succeed("g/a", i, i);
      run.succeed("g/b", i, i);
    }
    assertThat(run.inputs("after", 0)).containsEntry("in", new ArrayList<>(elements));
  }
}
