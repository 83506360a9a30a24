package dev.roundhouse.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user wrote: modules and connections, not yet checked. {@link Planner} checks it, and
 * reports what was wrong in the file together with what is wrong in the graph. Immutable.
 *
 * @param name for people and records
 * @param folder what relative paths are relative to, absolute: the file's folder
 * @param modules in declaration order
 * @param connections in declaration order
 * @param onError empty: as the run says, by default to go on
 * @param jars jars and class folders that the pipeline brings, absolute
 * @param ports what it has where it is used as a group
 * @param problems what could not be read
 */
public record Pipeline(
    String name,
    Path folder,
    List<ModuleSpec> modules,
    List<Connection> connections,
    Optional<OnError> onError,
    List<Path> jars,
    GroupPorts ports,
    List<Problem> problems) {

  public Pipeline {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(folder, "folder");
    modules = List.copyOf(modules);
    connections = List.copyOf(connections);
    Objects.requireNonNull(onError, "onError");
    jars = List.copyOf(jars);
    Objects.requireNonNull(ports, "ports");
    problems = List.copyOf(problems);
  }

  Pipeline withPorts(GroupPorts given) {
    return new Pipeline(name, folder, modules, connections, onError, jars, given, problems);
  }

  /** As it is kept inside another pipeline, which tells its problems. */
  Pipeline withoutProblems() {
    return new Pipeline(name, folder, modules, connections, onError, jars, ports, List.of());
  }

  /** Starts a pipeline in a program; relative paths are relative to the working directory. */
  public static PipelineBuilder named(String name) {
    return new PipelineBuilder(name);
  }

  /**
   * Reads a pipeline file: HOCON, JSON, or a WfFormat 1.5 workflow instance. It never fails: what
   * is wrong, also that there is no such file, is among the pipeline's problems, and a run of it is
   * refused with them.
   */
  public static Pipeline load(Path file) {
    return load(file, LoadOptions.DEFAULTS);
  }

  /** As {@link #load(Path)}. */
  public static Pipeline load(Path file, LoadOptions options) {
    return PipelineFile.read(file, options);
  }
}
