package dev.roundhouse.client;

import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.time.Instant;
import java.util.Objects;

/** What a run tells its listeners, in the order in which it happens. */
public sealed interface RunEvent {

  /** A module is in another state. */
  record ModuleChanged(ModuleProgress module, Instant at) implements RunEvent {
    public ModuleChanged {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(at, "at");
    }
  }

  /** A module failed; comes right after its change of state. */
  record ModuleFailed(String module, TaskError error) implements RunEvent {
    public ModuleFailed {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(error, "error");
    }
  }

  /** An attempt of a task computes now. */
  record TaskStarted(String module, int index, int attempt, Place place) implements RunEvent {
    public TaskStarted {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(place, "place");
    }
  }

  /** A module is further: a task of it ended, or told how far it is. */
  record ModuleProgressed(ModuleProgress module) implements RunEvent {
    public ModuleProgressed {
      Objects.requireNonNull(module, "module");
    }
  }

  /**
   * A task printed something.
   *
   * @param error to standard error
   */
  record TaskOutput(String module, int index, boolean error, String text) implements RunEvent {
    public TaskOutput {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(text, "text");
    }
  }

  /** The run is over; the last event. */
  record Ended(RunStatus status, Instant at) implements RunEvent {
    public Ended {
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(at, "at");
    }
  }
}
