package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.pipeline.OnError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code if} and {@code filter}. */
class PipelineCoreChoiceTest {

  /** {@code test} decides between two modules in a row and one alone. */
  private static PlanBuilder choice() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("test");
    plan.node("a1");
    plan.node("a2").from("in", "a1");
    plan.node("b");
    plan.node("if").from("condition", "test").from("then", "a2").from("else", "b").chooses();
    plan.node("after").from("in", "if");
    return plan;
  }

  @Test
  void onlyTheChosenBranchIsEvaluated() {
    CoreDriver run = CoreDriver.begun(choice().build());
    assertThat(run.running()).containsExactly("test");
    run.succeed("test", true);
    assertThat(run.running()).containsExactly("a1");
    assertThat(run.status("b")).isEqualTo(ModuleStatus.SKIPPED);
    assertThat(run.last("b").because()).contains("if");
    run.succeed("a1", 1);
    run.succeed("a2", 2);
    assertThat(run.inputs("after", 0)).containsEntry("in", 2);
    run.succeed("after", 3);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aWholeBranchThatIsNotChosenIsSkippedBecauseOfTheIf() {
    CoreDriver run = CoreDriver.begun(choice().build());
    run.succeed("test", false);
    for (String skipped : List.of("a1", "a2")) {
      assertThat(run.status(skipped)).isEqualTo(ModuleStatus.SKIPPED);
      assertThat(run.last(skipped).because()).contains("if");
    }
    run.succeed("b", 5);
    assertThat(run.inputs("after", 0)).containsEntry("in", 5);
  }

  @Test
  void whatASinkNeedsRunsAlsoWhereItIsNotChosen() {
    PlanBuilder plan = choice();
    plan.node("other").from("in", "a1");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.running()).containsExactlyInAnyOrder("test", "a1");
    run.succeed("test", false);
    assertThat(run.status("a2")).isEqualTo(ModuleStatus.SKIPPED);
    run.succeed("a1", 1);
    assertThat(run.running()).contains("other");
  }

  @Test
  void anOpenBranchSkipsWhatIsBehindTheIfAndIsNoFailure() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("a");
    plan.node("if").set("condition", false).from("then", "a").open("else").chooses();
    plan.node("after").from("in", "if");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.last("after").because()).contains("if");
    assertThat(run.last("a").because()).contains("if");
  }

  @Test
  void aConditionThatFailsSkipsBothBranchesBecauseOfIt() {
    CoreDriver run = CoreDriver.begun(choice().build());
    run.fail("test", 0, "boom");
    for (String skipped : List.of("a1", "a2", "b", "if", "after")) {
      assertThat(run.last(skipped).because()).as(skipped).contains("test");
    }
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void aFailureInTheChosenBranchSkipsTheIf() {
    CoreDriver run = CoreDriver.begun(choice().build());
    run.succeed("test", true);
    run.fail("a1", 0, "boom");
    assertThat(run.last("if").because()).contains("a1");
    assertThat(run.last("b").because()).contains("if");
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void aFailureInTheOtherBranchDoesNotMatterToTheIf() {
    PlanBuilder plan = choice();
    plan.node("other").from("in", "b");
    CoreDriver run = CoreDriver.begun(plan.build());
    run.fail("b", 0, "boom");
    run.succeed("test", true);
    run.succeed("a1", 1);
    run.succeed("a2", 2);
    assertThat(run.inputs("after", 0)).containsEntry("in", 2);
  }

  @Test
  void anIfInTheBranchOfAnIfWaitsForIt() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("inner-test");
    plan.node("x");
    plan.node("inner").from("condition", "inner-test").from("then", "x").set("else", 0).chooses();
    plan.node("test");
    plan.node("outer").from("condition", "test").from("then", "inner").set("else", 1).chooses();
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.running()).containsExactly("test");
    run.succeed("test", true);
    assertThat(run.running()).containsExactly("inner-test");
    run.succeed("inner-test", false);
    assertThat(run.out("outer")).isEqualTo(0);
    assertThat(run.last("x").because()).contains("inner");
  }

  @Test
  void conditionsInAListChooseOneByOne() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("a");
    plan.node("b");
    plan.node("if")
        .set("condition", List.of(true, true))
        .loop("condition")
        .from("then", "a")
        .from("else", "b")
        .chooses();
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.running()).containsExactly("a");
    run.succeed("a", "x");
    assertThat(run.out("if")).isEqualTo(List.of("x", "x"));
  }

  @Test
  void inAGroupThatIsLoopedEachRunChooses() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("g/a").inside("g").fromGroup("p");
    plan.node("g/if")
        .inside("g")
        .fromGroup("condition", "p")
        .from("then", "g/a")
        .set("else", "no")
        .chooses();
    plan.node("g").set("p", List.of(true, false)).loop("p").runs("g/if");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.running()).containsExactly("g/a");
    run.succeed("g/a", 0, "yes");
    assertThat(run.out("g")).isEqualTo(List.of("yes", "no"));
    assertThat(run.status("g/a")).isEqualTo(ModuleStatus.SUCCEEDED);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aFilterKeepsTheElementsThatAreTrueInTheirOrder() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("f").set("e", List.of("a", "b", "c")).filter("e");
    CoreDriver run = CoreDriver.begun(plan.build());
    assertThat(run.open).as("all at once").hasSize(3);
    run.succeed("f", 2, true);
    run.succeed("f", 0, true);
    run.succeed("f", 1, false);
    assertThat(run.out("f")).isEqualTo(List.of("a", "c"));
  }

  @Test
  void aFilterThatIsLoopedFiltersEachList() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("f").set("e", List.of(List.of(1, 2), List.of(), List.of(3))).loop("e").filter("e");
    CoreDriver run = CoreDriver.begun(plan.build());
    run.succeed("f", 0, false);
    run.succeed("f", 1, true);
    run.succeed("f", 2, false);
    assertThat(run.out("f")).isEqualTo(List.of(List.of(2), List.of(), List.of()));
  }

  @Test
  @Timeout(60)
  void aLongBranchThatIsNotChosenIsSkippedWithoutADeepStack() {
    int many = 100_000;
    PlanBuilder plan = new PlanBuilder();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      PlanBuilder.NodeBuilder node = plan.node("n" + i);
      if (i > 0) {
        node.from("in", "n" + (i - 1));
      }
      names.add("n" + i);
    }
    plan.node("if")
        .set("condition", false)
        .from("then", names.get(many - 1))
        .set("else", 1)
        .chooses();
    CoreDriver run = new CoreDriver(plan.build(), OnError.CONTINUE);
    run.checking = false;
    run.send(new PipelineEvent.Begin());
    assertThat(run.out("if")).isEqualTo(1);
    assertThat(run.last("n0").because()).contains("if");
  }
}
