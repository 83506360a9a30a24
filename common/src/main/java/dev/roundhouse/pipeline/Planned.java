package dev.roundhouse.pipeline;

import java.util.List;
import java.util.Objects;

/** What came of planning a pipeline. */
public sealed interface Planned {

  /** It can run. */
  record Ready(Plan plan) implements Planned {
    public Ready {
      Objects.requireNonNull(plan, "plan");
    }
  }

  /**
   * It cannot.
   *
   * @param problems all of them, by place; at least one
   */
  record Refused(List<Problem> problems) implements Planned {
    public Refused {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("no problems, expected at least one");
      }
    }
  }
}
