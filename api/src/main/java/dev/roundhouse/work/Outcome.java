package dev.roundhouse.work;

import java.util.Objects;

/** How a task or an attempt ended. */
public sealed interface Outcome {

  record Succeeded(Payload result) implements Outcome {
    public Succeeded {
      Objects.requireNonNull(result, "result");
    }
  }

  record Failed(TaskError error) implements Outcome {
    public Failed {
      Objects.requireNonNull(error, "error");
    }
  }

  record Cancelled(String reason) implements Outcome {
    public Cancelled {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
