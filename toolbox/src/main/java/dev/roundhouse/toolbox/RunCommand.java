package dev.roundhouse.toolbox;

import dev.roundhouse.client.RunOrigin;
import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.pipeline.Planned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a pipeline and shows its outputs. */
@Command(name = "run", description = "Runs a pipeline and shows the outputs of its sinks.")
final class RunCommand implements ToolboxCommand {

  private static final List<String> SCHEMES = List.of("cluster", "multiprocessing", "threading");

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final PipelineOptions pipeline = new PipelineOptions();

  @Option(
      names = "--engines",
      paramLabel = "N",
      description =
          "Start N engines for this run only, and a controller where none was started, and use the"
              + " cluster.")
  private @Nullable Integer engines;

  @Option(
      names = "--schemes",
      paramLabel = "NAME",
      split = ",",
      description = "Use only these schemes: cluster, multiprocessing, threading.")
  private List<String> schemes = new ArrayList<>();

  @Option(
      names = "--on-error",
      paramLabel = "continue|stop",
      description = "What a failed module does to branches that do not need it.")
  private @Nullable OnError onError;

  @Option(names = "--no-cache", description = "Compute everything, also what is cached.")
  private boolean noCache;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page with graph, timeline, modules and errors when the run has ended.")
  private @Nullable Path report;

  @Option(names = "--dry-run", description = "Show what would run and where, and run nothing.")
  private boolean dryRun;

  @Override
  public ExitCode run(CommandContext context) {
    checkOptions();
    PipelineOptions.Loaded loaded = pipeline.load(context);
    if (loaded.planned() instanceof Planned.Refused refused) {
      throw PipelineOptions.refused(refused.problems());
    }
    PipelineRunner.Request request =
        new PipelineRunner.Request(
            ((Planned.Ready) loaded.planned()).plan(),
            loaded.jars().loader(),
            Optional.ofNullable(engines),
            List.copyOf(schemes),
            onError(loaded),
            !noCache,
            new RunOrigin(Optional.of(pipeline.file(context)), Optional.of(typed())),
            Optional.ofNullable(report).map(context::resolve));
    request.report().ifPresent(RunCommand::checkReport);
    if (dryRun) {
      context.output().result(DryRun.document(context, request), DryRun.text(context, request));
      return ExitCode.DONE;
    }
    return new PipelineRunner(context, request).run();
  }

  /** The command as it was typed. */
  private String typed() {
    List<String> words =
        Objects.requireNonNull(spec, "spec").root().commandLine().getParseResult().originalArgs();
    return words.stream()
        .map(
            word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "roundhouse ", ""));
  }

  private OnError onError(PipelineOptions.Loaded loaded) {
    Optional<OnError> said = Optional.ofNullable(onError);
    return said.or(loaded.pipeline()::onError).orElse(OnError.CONTINUE);
  }

  /** Before the run: who waited for its end wants its report. */
  private static void checkReport(Path file) {
    Path folder = file.getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw usage(
          "--report is " + file + ", expected a file in a folder that can be written",
          "make the folder, or name another file");
    }
  }

  private void checkOptions() {
    if (engines != null && engines < 1) {
      throw usage("--engines is " + engines + ", expected at least 1", "");
    }
    for (String scheme : schemes) {
      if (!SCHEMES.contains(scheme)) {
        throw usage(
            "--schemes names \"" + scheme + "\", expected some of " + String.join(", ", SCHEMES),
            "");
      }
    }
    if (engines != null && !schemes.isEmpty() && !schemes.contains("cluster")) {
      throw usage(
          "--engines starts engines, but --schemes leaves out the cluster",
          "add cluster to --schemes, or leave out --engines");
    }
  }

  private static CommandFailure usage(String message, String hint) {
    return new CommandFailure(ExitCode.USAGE, "usage", message, hint);
  }
}
