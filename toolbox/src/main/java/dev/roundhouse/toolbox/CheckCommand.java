package dev.roundhouse.toolbox;

import dev.roundhouse.pipeline.Planned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells all that is wrong with a pipeline. */
@Command(
    name = "check",
    description = "Checks a pipeline file: all problems with file, line and what was expected.")
final class CheckCommand implements ToolboxCommand {

  @Mixin private final PipelineOptions pipeline = new PipelineOptions();

  @Override
  public ExitCode run(CommandContext context) {
    PipelineOptions.Loaded loaded = pipeline.load(context);
    if (loaded.planned() instanceof Planned.Refused refused) {
      throw PipelineOptions.refused(refused.problems());
    }
    Planned.Ready ready = (Planned.Ready) loaded.planned();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pipeline", ready.plan().name());
    document.put("valid", true);
    document.put("modules", ready.plan().nodes().size());
    document.put("sinks", ready.plan().sinks());
    document.put("problems", List.of());
    context
        .output()
        .result(
            document,
            ready.plan().name()
                + " is valid: "
                + ready.plan().nodes().size()
                + " modules, sinks "
                + String.join(", ", ready.plan().sinks()));
    return ExitCode.DONE;
  }
}
