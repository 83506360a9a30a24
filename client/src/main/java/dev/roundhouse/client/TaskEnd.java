package dev.roundhouse.client;

import dev.roundhouse.work.TaskError;
import java.util.Map;
import java.util.Objects;

/** How a task of a run ended, its values decoded. */
sealed interface TaskEnd {

  /** The outputs by the callee's port; values may be null. */
  record Succeeded(Map<String, Object> outputs) implements TaskEnd {
    public Succeeded {
      Objects.requireNonNull(outputs, "outputs");
    }
  }

  record Failed(TaskError error) implements TaskEnd {
    public Failed {
      Objects.requireNonNull(error, "error");
    }
  }

  record Cancelled(String reason) implements TaskEnd {
    public Cancelled {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
