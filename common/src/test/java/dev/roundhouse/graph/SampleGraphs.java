package dev.roundhouse.graph;

import dev.roundhouse.graph.PipelineGraph.Connection;
import dev.roundhouse.graph.PipelineGraph.Module;
import dev.roundhouse.pipeline.PortRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Graphs that the tests draw. */
final class SampleGraphs {

  /** What could break out of a string, an attribute, a comment, a line or a terminal. */
  static final List<String> HOSTILE =
      List.of(
          "\"]; n0 -> n1 [x=\"",
          "a\\",
          "</title><script>alert('1')</script>&amp;",
          "]]> -->",
          "#quot; #35; `**md**` end",
          "line\nbreak\r\ttab",
          "\u001b[31mred\u0007\u0000",
          "\u202eright to left\u2028",
          "lone \ud800 surrogate",
          "λ 漢字 🚂",
          "%%{init: {}}%%");

  private SampleGraphs() {}

  static Module module(String name) {
    return new Module(name, "com.acme.Step", Optional.empty(), List.of());
  }

  static Connection connection(String text) {
    String[] ends = text.split(" -> ");
    return new Connection(
        PortRef.parse(ends[0]).orElseThrow(), PortRef.parse(ends[1]).orElseThrow());
  }

  /** Modules in the order in which the connections name them. */
  static PipelineGraph graph(String... connections) {
    List<Connection> parsed = Stream.of(connections).map(SampleGraphs::connection).toList();
    Set<String> names = new LinkedHashSet<>();
    parsed.forEach(one -> names.add(one.from().module()));
    parsed.forEach(one -> names.add(one.to().module()));
    return new PipelineGraph("sample", names.stream().map(SampleGraphs::module).toList(), parsed);
  }

  /** A chain of modules whose names, groups, types and ports are hostile. */
  static PipelineGraph hostile() {
    List<Module> modules = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (String name : HOSTILE) {
      String full = modules.size() + name.replace('/', '|') + "/" + name.replace('/', '|');
      if (!modules.isEmpty()) {
        String before = modules.get(modules.size() - 1).name();
        connections.add(new Connection(new PortRef(before, name), new PortRef(full, name)));
      }
      modules.add(new Module(full, name, Optional.of(name), List.of(name)));
    }
    return new PipelineGraph(String.join("", HOSTILE), modules, connections);
  }

  /** Modules of which each takes from some of those before it. */
  static PipelineGraph random(Random random, int modules, int connections) {
    List<Module> made = new ArrayList<>();
    for (int i = 0; i < modules; i++) {
      made.add(module((random.nextInt(4) == 0 ? "g" + random.nextInt(3) + "/" : "") + "m" + i));
    }
    Set<Connection> joined = new LinkedHashSet<>();
    for (int i = 0; modules > 1 && i < connections; i++) {
      int to = 1 + random.nextInt(modules - 1);
      int from = Math.max(0, to - 1 - random.nextInt(60));
      joined.add(
          new Connection(
              new PortRef(made.get(from).name(), "out" + random.nextInt(2)),
              new PortRef(made.get(to).name(), "in" + random.nextInt(3))));
    }
    return new PipelineGraph("random", made, List.copyOf(joined));
  }
}
