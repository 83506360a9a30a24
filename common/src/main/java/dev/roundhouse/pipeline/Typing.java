package dev.roundhouse.pipeline;

import dev.roundhouse.builtin.Constant;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Checks what comes in at each port of a module, and from the types decides how it is looped. */
final class Typing {

  /** More than anybody nests. */
  private static final int MOST_LOOPS = 4;

  private final Map<String, Draft> drafts;
  private final Path folder;
  private final List<Problem> problems;

  /**
   * @param folder what relative paths in defaults are relative to
   */
  Typing(Map<String, Draft> drafts, Path folder, List<Problem> problems) {
    this.drafts = drafts;
    this.folder = folder;
    this.problems = problems;
  }

  /** What comes in at a port, and how deep it is looped. */
  private record Given(
      Optional<Object> constant, List<Connection> from, boolean collect, int depth) {}

  /** Checks a module after all that it needs. */
  void check(Draft draft) {
    if (draft.resolved.isEmpty()) {
      return;
    }
    Resolved module = draft.resolved.get();
    Map<String, Integer> depths = new LinkedHashMap<>();
    List<Zipped> zipped = new ArrayList<>();
    boolean typed = true;
    for (Port port : module.descriptor().inputs()) {
      Optional<Given> given = given(draft, port);
      given.ifPresent(
          found -> {
            Resolved.Target target =
                Objects.requireNonNull(module.ports().get(port.name()), port.name());
            depths.put(target.port(), found.depth);
            zipped.add(new Zipped(port, found));
            draft.inputs.add(input(port, target, found));
          });
      typed &= given.isPresent();
    }
    draft.inputs.addAll(module.fixed());
    draft.loop = loop(depths, draft.spec.options().pairwise());
    if (draft.spec.options().pairwise()) {
      requireEqualLengths(draft, zipped);
    }
    draft.typed = typed;
    module.choice().ifPresent(results -> choose(draft, results));
  }

  /** What an {@code if} gives is known by what comes in. */
  private void choose(Draft draft, Map<String, Plan.Branches> results) {
    Map<String, PortType> types = new LinkedHashMap<>();
    for (Plan.Input input : draft.inputs) {
      input.constant().ifPresent(value -> types.put(input.name(), Constant.typeOf(value)));
    }
    draft
        .incoming()
        .forEach(
            connection ->
                source(connection).ifPresent(type -> types.put(connection.to().port(), type)));
    Optional<Resolved> chosen =
        draft.typed ? new IfControl().typed(draft, results, types, problems) : Optional.empty();
    draft.resolved = chosen.or(() -> draft.resolved);
    draft.typed = chosen.isPresent();
  }

  /** A port that may be looped. */
  private record Zipped(Port port, Given given) {

    boolean isConstant() {
      return given.constant.isPresent() && given.depth > 0;
    }
  }

  /** What is set is known before anything runs; what comes from connections is not. */
  private void requireEqualLengths(Draft draft, List<Zipped> ports) {
    List<Zipped> constant = ports.stream().filter(Zipped::isConstant).toList();
    for (int i = 1; i < constant.size(); i++) {
      Zipped first = constant.get(0);
      Zipped other = constant.get(i);
      int depth = Math.min(first.given.depth, other.given.depth);
      unequal(first.given.constant.get(), other.given.constant.get(), depth)
          .ifPresent(
              lengths ->
                  problems.add(
                      Problem.of(
                          origin(draft, other.port),
                          "port "
                              + new PortRef(draft.name(), first.port.name())
                              + " has "
                              + lengths.get(0)
                              + " elements and port "
                              + new PortRef(draft.name(), other.port.name())
                              + " has "
                              + lengths.get(1),
                          "equal lengths for loop = pairwise")));
    }
  }

  private static Origin origin(Draft draft, Port port) {
    return Optional.ofNullable(draft.settings.get(port.name()))
        .map(Setting::origin)
        .orElse(draft.spec.origin());
  }

  /** The first two lengths that differ, looking so many lists deep. */
  private static Optional<List<Integer>> unequal(Object first, Object other, int depth) {
    if (depth == 0 || !(first instanceof List<?> one && other instanceof List<?> two)) {
      return Optional.empty();
    }
    if (one.size() != two.size()) {
      return Optional.of(List.of(one.size(), two.size()));
    }
    Optional<List<Integer>> found = Optional.empty();
    for (int i = 0; i < one.size() && found.isEmpty(); i++) {
      found = unequal(one.get(i), two.get(i), depth - 1);
    }
    return found;
  }

  private static Plan.Input input(Port port, Resolved.Target target, Given given) {
    List<Plan.Source> sources =
        given.from.stream()
            .map(from -> new Plan.Source(from.from().module(), from.from().port()))
            .toList();
    return new Plan.Input(
        port.name(), target.port(), target.type(), given.constant, sources, given.collect);
  }

  private static Plan.Expansion.Loop loop(Map<String, Integer> depths, boolean pairwise) {
    int deepest = depths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    List<Plan.Level> levels = new ArrayList<>();
    for (int level = 1; level <= deepest; level++) {
      int depth = level;
      List<String> ports =
          depths.entrySet().stream()
              .filter(port -> port.getValue() >= depth)
              .map(Map.Entry::getKey)
              .toList();
      levels.add(new Plan.Level(ports, pairwise));
    }
    return new Plan.Expansion.Loop(levels);
  }

  /** Empty where it is wrong or cannot be told. */
  private Optional<Given> given(Draft draft, Port port) {
    Setting setting = draft.settings.get(port.name());
    List<Connection> connections = draft.incoming.getOrDefault(port.name(), List.of());
    PortRef ref = new PortRef(draft.name(), port.name());
    if (setting != null && !connections.isEmpty()) {
      return conflict(ref, port, setting, connections.get(0));
    }
    if (setting != null) {
      return set(ref, port, setting);
    }
    if (connections.size() > 1) {
      return several(ref, port, connections);
    }
    return connections.isEmpty() ? unset(draft, ref, port) : connected(port, connections.get(0));
  }

  private Optional<Given> conflict(PortRef ref, Port port, Setting setting, Connection connection) {
    String what =
        Fit.isList(port.type())
            ? " mixes a set list with elements from connections"
            : " is set and connected";
    return wrong(
        setting.origin(),
        "port " + ref + what + " (" + place(connection) + ")",
        "either a set value or connections");
  }

  private static String place(Connection connection) {
    String where = connection.origin().toString();
    return connection + (where.isEmpty() ? "" : " at " + where);
  }

  private Optional<Given> set(PortRef ref, Port port, Setting setting) {
    try {
      Settled settled = Settled.read(setting.plain(port.type()), port.type(), setting.folder());
      return Optional.of(
          new Given(Optional.of(settled.value()), List.of(), false, settled.depth()));
    } catch (IllegalArgumentException unfit) {
      problems.add(Problem.of(setting.origin(), "port " + ref + ": " + unfit.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Given> unset(Draft draft, PortRef ref, Port port) {
    if (port.defaultValue().isPresent()) {
      return set(ref, port, Setting.of(port.defaultValue().get(), folder, draft.spec.origin()));
    }
    if (port.type().isOptional()) {
      return Optional.of(new Given(Optional.of(Optional.empty()), List.of(), false, 0));
    }
    if (!port.mandatory()) {
      return Optional.of(new Given(Optional.empty(), List.of(), false, 0));
    }
    return wrong(
        draft.spec.origin(),
        "mandatory port " + ref + " (" + port.type() + ") is open",
        "a connection or a set value");
  }

  private Optional<Given> connected(Port port, Connection connection) {
    Optional<PortType> source = source(connection);
    if (source.isEmpty()) {
      return untyped(connection, port.type(), type -> Fit.of(type, port.type()).isPresent());
    }
    Optional<Fit> fit = Fit.of(source.get(), port.type());
    if (fit.isEmpty()) {
      return mismatch(connection, source.get(), port.type());
    }
    return Optional.of(
        new Given(Optional.empty(), List.of(connection), fit.get().element(), fit.get().depth()));
  }

  private Optional<Given> several(PortRef ref, Port port, List<Connection> connections) {
    if (!Fit.isList(port.type())) {
      Connection again = connections.get(1);
      return wrong(
          again.origin(),
          "port " + ref + " is connected twice, by " + place(connections.get(0)) + " and " + again,
          "one connection, as its type is " + port.type() + ", not a list");
    }
    boolean fits = true;
    for (Connection connection : connections) {
      fits &= isElement(ref, port, connection);
    }
    return fits ? Optional.of(new Given(Optional.empty(), connections, true, 0)) : Optional.empty();
  }

  private boolean isElement(PortRef ref, Port port, Connection connection) {
    Optional<PortType> source = source(connection);
    PortType element = port.type().required().argument();
    if (source.isEmpty()) {
      untyped(connection, element, type -> Fit.isElement(type, port.type()));
      return false;
    }
    if (Fit.isElement(source.get(), port.type())) {
      return true;
    }
    if (port.type().accepts(source.get())) {
      wrong(
          connection.origin(),
          "port "
              + ref
              + " has several connections, and "
              + connection.from()
              + " brings a whole "
              + source.get(),
          "either one connection with the list, or several with an element (" + element + ") each");
    } else {
      mismatch(connection, source.get(), element);
    }
    return false;
  }

  /**
   * A connection from a module that is wrong itself or stands on a cycle, so that nobody knows how
   * often it is looped: it is a mismatch where it fits for no number of loops.
   */
  private Optional<Given> untyped(
      Connection connection, PortType target, Predicate<PortType> fits) {
    Optional<PortType> declared =
        draft(connection.from())
            .resolved
            .flatMap(module -> module.descriptor().output(connection.from().port()))
            .map(Port::type);
    boolean hopeless =
        declared.isPresent()
            && IntStream.rangeClosed(0, MOST_LOOPS)
                .noneMatch(n -> fits.test(declared.get().list(n)));
    return hopeless ? mismatch(connection, declared.get(), target) : Optional.empty();
  }

  private Optional<PortType> source(Connection connection) {
    return draft(connection.from()).outputType(connection.from().port());
  }

  private Draft draft(PortRef end) {
    return Objects.requireNonNull(drafts.get(end.module()), end.module());
  }

  private Optional<Given> mismatch(Connection connection, PortType source, PortType target) {
    boolean alike = source.toString().equals(target.toString());
    return wrong(
        connection.origin(),
        "type mismatch: "
            + connection.from()
            + " gives "
            + (alike ? source.fullName() : source)
            + ", "
            + connection.to()
            + " takes "
            + (alike ? target.fullName() : target),
        "the same type, one that fits without loss, or a list of it");
  }

  private Optional<Given> wrong(Origin origin, String message, String expected) {
    problems.add(Problem.of(origin, message, expected));
    return Optional.empty();
  }
}
