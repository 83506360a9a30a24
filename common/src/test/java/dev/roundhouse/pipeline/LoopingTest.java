package dev.roundhouse.pipeline;

import static dev.roundhouse.pipeline.Planning.input;
import static dev.roundhouse.pipeline.Planning.levels;
import static dev.roundhouse.pipeline.Planning.node;
import static dev.roundhouse.pipeline.Planning.plan;
import static dev.roundhouse.pipeline.Planning.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.module.PortType;
import dev.roundhouse.pipeline.TestModules.Smooth;
import dev.roundhouse.pipeline.TestModules.Source;
import dev.roundhouse.pipeline.TestModules.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a module is looped by the types of what comes in. */
class LoopingTest {

  private static PipelineBuilder pair() {
    return Pipeline.named("pair").module("a", Source.class).module("b", Target.class);
  }

  @Test
  void aListConnectedToAPortOfItsElementRunsTheModuleOnceAnElement() {
    Plan plan = plan(pair().connect("a.wholes", "b.whole"));

    assertThat(levels(plan, "b")).containsExactly(List.of("whole"));
    assertThat(input(plan, "b", "whole").type()).isEqualTo(new PortType(int.class));
  }

  @Test
  void aListSetOnAPortIsAParameterSweep() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module(
                "s", Smooth.class, m -> m.set("signal", List.of(1, 2)).set("width", List.of(3, 5)));

    Plan plan = plan(pipeline);

    assertThat(levels(plan, "s")).containsExactly(List.of("width"));
    assertThat(input(plan, "s", "width").constant()).contains(List.of(3, 5));
    assertThat(input(plan, "s", "signal").constant()).contains(new double[] {1, 2});
  }

  @Test
  void aPortOfTypeObjectNeverLoops() {
    Plan plan =
        plan(
            Pipeline.named("p")
                .module("a", Source.class)
                .module("b", Target.class)
                .module("c", Target.class, m -> m.set("anything", List.of(1, 2)))
                .connect("a.nested", "b.anything"));

    assertThat(levels(plan, "b")).isEmpty();
    assertThat(levels(plan, "c")).isEmpty();
  }

  @Test
  void severalLoopedPortsMakeTheCartesianProductInDeclarationOrder() {
    Plan plan = plan(pair().connect("a.texts", "b.text").connect("a.wholes", "b.whole"));

    assertThat(node(plan, "b").expansion().loop().levels())
        .containsExactly(new Plan.Level(List.of("whole", "text"), false));
  }

  @Test
  void loopPairwiseZips() {
    Plan plan =
        plan(
            Pipeline.named("p")
                .module("a", Source.class)
                .module("b", Target.class, ModuleBuilder::pairwise)
                .connect("a.texts", "b.text")
                .connect("a.wholes", "b.whole"));

    assertThat(node(plan, "b").expansion().loop().levels())
        .containsExactly(new Plan.Level(List.of("whole", "text"), true));
  }

  @Test
  void setListsOfUnequalLengthCannotBeZipped() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module(
                "b",
                Target.class,
                m -> m.pairwise().set("whole", List.of(1, 2)).set("text", List.of("a", "b", "c")))
            .module(
                "fits",
                Target.class,
                m -> m.pairwise().set("whole", List.of(1, 2)).set("text", List.of("a", "b")));

    assertThat(problems(pipeline))
        .containsExactly(
            "port b.whole has 2 elements and port b.text has 3, expected equal lengths for loop ="
                + " pairwise");
  }

  @Test
  void outputsOfALoopedModuleAreLists() {
    PipelineBuilder looped = pair().connect("a.wholes", "b.whole").module("c", Target.class);

    assertThat(input(plan(looped.connect("b.text", "c.texts")), "c", "texts").collect()).isFalse();
    assertThat(
            problems(
                pair()
                    .connect("a.nested", "b.whole")
                    .module("s", Smooth.class, m -> m.set("signal", List.of()))
                    .connect("b.text", "s.width")))
        .containsExactly(
            "type mismatch: b.text gives List<List<String>>, s.width takes int, expected the same"
                + " type, one that fits without loss, or a list of it");
  }

  @Test
  void anEmptyListGivesAnEmptyList() {
    Plan plan =
        plan(
            Pipeline.named("p")
                .module("none", "constant", m -> m.set("value", List.of()))
                .module("b", Target.class, m -> m.set("text", List.of()))
                .connect("none.value", "b.whole"));

    assertThat(levels(plan, "b")).containsExactly(List.of("whole", "text"));
  }

  @Test
  void nestedListsLoopAgainOutermostFirst() {
    Plan plan =
        plan(
            Pipeline.named("p")
                .module("a", Source.class)
                .module(
                    "b",
                    Target.class,
                    m -> m.set("text", List.of(List.of("x"), List.of())).set("real", List.of(1, 2)))
                .connect("a.nested", "b.whole"));

    assertThat(levels(plan, "b"))
        .containsExactly(List.of("whole", "real", "text"), List.of("whole", "text"));
    assertThat(input(plan, "b", "real").constant()).contains(List.of(1.0, 2.0));
  }

  @Test
  void listsOfUnevenDepthAreRefused() {
    assertThat(
            problems(
                Pipeline.named("p")
                    .module("b", Target.class, m -> m.set("whole", List.of(1, List.of(2))))))
        .containsExactly("port b.whole: value 1, expected a list as deep as those beside it");
  }
}
