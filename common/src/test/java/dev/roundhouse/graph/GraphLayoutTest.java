package dev.roundhouse.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.roundhouse.graph.GraphLayout.Box;
import dev.roundhouse.graph.GraphLayout.Frame;
import dev.roundhouse.graph.GraphLayout.Point;
import dev.roundhouse.graph.GraphLayout.Route;
import dev.roundhouse.graph.PipelineGraph.Connection;
import dev.roundhouse.graph.PipelineGraph.Module;
import dev.roundhouse.pipeline.PortRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class GraphLayoutTest {

  /** Far more than it takes on a slow machine, far less than anything quadratic would. */
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void putsTheModulesOfALayerBelowEachOtherAndLayersFromLeftToRight() {
    GraphLayout layout =
        GraphLayout.of(SampleGraphs.graph("a.out -> c.in", "c.out -> d.in", "b.out -> d.also"));

    assertThat(layout.layers())
        .extracting(layer -> layer.stream().map(Module::name).toList())
        .containsExactly(List.of("a", "b"), List.of("c"), List.of("d"));
    assertThat(layout.boxes().get("a").x()).isEqualTo(layout.boxes().get("b").x());
    assertThat(layout.boxes().get("c").x())
        .isGreaterThan(layout.boxes().get("a").x() + layout.boxes().get("a").width());
  }

  @Test
  void aChainIsOneStraightLine() {
    GraphLayout layout = GraphLayout.of(SampleGraphs.graph("a.out -> b.in", "b.out -> c.in"));

    assertThat(layout.routes())
        .flatExtracting(Route::points)
        .extracting(Point::y)
        .allSatisfy(
            y -> assertThat(y).isCloseTo(layout.routes().get(0).points().get(0).y(), within(0.01)));
  }

  @Test
  void anEmptyPipelineIsAnEmptyPicture() {
    GraphLayout layout = GraphLayout.of(new PipelineGraph("empty", List.of(), List.of()));

    assertThat(layout.boxes()).isEmpty();
    assertThat(layout.layers()).isEmpty();
    assertThat(layout.width()).isPositive();
  }

  @RepeatedTest(20)
  void nothingOverlapsAndEveryConnectionJoinsItsPorts() {
    long seed = new Random().nextLong();
    PipelineGraph graph = SampleGraphs.random(new Random(seed), 40, 80);

    GraphLayout layout = GraphLayout.of(graph);

    List<Box> boxes = List.copyOf(layout.boxes().values());
    for (Box one : boxes) {
      assertThat(one.x() + one.width()).as("seed %d", seed).isLessThan(layout.width());
      assertThat(one.y() + one.height()).as("seed %d", seed).isLessThan(layout.height());
      for (Box other : boxes) {
        assertThat(one == other || !overlap(one, other))
            .as("seed %d: %s and %s", seed, one, other)
            .isTrue();
      }
    }
    assertThat(layout.routes()).hasSameSizeAs(graph.connections());
    layout.routes().forEach(route -> requireJoined(layout, route, seed));
    layout.frames().forEach(frame -> requireOnlyItsOwn(boxes, frame, seed));
  }

  private static boolean overlap(Box one, Box other) {
    return one.x() < other.x() + other.width()
        && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height()
        && other.y() < one.y() + one.height();
  }

  private static void requireJoined(GraphLayout layout, Route route, long seed) {
    Box from = layout.boxes().get(route.from().module());
    Box to = layout.boxes().get(route.to().module());
    Point start = route.points().get(0);
    Point end = route.points().get(route.points().size() - 1);
    assertThat(start.x()).as("seed %d", seed).isEqualTo(from.x() + from.width());
    assertThat(end.x()).as("seed %d", seed).isEqualTo(to.x());
    assertThat(from.outputs())
        .as("seed %d", seed)
        .contains(new GraphLayout.PlacedPort(route.from().port(), start.y()));
    assertThat(to.inputs())
        .as("seed %d", seed)
        .contains(new GraphLayout.PlacedPort(route.to().port(), end.y()));
    for (int i = 1; i + 1 < route.points().size(); i += 2) {
      double y = route.points().get(i).y();
      double x = route.points().get(i).x();
      assertThat(layout.boxes().values())
          .as("seed %d: a level part of %s", seed, route)
          .noneMatch(box -> box.x() == x && box.y() <= y && y <= box.y() + box.height());
    }
  }

  private static void requireOnlyItsOwn(List<Box> boxes, Frame frame, long seed) {
    for (Box box : boxes) {
      boolean member = box.module().groups().contains(frame.group());
      boolean inside =
          box.x() > frame.x()
              && box.x() + box.width() < frame.x() + frame.width()
              && box.y() > frame.y()
              && box.y() + box.height() < frame.y() + frame.height();
      assertThat(inside).as("seed %d: %s in %s", seed, box, frame).isEqualTo(member);
    }
  }

  @Test
  void framesAGroupThatStandsTogether() {
    GraphLayout layout =
        GraphLayout.of(
            SampleGraphs.graph(
                "in.out -> g/a.in",
                "g/a.out -> g/b.in",
                "g/a.out -> g/h/c.in",
                "g/b.out -> end.in"));

    assertThat(layout.frames()).extracting(Frame::group).containsExactly("g", "g/h");
  }

  @Test
  void theSameGraphIsDrawnTheSame() {
    PipelineGraph graph = SampleGraphs.random(new Random(7), 60, 120);

    assertThat(GraphLayout.of(graph)).isEqualTo(GraphLayout.of(graph));
  }

  @Test
  void aThousandModulesAreLaidOutSoon() {
    PipelineGraph graph = SampleGraphs.random(new Random(1), 1_000, 4_000);

    assertTimeout(SOON, () -> assertThat(GraphLayout.of(graph).boxes()).hasSize(1_000));
  }

  @Test
  void aLongChainOfWhichAllIsCollectedIsLaidOutSoon() {
    List<Module> modules = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      modules.add(SampleGraphs.module("m" + i));
      if (i > 0) {
        connections.add(join(i - 1, i));
        connections.add(join(i - 1, 1_000));
      }
    }
    modules.add(SampleGraphs.module("m1000"));
    PipelineGraph graph = new PipelineGraph("p", modules, connections);

    assertTimeout(SOON, () -> assertThat(GraphLayout.of(graph).routes()).hasSize(1_998));
  }

  @Test
  void aWideFanIsLaidOutSoon() {
    List<Module> modules = new ArrayList<>(List.of(SampleGraphs.module("m0")));
    List<Connection> connections = new ArrayList<>();
    for (int i = 1; i < 20_000; i++) {
      modules.add(SampleGraphs.module("m" + i));
      connections.add(join(0, i));
    }
    PipelineGraph graph = new PipelineGraph("p", modules, connections);

    assertTimeout(SOON, () -> assertThat(GraphLayout.of(graph).routes()).hasSize(19_999));
  }

  private static Connection join(int from, int to) {
    return new Connection(new PortRef("m" + from, "out"), new PortRef("m" + to, "in"));
  }
}
