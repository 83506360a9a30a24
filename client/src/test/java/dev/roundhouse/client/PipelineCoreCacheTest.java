package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.cache.Signatures;
import dev.roundhouse.pipeline.ModuleOptions;
import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a core does with the answers of the cache. */
class PipelineCoreCacheTest {

  private static final ModuleOptions UNCACHED =
      new ModuleOptions(Optional.empty(), 0, Optional.empty(), Optional.empty(), false, false);

  private static CoreDriver begun(Plan plan) {
    return begun(plan, OnError.CONTINUE);
  }

  private static CoreDriver begun(Plan plan, OnError onError) {
    CoreDriver run = new CoreDriver(plan, onError, true);
    run.send(new PipelineEvent.Begin());
    return run;
  }

  private static Verdict hit(String signature, Object out) {
    return new Verdict.Hit(Signatures.of(signature), Map.of("out", out), "unchanged");
  }

  private static Verdict miss(String signature) {
    return miss(signature, Verdict.Use.SHARED);
  }

  private static Verdict miss(String signature, Verdict.Use use) {
    return new Verdict.Compute(Optional.of(Signatures.of(signature)), use, "never computed");
  }

  private static Plan chain() {
    return new PlanBuilder().chain("a", "b", "c").build();
  }

  private static Plan twins() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("a");
    plan.node("b");
    plan.node("c");
    plan.node("end").collect("in", List.of("a", "b", "c"));
    return plan.build();
  }

  @Test
  void takesFromTheCacheWhatIsThereAndRunsTheRest() {
    CoreDriver run = begun(chain());
    assertThat(run.lookUps).containsOnlyKeys(0);
    run.lookedUp("a", hit("a", 1));
    assertThat(run.status("a")).isEqualTo(ModuleStatus.CACHED);
    assertThat(run.lookUps.get(1).values()).containsEntry("in", 1);
    assertThat(run.lookUps.get(1).sources()).containsEntry("a", Signatures.of("a"));

    run.lookedUp("b", miss("b"));
    run.succeed("b", 2);
    run.kept("b");
    run.lookedUp("c", hit("c", 3));

    assertThat(run.submits).hasSize(1);
    assertThat(run.out("c")).isEqualTo(3);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.reasons).containsEntry("a", "unchanged").containsEntry("b", "never computed");
  }

  @Test
  void isNotDoneBeforeItsOutputsAreKept() {
    CoreDriver run = begun(chain());
    run.lookedUp("a", miss("a"));
    run.succeed("a", 1);

    assertThat(run.status("a").isFinal()).isFalse();
    assertThat(run.keeps.get(0).outputs()).containsEntry("out", 1);
    assertThat(run.lookUps).isEmpty();

    run.kept("a");
    assertThat(run.status("a")).isEqualTo(ModuleStatus.SUCCEEDED);
    assertThat(run.lookUps).containsOnlyKeys(1);
  }

  @Test
  void computesTwoModulesOfOneSignatureOnce() {
    CoreDriver run = begun(twins());
    run.lookedUp("a", miss("same"));
    run.lookedUp("b", miss("same"));
    run.lookedUp("c", miss("other"));
    assertThat(run.running()).containsExactly("a", "c");

    run.succeed("a", 1);
    run.succeed("c", 3);
    run.kept("c");
    run.kept("a");

    assertThat(run.status("b")).isEqualTo(ModuleStatus.CACHED);
    assertThat(run.reasons).containsEntry("b", "the same as a in this run");
    assertThat(run.lookUps.get(3).values()).containsEntry("in", List.of(1, 1, 3));
  }

  @Test
  void computesInPlaceOfATwinThatFailed() {
    CoreDriver run = begun(twins());
    run.lookedUp("a", miss("same"));
    run.lookedUp("b", miss("same"));
    run.lookedUp("c", miss("same"));

    run.fail("a", 0, "boom");
    assertThat(run.running()).containsExactly("b");
    run.succeed("b", 1);
    run.kept("b");

    assertThat(run.status("c")).isEqualTo(ModuleStatus.CACHED);
    assertThat(run.status("end")).isEqualTo(ModuleStatus.SKIPPED);
  }

  @Test
  void looksAgainWhereATwinWasDoneMeanwhile() {
    CoreDriver run = begun(twins());
    run.lookedUp("a", miss("same"));
    run.succeed("a", 1);
    run.kept("a");
    run.lookedUp("b", miss("same"));
    assertThat(run.lookUps).containsKey(1);

    run.lookedUp("b", hit("same", 1));
    assertThat(run.status("b")).isEqualTo(ModuleStatus.CACHED);
  }

  @Test
  void computesEachOfTheModulesThatAreNotShared() {
    CoreDriver run = begun(twins());
    run.lookedUp("a", miss("same", Verdict.Use.KEPT));
    run.lookedUp("b", miss("same", Verdict.Use.KEPT));
    run.lookedUp("c", miss("same", Verdict.Use.ONCE));
    run.succeed("a", 1);
    run.succeed("b", 1);
    run.succeed("c", 1);

    assertThat(run.keeps).containsOnlyKeys(0, 1);
    assertThat(run.status("c")).isEqualTo(ModuleStatus.SUCCEEDED);
  }

  @Test
  void runsWhatIsNotCacheableAndAllDownstreamOfItEveryTime() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("a").options(UNCACHED);
    plan.node("b").from("in", "a");
    plan.node("c").from("in", "b");
    CoreDriver run = begun(plan.build());
    run.succeed("a", 1);
    run.succeed("b", 2);
    run.succeed("c", 3);

    assertThat(run.lookUps).isEmpty();
    assertThat(run.keeps).isEmpty();
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.reasons)
        .containsEntry("a", "cache = false")
        .containsEntry("c", "it needs a, which runs every time");
  }

  @Test
  void runsDownstreamOfWhatCannotBeSignedEveryTime() {
    CoreDriver run = begun(chain());
    run.lookedUp("a", new Verdict.Compute(Optional.empty(), Verdict.Use.ONCE, "cannot be told"));
    run.succeed("a", 1);
    run.succeed("b", 2);

    assertThat(run.reasons).containsEntry("b", "it needs a, which runs every time");
    assertThat(run.keeps).isEmpty();
  }

  @Test
  void looksUpDownstreamOfAModuleWithEffects() {
    CoreDriver run = begun(chain());
    run.lookedUp("a", miss("a", Verdict.Use.ONCE));
    run.succeed("a", 1);

    assertThat(run.keeps).isEmpty();
    assertThat(run.lookUps.get(1).sources()).containsEntry("a", Signatures.of("a"));
  }

  @Test
  void endsAtOnceWhenItIsCancelledWhileItLooksUpAndKeeps() {
    CoreDriver run = begun(twins());
    run.lookedUp("a", miss("same"));
    run.lookedUp("b", miss("same"));
    run.succeed("a", 1);

    run.cancel();

    assertThat(run.status("a")).isEqualTo(ModuleStatus.SUCCEEDED);
    assertThat(run.status("b")).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(run.status("c")).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
    run.kept("a");
    run.lookedUp("c", hit("c", 1));
  }

  @Test
  void stopsAtAFailureWhileOthersAreKept() {
    CoreDriver run = begun(twins(), OnError.STOP);
    run.lookedUp("a", miss("a"));
    run.lookedUp("b", miss("b"));
    run.succeed("a", 1);
    run.fail("b", 0, "boom");

    assertThat(run.status("a")).isEqualTo(ModuleStatus.SUCCEEDED);
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void ignoresRepeatedAnswers() {
    CoreDriver run = begun(chain());
    run.lookedUp("a", miss("a"));
    run.lookedUp("a", hit("a", 7));
    run.kept("a");
    assertThat(run.status("a")).isEqualTo(ModuleStatus.QUEUED);

    run.succeed("a", 1);
    run.kept("a");
    run.kept("a");
    assertThat(run.status("a")).isEqualTo(ModuleStatus.SUCCEEDED);
  }

  private static Plan sweep() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("m").set("in", List.of(1, 2, 3, 4, 5)).loop("in");
    plan.node("twin").set("in", List.of(1, 2, 3, 4, 5)).loop("in");
    return plan.build();
  }

  private static Verdict knows(Integer... tasks) {
    Map<Integer, Map<String, Object>> known = new HashMap<>();
    List.of(tasks).forEach(task -> known.put(task, Map.of("out", "known " + task)));
    return new Verdict.Compute(
        Optional.of(Signatures.of("sweep")), Verdict.Use.SHARED, "never computed", known);
  }

  @Test
  void runsOnlyTheTasksOfALoopThatAreNotKnown() {
    CoreDriver run = begun(sweep());
    run.lookedUp("twin", hit("other", List.of()));
    run.lookedUp("m", knows(0, 2, 3));
    assertThat(run.open.keySet()).containsExactly(run.key("m", 1), run.key("m", 4));

    run.succeed("m", 1, "new 1");
    assertThat(run.keptTasks).containsExactly(run.key("m", 1));
    run.succeed("m", 4, "new 4");
    run.kept("m");

    assertThat(run.out("m")).isEqualTo(List.of("known 0", "new 1", "known 2", "known 3", "new 4"));
  }

  @Test
  void takesALoopFromTheCacheWhoseTasksAreAllKnown() {
    CoreDriver run = begun(sweep());
    run.lookedUp("twin", hit("other", List.of()));
    run.lookedUp("m", knows(0, 1, 2, 3, 4));

    assertThat(run.status("m")).isEqualTo(ModuleStatus.CACHED);
    assertThat(run.submits).isEmpty();
    assertThat((List<?>) run.out("m")).hasSize(5);
  }
}
