package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.graph.PipelineGraph.Module;
import dev.roundhouse.pipeline.Pipeline;
import dev.roundhouse.pipeline.PipelineBuilder;
import dev.roundhouse.pipeline.PlanRequest;
import dev.roundhouse.pipeline.Planned;
import dev.roundhouse.pipeline.Planner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineGraphTest {

  private static PipelineGraph planned(PipelineBuilder pipeline) {
    Planned planned =
        Planner.plan(
            pipeline.build(), PlanRequest.of(PipelineGraphTest.class.getClassLoader(), List.of()));
    assertThat(planned).isInstanceOf(Planned.Ready.class);
    return PipelineGraph.of(((Planned.Ready) planned).plan());
  }

  @Test
  void connectionsHaveTheNamesOfThePipelineFile() {
    PipelineGraph graph =
        planned(
            Pipeline.named("lines")
                .module("list", "list-files", m -> m.set("directory", "."))
                .module("each", "map", m -> m.set("module", "read-file"))
                .module("join", "command", m -> m.set("args", List.of("cat")))
                .connect("list.files", "each.list")
                .connect("each.text", "join.stdin"));

    assertThat(graph.connections())
        .extracting(Object::toString)
        .containsExactly("list.files -> each.list", "each.text -> join.stdin");
  }

  @Test
  void tellsWhatAMapRunsAndWhichPortsAreLooped() {
    PipelineGraph graph =
        planned(
            Pipeline.named("p")
                .module("list", "list-files", m -> m.set("directory", "."))
                .module("read", "read-file")
                .module("each", "map", m -> m.set("module", "read-file"))
                .connect("list.files", "read.file")
                .connect("list.files", "each.list"));

    assertThat(graph.modules())
        .containsExactlyInAnyOrder(
            new Module("list", "list-files", Optional.empty(), List.of()),
            new Module("read", "read-file", Optional.empty(), List.of("file")),
            new Module("each", "map", Optional.of("read-file"), List.of("list")));
  }

  @Test
  void aLayerIsOneAboveTheHighestThatItNeeds() {
    PipelineGraph graph =
        SampleGraphs.graph("a.out -> b.in", "b.out -> c.in", "a.out -> c.also", "d.out -> e.in");

    assertThat(graph.layers()).isEqualTo(Map.of("a", 0, "b", 1, "c", 2, "d", 0, "e", 1));
  }

  @Test
  void namesTheGroupsOfAModuleFromTheOutermost() {
    assertThat(SampleGraphs.module("a/b/c").groups()).containsExactly("a", "a/b");
    assertThat(SampleGraphs.module("c").groups()).isEmpty();
  }

  @Test
  void refusesWhatIsNoDrawing() {
    Module a = SampleGraphs.module("a");
    Module b = SampleGraphs.module("b");

    assertThatThrownBy(() -> new PipelineGraph("p", List.of(a, a), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two modules named a");
    for (String wrong : List.of("b.out -> a.in", "a.out -> a.in", "a.out -> c.in")) {
      assertThatThrownBy(
              () -> new PipelineGraph("p", List.of(a, b), List.of(SampleGraphs.connection(wrong))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong);
    }
  }
}
