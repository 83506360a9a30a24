package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineCoreTest {

  private static Plan diamond() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("top");
    plan.node("left").from("in", "top");
    plan.node("right").from("in", "top");
    plan.node("bottom").from("a", "left").from("b", "right");
    return plan.build();
  }

  @Test
  void startsAModuleAsSoonAsItsInputsAreThere() {
    CoreDriver run = CoreDriver.begun(diamond());
    assertThat(run.running()).containsExactly("top");

    run.succeed("top", 7);
    assertThat(run.running()).containsExactlyInAnyOrder("left", "right");
    assertThat(run.inputs("left", 0)).isEqualTo(Map.of("in", 7));

    run.succeed("right", 2);
    assertThat(run.running()).containsExactly("left");
    run.succeed("left", 1);
    assertThat(run.inputs("bottom", 0)).isEqualTo(Map.of("a", 1, "b", 2));

    run.succeed("bottom", 3);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.out("bottom")).isEqualTo(3);
  }

  @Test
  void startsTheModuleWithTheLongestWayToGoFirst() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("short");
    plan.chain("long", "longer", "longest");
    CoreDriver run = CoreDriver.begun(plan.build());

    assertThat(run.running()).containsExactly("long", "short");
  }

  @Test
  void goesFromQueuedToRunningWithTheFirstTaskThatStarts() {
    CoreDriver run = CoreDriver.begun(new PlanBuilder().chain("a").build());
    assertThat(run.status("a")).isEqualTo(ModuleStatus.QUEUED);
    run.start("a", 0);
    run.start("a", 0);
    assertThat(run.status("a")).isEqualTo(ModuleStatus.RUNNING);
  }

  @Test
  void skipsAllThatNeedsAFailedModuleAndNamesIt() {
    PlanBuilder plan = new PlanBuilder().chain("bad", "next", "last");
    plan.chain("other", "end");
    CoreDriver run = CoreDriver.begun(plan.build());

    run.fail("bad", 0, "no");
    assertThat(run.last("bad").error().orElseThrow().message()).isEqualTo("no");
    assertThat(run.last("next").because()).contains("bad");
    assertThat(run.last("last").because()).contains("bad");
    assertThat(run.status("last")).isEqualTo(ModuleStatus.SKIPPED);
    assertThat(run.running()).containsExactly("other");

    run.succeed("other", 1);
    run.succeed("end", 2);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.end.orElseThrow().outputs()).containsOnlyKeys("end");
  }

  @Test
  void cancelsIndependentBranchesWhereAnErrorStopsTheRun() {
    PlanBuilder plan = new PlanBuilder().chain("bad", "next");
    plan.chain("other", "end");
    CoreDriver run = CoreDriver.begun(plan.build(), OnError.STOP);

    run.fail("bad", 0, "no");
    assertThat(run.cancelAsked).containsExactly(run.key("other", 0));
    assertThat(run.status("next")).isEqualTo(ModuleStatus.SKIPPED);
    assertThat(run.status("end")).isEqualTo(ModuleStatus.CANCELLED);

    run.cancelled("other", 0);
    assertThat(run.status("other")).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void cancelEndsEverythingAsCancelled() {
    PlanBuilder plan = new PlanBuilder().chain("a", "b");
    plan.node("c");
    CoreDriver run = CoreDriver.begun(plan.build());
    run.start("a", 0);

    run.cancel();
    run.cancel();
    assertThat(run.cancelAsked).containsExactlyInAnyOrder(run.key("a", 0), run.key("c", 0));
    assertThat(run.status("b")).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(run.end).isEmpty();

    run.fail("a", 0, "interrupted");
    run.succeed("c", 1);
    assertThat(run.status("a")).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(run.status("c")).isEqualTo(ModuleStatus.SUCCEEDED);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void cancelOverridesAStop() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("bad");
    plan.node("other");
    CoreDriver run = CoreDriver.begun(plan.build(), OnError.STOP);
    run.fail("bad", 0, "no");
    run.cancel();
    run.cancelled("other", 0);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aTaskCancelledByItselfSkipsWhatNeedsIt() {
    CoreDriver run = CoreDriver.begun(new PlanBuilder().chain("a", "b").build());
    run.cancelled("a", 0);
    assertThat(run.status("a")).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(run.last("b").because()).contains("a");
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void collectsSeveralSourcesInTheirOrder() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("a");
    plan.node("b");
    plan.node("all").collect("in", List.of("b", "a", "b"));
    CoreDriver run = CoreDriver.begun(plan.build());
    run.succeed("a", "A");
    run.succeed("b", null);
    assertThat(run.inputs("all", 0).get("in")).isEqualTo(Arrays.asList(null, "A", null));
  }

  @Test
  void failsAModuleThatDoesNotGiveAnOutput() {
    CoreDriver run = CoreDriver.begun(new PlanBuilder().chain("a").build());
    run.finish(run.key("a", 0), new TaskEnd.Succeeded(Map.of("other", 1)));
    assertThat(run.last("a").error().orElseThrow().message())
        .isEqualTo("module a gave no value for output port out, only [other]");
  }

  @Test
  void ignoresLateRepeatedAndUnknownTasks() {
    CoreDriver run = CoreDriver.begun(new PlanBuilder().chain("a", "b").build());
    run.send(new PipelineEvent.TaskStarted(new TaskKey(9, 0)));
    run.send(new PipelineEvent.TaskStarted(new TaskKey(0, 5)));
    run.fail("b", 0, "never submitted");
    run.succeed("a", 1);
    run.fail("a", 0, "late");
    run.start("a", 0);
    run.succeed("b", 2);
    run.cancel();
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.core.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void anEmptyPlanSucceedsAtOnce() {
    CoreDriver run = CoreDriver.begun(new PlanBuilder().build());
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void refusesToBeginTwiceOrNotAtAll() {
    Plan plan = diamond();
    CoreDriver run = new CoreDriver(plan, OnError.CONTINUE);
    assertThatThrownBy(() -> run.start("top", 0)).hasMessageContaining("before it was begun");
    run.send(new PipelineEvent.Begin());
    assertThatThrownBy(() -> run.send(new PipelineEvent.Begin())).hasMessageContaining("again");
  }

  @Test
  void holdsACancelThatComesBeforeItBegins() {
    CoreDriver run = new CoreDriver(diamond(), OnError.CONTINUE);
    run.cancel();
    run.send(new PipelineEvent.Begin());
    assertThat(run.running()).isEmpty();
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void refusesAPlanThatIsOutOfOrder() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("b").from("in", "a");
    plan.node("a");
    Plan built = plan.build();
    assertThatThrownBy(() -> Wiring.of(built))
        .hasMessage("module a is named in the plan but does not stand earlier in it");
  }

  @Test
  void takesChangedSettingsForModulesThatAreNotQueuedYet() {
    CoreDriver run = CoreDriver.begun(new PlanBuilder().chain("a", "b").build());
    run.send(new PipelineEvent.SchemesChanged(new SchemePolicy(List.of())));
    run.succeed("a", 1);
    assertThat(run.submits.get(0).choice().scheme()).isEqualTo("threading");
    assertThat(run.submits.get(1).choice().scheme()).isEqualTo(Dispatcher.INTERPRETER);
  }

  @Test
  void statesRefuseIllegalMoves() {
    CoreDriver run = CoreDriver.begun(new PlanBuilder().chain("a").build());
    assertThatThrownBy(() -> run.core.nodes().get(0).move(ModuleStatus.WAITING))
        .hasMessage(
            "module a is queued and cannot become waiting,"
                + " only running or succeeded or failed or skipped or suspended or cancelled");
  }
}
