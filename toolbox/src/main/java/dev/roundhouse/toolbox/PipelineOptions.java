package dev.roundhouse.toolbox;

import dev.roundhouse.pipeline.LoadOptions;
import dev.roundhouse.pipeline.Pipeline;
import dev.roundhouse.pipeline.PlanRequest;
import dev.roundhouse.pipeline.Planned;
import dev.roundhouse.pipeline.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Which pipeline, and with what in it: the options that {@code run}, {@code check} and {@code
 * graph} share.
 */
final class PipelineOptions {

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "Pipeline file (HOCON or JSON), or a WfFormat 1.5 workflow instance.")
  private Path file = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "MODULE.PORT=VALUE",
      description = "Set an input port, over what the file sets. Repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--sink",
      paramLabel = "MODULE",
      description = "Run only what this module needs, and show its outputs. Repeatable.")
  private List<String> sinks = new ArrayList<>();

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "Jar or class folder with modules. Repeatable.")
  private List<Path> jars = new ArrayList<>();

  @Option(
      names = "--time-scale",
      paramLabel = "X",
      defaultValue = "1",
      description = "Multiply the run times of a workflow instance by this.")
  private double timeScale;

  /** The pipeline with the user's code that it runs. */
  record Loaded(Pipeline pipeline, UserJars jars, Planned planned) {}

  /** The pipeline's file, absolute. */
  Path file(CommandContext context) {
    return context.resolve(file);
  }

  /** Reads and plans the pipeline. */
  Loaded load(CommandContext context) {
    if (!(timeScale >= 0 && timeScale < Double.POSITIVE_INFINITY)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "usage",
          "--time-scale is " + timeScale + ", expected a number that is not negative",
          "");
    }
    Pipeline pipeline = Pipeline.load(context.resolve(file), new LoadOptions(timeScale));
    List<Path> all = new ArrayList<>(jars.stream().map(context::resolve).toList());
    all.addAll(pipeline.jars());
    UserJars code = UserJars.of(all);
    PlanRequest request =
        new PlanRequest(
            sinks, overrides, context.resolve(Path.of("")), code.loader(), code.bundles());
    return new Loaded(pipeline, code, dev.roundhouse.pipeline.Planner.plan(pipeline, request));
  }

  /** The failure that tells all problems. */
  static CommandFailure refused(List<Problem> problems) {
    String text = problems.stream().map(Problem::toString).collect(Collectors.joining("\n  "));
    String message =
        problems.size() == 1
            ? text
            : "the pipeline has " + problems.size() + " problems:\n  " + text;
    return new CommandFailure(
        ExitCode.USAGE,
        "invalid-pipeline",
        message,
        "",
        Map.of("problems", problems.stream().map(PipelineOptions::problem).toList()));
  }

  private static Map<String, @Nullable Object> problem(Problem problem) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", problem.origin().source());
    map.put("line", problem.origin().line() > 0 ? problem.origin().line() : null);
    map.put("message", problem.message());
    map.put("expected", problem.expected().orElse(null));
    return map;
  }
}
