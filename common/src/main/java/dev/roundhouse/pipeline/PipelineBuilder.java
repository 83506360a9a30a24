package dev.roundhouse.pipeline;

import dev.roundhouse.module.TaskModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Builds a pipeline in a program:
 *
 * <pre>{@code
 * Pipeline.named("smooth")
 *     .module("read", "command", m -> m.set("args", List.of("cat", "signal.txt")))
 *     .module("parse", ParseNumbers.class)
 *     .connect("read.stdout", "parse.text")
 *     .build();
 * }</pre>
 *
 * <p>What is wrong with names and ports is reported when the pipeline is planned, all at once, as
 * for a file. Not safe for use by several threads.
 */
public final class PipelineBuilder {

  private String name;
  private final List<ModuleSpec> modules = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Path> jars = new ArrayList<>();
  private final List<GroupPort> in = new ArrayList<>();
  private final List<GroupPort> out = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Path folder = Path.of("").toAbsolutePath();
  private Optional<OnError> onError = Optional.empty();

  PipelineBuilder(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  void name(String given) {
    name = given;
  }

  /** What relative paths are relative to; call it before the modules. */
  public PipelineBuilder folder(Path given) {
    folder = given.toAbsolutePath().normalize();
    return this;
  }

  public PipelineBuilder onError(OnError given) {
    onError = Optional.of(given);
    return this;
  }

  /** Adds a jar or class folder. */
  public PipelineBuilder jar(Path jar) {
    jars.add(folder.resolve(jar).normalize());
    return this;
  }

  /** Adds a module without set parameters. */
  public PipelineBuilder module(String module, String type) {
    return module(module, type, m -> m);
  }

  /** Adds a module written as a class. */
  public PipelineBuilder module(String module, Class<? extends TaskModule<?, ?>> type) {
    return module(module, type.getName(), m -> m);
  }

  /** Adds a module written as a class. */
  public PipelineBuilder module(
      String module, Class<? extends TaskModule<?, ?>> type, UnaryOperator<ModuleBuilder> with) {
    return module(module, type.getName(), with);
  }

  /**
   * Adds a module.
   *
   * @param module its name
   * @param type short name of a built-in, or a class name
   * @param with sets its parameters and options
   */
  public PipelineBuilder module(String module, String type, UnaryOperator<ModuleBuilder> with) {
    ModuleBuilder builder = new ModuleBuilder(folder, Origin.PROGRAM);
    return add(with.apply(builder).build(module, type, problems));
  }

  /** Joins the output port {@code module.port} to the input port {@code module.port}. */
  public PipelineBuilder connect(String from, String to) {
    connect(from + " -> " + to, Origin.PROGRAM);
    return this;
  }

  /**
   * Adds a group: another pipeline, used as one module. Its jars become this pipeline's.
   *
   * @param module the group's name
   * @param inside what it runs; its {@link #portIn} and {@link #portOut} are the group's ports
   * @param with sets its inputs and options
   */
  public PipelineBuilder group(String module, Pipeline inside, UnaryOperator<ModuleBuilder> with) {
    inside.problems().forEach(this::problem);
    ModuleBuilder builder = new ModuleBuilder(folder, Origin.PROGRAM);
    builder.group(inside.withoutProblems());
    return add(with.apply(builder).build(module, GroupControl.NAME, problems));
  }

  /**
   * Where this pipeline is used as a group: gives it an input port.
   *
   * @param port its name
   * @param inner the ports {@code module.port} that take its value; at least one
   */
  public PipelineBuilder portIn(String port, String... inner) {
    portIn(port(port, inner));
    return this;
  }

  /**
   * Where this pipeline is used as a group: gives it an output port.
   *
   * @param port its name
   * @param inner the port {@code module.port} that has its value
   */
  public PipelineBuilder portOut(String port, String inner) {
    portOut(port(port, inner));
    return this;
  }

  private GroupPort port(String port, String... inner) {
    List<PortRef> refs = new ArrayList<>();
    for (String text : inner) {
      PortRef.parse(text)
          .ifPresentOrElse(
              refs::add,
              () ->
                  problem(
                      Problem.of(
                          Origin.PROGRAM,
                          "port " + port + " of a group is \"" + text + "\"",
                          PortRef.FORM)));
    }
    return new GroupPort(port, refs, Origin.PROGRAM);
  }

  void portIn(GroupPort port) {
    in.add(port);
  }

  void portOut(GroupPort port) {
    out.add(port);
  }

  public Pipeline build() {
    return new Pipeline(
        name, folder, modules, connections, onError, jars, new GroupPorts(in, out), problems);
  }

  PipelineBuilder add(ModuleSpec spec) {
    if (!names.add(spec.name())) {
      problem(
          Problem.of(
              spec.origin(), "there are two modules named " + spec.name(), "each name once"));
      return this;
    }
    modules.add(spec);
    spec.group().ifPresent(inside -> jars.addAll(inside.jars()));
    return this;
  }

  void connect(String text, Origin origin) {
    Connection.parse(text, origin)
        .ifPresentOrElse(
            connections::add,
            () -> problem(Problem.of(origin, "connection is \"" + text + "\"", Connection.FORM)));
  }

  void connect(Connection connection) {
    connections.add(connection);
  }

  void problem(Problem problem) {
    problems.add(problem);
  }
}
