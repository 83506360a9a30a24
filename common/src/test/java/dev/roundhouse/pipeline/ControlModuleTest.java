package dev.roundhouse.pipeline;

import static dev.roundhouse.pipeline.Planning.input;
import static dev.roundhouse.pipeline.Planning.levels;
import static dev.roundhouse.pipeline.Planning.node;
import static dev.roundhouse.pipeline.Planning.plan;
import static dev.roundhouse.pipeline.Planning.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.module.PortType;
import dev.roundhouse.pipeline.TestModules.Add;
import dev.roundhouse.pipeline.TestModules.Clash;
import dev.roundhouse.pipeline.TestModules.Merge;
import dev.roundhouse.pipeline.TestModules.Smooth;
import dev.roundhouse.pipeline.TestModules.Source;
import dev.roundhouse.pipeline.TestModules.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code map} and {@code fold}. */
class ControlModuleTest {

  private static PipelineBuilder pipeline() {
    return Pipeline.named("p").module("a", Source.class);
  }

  @Test
  void aMapRunsTheInnerModuleForEveryElement() {
    Plan plan =
        plan(
            pipeline()
                .module("m", "map", m -> m.set("module", Smooth.class.getName()))
                .module("all", "map", m -> m.set("module", inner(Target.class)).set("over", "text"))
                .module("sink", Target.class)
                .connect("a.nested", "m.list")
                .connect("a.texts", "all.list")
                .connect("all.text", "sink.texts"));

    assertThat(levels(plan, "m")).containsExactly(List.of("signal"));
    assertThat(node(plan, "m").descriptor().input("list").orElseThrow().type())
        .isEqualTo(new PortType(double[].class).list());
    assertThat(input(plan, "m", "signal").type()).isEqualTo(new PortType(double[].class));
    assertThat(input(plan, "m", "width").constant()).contains(3);
    assertThat(node(plan, "m").outputs()).isEqualTo(Map.of("smoothed", "smoothed"));
    assertThat(node(plan, "m").callee().type().name()).isEqualTo(Smooth.class.getName());
    assertThat(node(plan, "m").descriptor().support().threading()).isTrue();
    assertThat(input(plan, "sink", "texts").collect()).isFalse();
  }

  @Test
  void innerInputsAndOtherPortsOfTheMapGoToTheInnerModule() {
    Plan plan =
        plan(
            pipeline()
                .module(
                    "m",
                    "map",
                    m ->
                        m.set(
                            "module",
                            Map.of("type", Add.class.getName(), "inputs", Map.of("sum", 1))))
                .connect("a.texts", "m.list")
                .connect("a.whole", "m.weight"));

    assertThat(levels(plan, "m")).containsExactly(List.of("word"));
    assertThat(input(plan, "m", "sum").constant()).contains(1L);
    assertThat(input(plan, "m", "weight").sources()).containsExactly(new Plan.Source("a", "whole"));
    assertThat(node(plan, "m").callee().parameters()).isEqualTo(Map.of("sum", 1));
  }

  @Test
  void aMapThatIsLoopedNestsOnceMore() {
    Plan plan =
        plan(
            pipeline()
                .module("m", "map", m -> m.set("module", Smooth.class.getName()))
                .connect("a.nested", "m.list")
                .connect("a.wholes", "m.width"));

    assertThat(levels(plan, "m")).containsExactly(List.of("width"), List.of("signal"));
  }

  @Test
  void nestedListsLoopTheMap() {
    Plan plan =
        plan(
            pipeline()
                .module("m", "map", m -> m.set("module", inner(Target.class)).set("over", "whole"))
                .connect("a.nested", "m.list"));

    assertThat(levels(plan, "m")).containsExactly(List.of("whole"), List.of("whole"));
  }

  @Test
  void aFoldRunsTheInnerModuleOnItsOwnLastOutput() {
    Plan plan =
        plan(
            pipeline()
                .module("f", "fold", m -> m.set("module", inner(Add.class)).set("initial", 0))
                .module("sink", Target.class)
                .connect("a.texts", "f.list")
                .connect("f.sum", "sink.large"));

    assertThat(node(plan, "f").expansion())
        .isEqualTo(new Plan.Expansion.Fold("sum", "word", "sum", Plan.Expansion.Loop.ONCE));
    assertThat(input(plan, "f", "sum").constant()).contains(0L);
    assertThat(input(plan, "f", "word").sources()).containsExactly(new Plan.Source("a", "texts"));
    assertThat(node(plan, "f").outputs()).isEqualTo(Map.of("sum", "sum"));
    assertThat(input(plan, "f", "weight").constant()).contains(1);
  }

  @Test
  void aFoldThatIsLoopedFoldsEachList() {
    Plan plan =
        plan(
            pipeline()
                .module("f", "fold", m -> m.set("module", inner(Add.class)).set("initial", 0))
                .connect("a.nested", "f.list"));

    assertThat(levels(plan, "f")).containsExactly(List.of("word"));
  }

  @Test
  void aChoiceBetweenPortsHasToBeMade() {
    assertThat(
            problems(
                pipeline()
                    .module("f", "fold", m -> m.set("module", inner(Merge.class)))
                    .module("m", "map", m -> m.set("module", inner(Merge.class)))))
        .containsExactly(
            "f.module ("
                + Merge.class.getName()
                + "): its open ports that take merged"
                + " (Map<String, Integer>) are [left, right], expected into = the one that takes"
                + " the last result",
            "m.module ("
                + Merge.class.getName()
                + "): its open ports are [left, right], expected"
                + " over = the one that takes the elements");
    Plan plan =
        plan(
            pipeline()
                .module(
                    "f",
                    "fold",
                    m ->
                        m.set("module", inner(Merge.class))
                            .set("into", "left")
                            .set("initial", Map.of())
                            .set("list", List.of())));
    assertThat(node(plan, "f").expansion())
        .isEqualTo(new Plan.Expansion.Fold("left", "right", "merged", Plan.Expansion.Loop.ONCE));
  }

  @Test
  void namesThatTheInnerModuleDoesNotHaveAreReported() {
    assertThat(
            problems(
                pipeline()
                    .module(
                        "m", "map", m -> m.set("module", inner(Smooth.class)).set("over", "sgnal"))
                    .module(
                        "f", "fold", m -> m.set("module", inner(Add.class)).set("result", "sun"))))
        .containsExactly(
            "m.over is sgnal, did you mean signal?", "f.result is sun, did you mean sum?");
  }

  @Test
  void anInnerModuleThatCannotBeIsReported() {
    assertThat(
            problems(
                pipeline()
                    .module("m", "map")
                    .module("n", "map", m -> m.set("module", "fold"))
                    .module("o", "map", m -> m.set("module", "comand"))
                    .module("p", "map", m -> m.set("module", List.of(1)))
                    .module("q", "map", m -> m.set("module", Map.of("input", Map.of())))
                    .module(
                        "r",
                        "map",
                        m ->
                            m.set(
                                "module",
                                Map.of(
                                    "type", Smooth.class.getName(), "inputs", Map.of("widht", 1))))
                    .module(
                        "s",
                        "map",
                        m ->
                            m.set(
                                "module",
                                Map.of(
                                    "type",
                                    Smooth.class.getName(),
                                    "inputs",
                                    Map.of("width", List.of(1)))))))
        .containsExactly(
            "module m has no inner module, expected inputs { module = TYPE or { type = TYPE,"
                + " inputs { … } } }",
            "n.module is fold, expected a module that computes",
            "module o.module: unknown module type comand, did you mean command? (or a class's full"
                + " name)",
            "p.module is [1], expected module = TYPE or { type = TYPE, inputs { … } }",
            "q.module: unknown key input, did you mean inputs?",
            "q.module is {input={}}, expected module = TYPE or { type = TYPE, inputs" + " { … } }",
            "r.module ("
                + Smooth.class.getName()
                + "): unknown input port widht, did you mean"
                + " width?",
            "s.module ("
                + Smooth.class.getName()
                + "): port width: value [1], expected int; to"
                + " loop over a list, set it on s itself");
  }

  @Test
  void anInnerPortThatIsHiddenIsSetInside() {
    assertThat(
            problems(
                pipeline()
                    .module(
                        "m", "map", m -> m.set("module", inner(Clash.class)).set("over", "element"))
                    .connect("a.texts", "m.list")))
        .containsExactly(
            "m.module ("
                + Clash.class.getName()
                + "): port list is hidden by the port or"
                + " parameter list of map, expected it in module.inputs");
    Plan plan =
        plan(
            pipeline()
                .module(
                    "m",
                    "map",
                    m ->
                        m.set("module", inner(Clash.class)).set("over", "list").set("element", "x"))
                .connect("a.texts", "m.list"));
    assertThat(levels(plan, "m")).containsExactly(List.of("list"));
  }

  @Test
  void theParameterModuleIsNotConnected() {
    assertThat(
            problems(
                pipeline()
                    .module(
                        "m",
                        "map",
                        m -> m.set("module", inner(Smooth.class)).set("list", List.of()))
                    .connect("a.text", "m.module")))
        .containsExactly(
            "connection a.text -> m.module: m.module is a parameter, expected to be set, not"
                + " connected");
  }

  private static Map<String, Object> inner(Class<?> module) {
    return Map.of("type", module.getName());
  }
}
