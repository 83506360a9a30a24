package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphMermaidTest {

  @Test
  void writesNodesEdgesAndSubgraphs() {
    assertThat(GraphMermaid.of(SampleGraphs.graph("a.out -> g/b.in")))
        .isEqualTo(
            """
            flowchart LR
              n0["a<br/>Step"]
              subgraph g0["g"]
                n1["g/b<br/>Step"]
              end
              n0 -->|"out #8594; in"| n1""");
  }

  @Test
  void aLoopedModuleHasADoubleBorder() {
    Module looped = new Module("end", "read-file", Optional.empty(), List.of("file"));

    assertThat(GraphMermaid.of(new PipelineGraph("p", List.of(looped), List.of())))
        .contains("n0[[\"end<br/>read-file, for each file\"]]");
  }

  @Test
  void noNameLeavesItsQuotes() {
    String label = "\"(?:[A-Za-z0-9 _.,:/()+*=@'?!-]|#\\d+;|<br/>)*\"";
    String line =
        "flowchart LR| +n\\d+\\[\\[?"
            + label
            + "]?]| +subgraph g\\d+\\["
            + label
            + "]| +end|  n\\d+ -->\\|"
            + label
            + "\\| n\\d+";

    assertThat(GraphMermaid.of(SampleGraphs.hostile()).split("\n"))
        .allSatisfy(text -> assertThat(text).matches(line));
  }
}
