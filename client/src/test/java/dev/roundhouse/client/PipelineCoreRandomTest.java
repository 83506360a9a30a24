package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.cache.Signature;
import dev.roundhouse.cache.Signatures;
import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.work.TaskError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PipelineCoreRandomTest {

  @Test
  void holdsItsInvariantsUnderRandomPlansAndEvents() {
    long first = new Random().nextLong();
    for (int i = 0; i < 300; i++) {
      long seed = first + i;
      try {
        runOnce(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static void runOnce(RandomGenerator random) {
    Plan plan = randomPlan(random);
    OnError onError = random.nextBoolean() ? OnError.CONTINUE : OnError.STOP;
    boolean caching = random.nextBoolean();
    CoreDriver run = new CoreDriver(plan, onError, caching);
    run.send(new PipelineEvent.Begin());
    double failing = random.nextInt(3) * 0.1;
    double cancelling = random.nextInt(3) == 0 ? 0.02 : 0;
    int steps = 0;
    while (run.end.isEmpty()) {
      assertThat(steps++).as("steps of %s", plan.nodes().size()).isLessThan(100_000);
      if (answersOfTheCache(run, random)) {
        continue;
      }
      List<TaskKey> open = new ArrayList<>(run.open.keySet());
      TaskKey key = open.get(random.nextInt(open.size()));
      if (random.nextDouble() < cancelling) {
        run.cancel();
      } else if (random.nextInt(3) == 0) {
        run.send(new PipelineEvent.TaskStarted(key));
      } else if (random.nextInt(20) == 0) {
        run.send(new PipelineEvent.TaskStarted(new TaskKey(random.nextInt(50), 1)));
      } else {
        run.finish(key, randomEnd(random, failing, run.cancelAsked.contains(key)));
      }
    }
    assertConsistent(run);
  }

  /** Lets the cache answer something, always where nothing else can happen. */
  private static boolean answersOfTheCache(CoreDriver run, RandomGenerator random) {
    List<Integer> asked = new ArrayList<>(run.lookUps.keySet());
    List<Integer> kept = new ArrayList<>(run.keeps.keySet());
    boolean must = run.open.isEmpty();
    if (!kept.isEmpty() && (random.nextBoolean() || (must && asked.isEmpty()))) {
      run.kept(name(run, kept.get(random.nextInt(kept.size()))));
      return true;
    }
    if (!asked.isEmpty() && (random.nextBoolean() || must)) {
      String name = name(run, asked.get(random.nextInt(asked.size())));
      run.lookedUp(name, randomVerdict(random));
      return true;
    }
    return false;
  }

  private static String name(CoreDriver run, int node) {
    return run.plan.nodes().get(node).name();
  }

  private static Verdict randomVerdict(RandomGenerator random) {
    Signature signature = Signatures.of("s" + random.nextInt(4));
    return switch (random.nextInt(4)) {
      case 0 -> new Verdict.Hit(signature, Map.of("out", List.of(1)), "unchanged");
      case 1 -> new Verdict.Compute(Optional.of(signature), Verdict.Use.KEPT, "not asked");
      case 2 -> new Verdict.Compute(Optional.empty(), Verdict.Use.ONCE, "untold");
      default ->
          new Verdict.Compute(
              Optional.of(signature), Verdict.Use.SHARED, "new", known(random.nextInt(3)));
    };
  }

  private static Map<Integer, Map<String, Object>> known(int tasks) {
    return tasks == 0 ? Map.of() : Map.of(tasks - 1, Map.of("out", List.of(tasks)));
  }

  private static TaskEnd randomEnd(RandomGenerator random, double failing, boolean cancelled) {
    if (cancelled && random.nextBoolean()) {
      return new TaskEnd.Cancelled("asked for");
    }
    if (random.nextDouble() < failing) {
      return new TaskEnd.Failed(TaskError.of(TaskError.Kind.USER, "Boom", "random"));
    }
    return new TaskEnd.Succeeded(Map.of("out", List.of(1, 2).subList(0, random.nextInt(3))));
  }

  private static void assertConsistent(CoreDriver run) {
    Map<ModuleStatus, Integer> counts = new HashMap<>();
    run.plan.nodes().forEach(node -> counts.merge(run.status(node.name()), 1, Integer::sum));
    RunStatus status = run.end.orElseThrow().status();
    assertThat(counts.keySet()).allMatch(ModuleStatus::isFinal);
    if (status == RunStatus.SUCCEEDED) {
      assertThat(counts.keySet())
          .isSubsetOf(ModuleStatus.SUCCEEDED, ModuleStatus.CACHED, ModuleStatus.SKIPPED);
    }
    if (status == RunStatus.FAILED) {
      assertThat(counts).containsKey(ModuleStatus.FAILED);
    }
    for (PipelineEffect.NodeChanged move : run.moves) {
      if (move.to() == ModuleStatus.SKIPPED) {
        String because = move.because().orElseThrow();
        if (!isChoice(run.plan, because)) {
          assertThat(run.status(because)).isEqualTo(ModuleStatus.FAILED);
        }
      }
    }
  }

  private static boolean isChoice(Plan plan, String name) {
    return plan.nodes().stream()
        .filter(node -> node.name().equals(name))
        .anyMatch(node -> node.role() instanceof Plan.Role.Choice);
  }

  private static Plan randomPlan(RandomGenerator random) {
    PlanBuilder plan = new PlanBuilder();
    int count = 1 + random.nextInt(15);
    for (int i = 0; i < count; i++) {
      boolean group = random.nextInt(4) == 0;
      if (group) {
        addInside(plan, "n" + i, random);
      }
      PlanBuilder.NodeBuilder node = plan.node("n" + i);
      if (!group && i > 2 && random.nextInt(4) == 0) {
        addChoice(node, i, random);
        continue;
      }
      if (group) {
        node.runs("n" + i + "/c").set("p", i);
      }
      int kind = random.nextInt(5);
      List<String> ports = new ArrayList<>();
      int inputs = i == 0 ? 0 : random.nextInt(Math.min(i, 3) + 1);
      for (int j = 0; j < inputs; j++) {
        node.from("p" + j, "n" + random.nextInt(i));
        ports.add("p" + j);
      }
      if (kind == 0 && !ports.isEmpty()) {
        node.loop(ports.toArray(String[]::new));
      } else if (kind == 1 && !ports.isEmpty()) {
        node.pairwise(ports.toArray(String[]::new));
      } else if (kind == 2) {
        node.set("acc", 0).set("e", List.of(1, 2, 3)).fold("acc", "e");
      } else if (kind == 3 && i > 1) {
        node.collect("all", List.of("n0", "n1"));
      }
    }
    return plan.build();
  }

  private static void addChoice(PlanBuilder.NodeBuilder node, int i, RandomGenerator random) {
    node.set("condition", random.nextBoolean()).chooses().from("then", "n" + random.nextInt(i));
    if (random.nextInt(3) == 0) {
      node.open("else");
    } else {
      node.from("else", "n" + random.nextInt(i));
    }
  }

  /** Three modules in a row, of which the second may be a group, and one that reads nothing. */
  private static void addInside(PlanBuilder plan, String group, RandomGenerator random) {
    plan.node(group + "/a").inside(group).fromGroup("p");
    if (random.nextInt(3) == 0) {
      addInside(plan, group + "/b", random);
      plan.node(group + "/b").inside(group).from("p", group + "/a").loop("p").runs(group + "/b/c");
    } else {
      plan.node(group + "/b").inside(group).from("in", group + "/a").loop("in");
    }
    plan.node(group + "/c").inside(group).from("in", group + "/b");
    plan.node(group + "/aside").inside(group);
  }

  private static final int MANY = 100_000;

  @Test
  @Timeout(60)
  void runsAChainOfAHundredThousandModules() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("n0");
    for (int i = 1; i < MANY; i++) {
      plan.node("n" + i).from("in", "n" + (i - 1));
    }
    CoreDriver run = quick(plan.build());
    for (int i = 0; i < MANY; i++) {
      run.succeed("n" + i, i);
    }
    assertThat(run.out("n" + (MANY - 1))).isEqualTo(MANY - 1);
  }

  @Test
  @Timeout(60)
  void skipsAChainOfAHundredThousandModulesAtOnce() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("n0");
    for (int i = 1; i < MANY; i++) {
      plan.node("n" + i).from("in", "n" + (i - 1));
    }
    CoreDriver run = quick(plan.build());
    run.fail("n0", 0, "boom");
    assertThat(run.last("n" + (MANY - 1)).because()).contains("n0");
    assertThat(run.end.orElseThrow().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  @Timeout(60)
  void runsAFanOfAHundredThousandModulesThatMeetAgain() {
    PlanBuilder plan = new PlanBuilder();
    plan.node("top");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      names.add("n" + i);
      plan.node("n" + i).from("in", "top");
    }
    plan.node("bottom").collect("in", names);
    CoreDriver run = quick(plan.build());
    run.succeed("top", 1);
    for (int i = 0; i < MANY; i++) {
      run.succeed("n" + i, i);
    }
    assertThat((List<?>) run.inputs("bottom", 0).get("in")).hasSize(MANY);
    run.succeed("bottom", 0, "done");
    assertThat(run.out("bottom")).isEqualTo("done");
  }

  private static CoreDriver quick(Plan plan) {
    CoreDriver run = new CoreDriver(plan, OnError.CONTINUE);
    run.checking = false;
    run.send(new PipelineEvent.Begin());
    return run;
  }
}
