package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.List;
import org.junit.jupiter.api.Test;

class RailsTest {

  private static Module module(String name) {
    return SampleGraphs.module(name);
  }

  @Test
  void aLineThatOnlyCrossesIsNoJoint() {
    PipelineGraph graph =
        SampleGraphs.graph("a.out -> p.in", "a.out -> q.in", "a.out -> r.in", "p.out -> r.also");

    Rails rails =
        Rails.of(
            List.of(List.of(module("a")), List.of(module("p"), module("q")), List.of(module("r"))),
            graph.outgoing());

    assertThat(rails.below("a", 1)).containsExactly("+-+-+");
    assertThat(rails.row("p")).isEqualTo("* | |");
    assertThat(rails.below("p", 2)).containsExactly("+-|-+", "  | |");
    assertThat(rails.row("q")).isEqualTo("  * |");
    assertThat(rails.row("r")).isEqualTo("    *");
  }

  @Test
  void aModuleThatNobodyNeedsLeavesItsLaneFree() {
    PipelineGraph graph = SampleGraphs.graph("a.out -> b.in", "c.out -> d.in");

    Rails rails =
        Rails.of(
            List.of(List.of(module("a")), List.of(module("b"), module("c")), List.of(module("d"))),
            graph.outgoing());

    assertThat(rails.row("b")).isEqualTo("*");
    assertThat(rails.row("c")).isEqualTo("*");
  }
}
