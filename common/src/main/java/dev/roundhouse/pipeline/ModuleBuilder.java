package dev.roundhouse.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sets the parameters and options of one module; see {@link PipelineBuilder}. */
public final class ModuleBuilder {

  private final Path folder;
  private final Origin origin;
  private final Map<String, Setting> inputs = new LinkedHashMap<>();
  private final Map<String, Origin> twice = new LinkedHashMap<>();
  private Optional<List<String>> schemes = Optional.empty();
  private int retries;
  private Optional<Duration> queueTimeout = Optional.empty();
  private Optional<Duration> runTimeout = Optional.empty();
  private boolean pairwise;
  private boolean cache = true;
  private Optional<Pipeline> group = Optional.empty();

  ModuleBuilder(Path folder, Origin origin) {
    this.folder = folder;
    this.origin = origin;
  }

  /**
   * Sets an input port.
   *
   * @param value of the port's type, or what it can be read from as in a file, or a list of such to
   *     run the module once for each
   */
  public ModuleBuilder set(String port, Object value) {
    set(port, Setting.of(Objects.requireNonNull(value, "value"), folder, origin));
    return this;
  }

  void set(String port, Setting setting) {
    if (inputs.putIfAbsent(port, setting) != null) {
      twice.put(port, setting.origin());
    }
  }

  /** The only schemes that it may take. */
  public ModuleBuilder schemes(String... names) {
    schemes = Optional.of(List.of(names));
    return this;
  }

  /**
   * How often an exception is tried again.
   *
   * @param times at least 0
   */
  public ModuleBuilder retries(int times) {
    if (times < 0) {
      throw new IllegalArgumentException("retries is " + times + ", expected at least 0");
    }
    retries = times;
    return this;
  }

  /** Longest wait of a task before it starts. */
  public ModuleBuilder queueTimeout(Duration longest) {
    queueTimeout = Optional.of(longest);
    return this;
  }

  /** Longest run of one attempt. */
  public ModuleBuilder runTimeout(Duration longest) {
    runTimeout = Optional.of(longest);
    return this;
  }

  /** Loops zip their lists instead of combining all their elements. */
  public ModuleBuilder pairwise() {
    pairwise = true;
    return this;
  }

  /**
   * Whether its results are taken from the cache.
   *
   * @param given false: it runs every time
   */
  public ModuleBuilder cache(boolean given) {
    cache = given;
    return this;
  }

  void group(Pipeline inside) {
    group = Optional.of(inside);
  }

  ModuleSpec build(String name, String type, List<Problem> problems) {
    twice.forEach(
        (port, again) ->
            problems.add(
                Problem.of(again, "port " + name + "." + port + " is set twice", "it once")));
    ModuleOptions options =
        new ModuleOptions(schemes, retries, queueTimeout, runTimeout, pairwise, cache);
    return new ModuleSpec(name, type, inputs, options, group, origin);
  }
}
