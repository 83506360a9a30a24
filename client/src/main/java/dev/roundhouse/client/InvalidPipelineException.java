package dev.roundhouse.client;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.pipeline.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A pipeline cannot run as it is written; nothing of it was started. */
public final class InvalidPipelineException extends RoundhouseException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidPipelineException(String pipeline, List<Problem> problems) {
    super(
        "invalid-pipeline",
        "the pipeline "
            + pipeline
            + " cannot run:\n"
            + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")),
        "mend it; `roundhouse check` shows the same for a file");
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, by place; at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
