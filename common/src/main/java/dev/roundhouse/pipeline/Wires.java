package dev.roundhouse.pipeline;

import dev.roundhouse.module.NearNames;
import dev.roundhouse.module.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks that connections and set values go to ports that are there. */
final class Wires {

  private final Map<String, Draft> drafts;
  private final Map<String, Draft> sources;
  private final List<Problem> problems;

  /**
   * @param drafts modules that connections of the user may name
   * @param sources with what else stands at the beginning of a connection
   */
  Wires(Map<String, Draft> drafts, Map<String, Draft> sources, List<Problem> problems) {
    this.drafts = drafts;
    this.sources = sources;
    this.problems = problems;
  }

  /** Adds a connection to the module that it goes to. */
  void connect(Connection connection) {
    boolean from = isKnown(connection.from(), connection);
    boolean to = isKnown(connection.to(), connection);
    if (from && to) {
      String target = connection.to().module();
      Objects.requireNonNull(drafts.get(target), target).connect(connection);
    }
  }

  private boolean isKnown(PortRef end, Connection connection) {
    if (drafts.containsKey(end.module())) {
      return true;
    }
    problems.add(
        Problem.of(
            connection.origin(),
            "connection "
                + connection
                + ": unknown module "
                + end.module()
                + ", "
                + NearNames.hint(end.module(), drafts.keySet())));
    return false;
  }

  /** Reports what is set on or connected to ports that are not there. */
  void requireKnownPorts() {
    drafts.values().forEach(this::requireKnownPorts);
  }

  private void requireKnownPorts(Draft draft) {
    draft.resolved.ifPresent(
        module -> {
          draft.settings.forEach((port, setting) -> requireSettable(draft, module, port, setting));
          draft.incoming().forEach(connection -> requireInput(module, connection));
        });
    draft.incoming().forEach(this::requireOutput);
  }

  private void requireSettable(Draft draft, Resolved module, String port, Setting setting) {
    if (module.parameters().contains(port) || module.descriptor().input(port).isPresent()) {
      return;
    }
    List<String> known = new ArrayList<>(module.parameters());
    module.descriptor().inputs().stream().map(Port::name).forEach(known::add);
    problems.add(
        Problem.of(
            setting.origin(), unknownPort("input", draft.name(), port, draft.spec.type(), known)));
  }

  private void requireInput(Resolved module, Connection connection) {
    PortRef to = connection.to();
    if (module.descriptor().input(to.port()).isPresent()) {
      return;
    }
    String what =
        module.parameters().contains(to.port())
            ? to + " is a parameter, expected to be set, not connected"
            : unknownPort(
                "input",
                to.module(),
                to.port(),
                module.descriptor().type(),
                module.descriptor().inputs().stream().map(Port::name).toList());
    problems.add(Problem.of(connection.origin(), "connection " + connection + ": " + what));
  }

  private void requireOutput(Connection connection) {
    PortRef from = connection.from();
    Draft source = Objects.requireNonNull(sources.get(from.module()), from.module());
    source
        .resolved
        .filter(module -> module.descriptor().output(from.port()).isEmpty())
        .ifPresent(
            module ->
                problems.add(
                    Problem.of(
                        connection.origin(),
                        "connection "
                            + connection
                            + ": "
                            + unknownPort(
                                "output",
                                from.module(),
                                from.port(),
                                module.descriptor().type(),
                                module.descriptor().outputs().stream().map(Port::name).toList()))));
  }

  static String unknownPort(
      String direction, String module, String port, String type, List<String> known) {
    return "unknown "
        + direction
        + " port "
        + module
        + "."
        + port
        + " ("
        + type
        + "), "
        + NearNames.hint(port, known);
  }
}
