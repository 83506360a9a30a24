package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.scheme.SchemeTask;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What {@link DispatchCore} wants to be done. */
sealed interface DispatchEffect {

  /** Give these tasks to the scheme of this name. */
  record Submit(String scheme, List<SchemeTask> tasks) implements DispatchEffect {
    public Submit {
      Objects.requireNonNull(scheme, "scheme");
      tasks = List.copyOf(tasks);
    }
  }

  /** Tell the scheme of this name to cancel these tasks. */
  record Cancel(String scheme, List<Long> tasks, String reason) implements DispatchEffect {
    public Cancel {
      Objects.requireNonNull(scheme, "scheme");
      tasks = List.copyOf(tasks);
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Tell a listener. */
  record Report(Scheme.Listener listener, SchemeEvent event) implements DispatchEffect {
    public Report {
      Objects.requireNonNull(listener, "listener");
      Objects.requireNonNull(event, "event");
    }
  }

  /** Call {@link DispatchCore#again} after the pause; the task then goes to this scheme. */
  record Again(long task, String scheme, Duration pause) implements DispatchEffect {
    public Again {
      Objects.requireNonNull(scheme, "scheme");
      Objects.requireNonNull(pause, "pause");
    }
  }
}
