package dev.roundhouse.scheme;

import dev.roundhouse.work.Work;
import java.util.Objects;

/**
 * A task as it is given to a scheme.
 *
 * @param id unique within the session for all time
 * @param label for people: a module's name, or what the user gave
 * @param work what to compute
 * @param options limits and placement
 */
public record SchemeTask(long id, String label, Work work, TaskOptions options) {

  public SchemeTask {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(options, "options");
  }

  /** For messages: {@code task smooth[2]} by its label, {@code task 17} where it has none. */
  public String name() {
    return "task " + (label.isEmpty() ? String.valueOf(id) : label);
  }
}
