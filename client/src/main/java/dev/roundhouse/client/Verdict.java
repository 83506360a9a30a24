package dev.roundhouse.client;

import dev.roundhouse.cache.Signature;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the cache says of a module whose inputs are there. */
sealed interface Verdict {

  /** Why, for people. */
  String reason();

  /** Its outputs are there, by its own ports. */
  record Hit(Signature signature, Map<String, Object> outputs, String reason) implements Verdict {
    public Hit {
      Objects.requireNonNull(signature, "signature");
      Objects.requireNonNull(outputs, "outputs");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * It has to run.
   *
   * @param signature empty where it cannot be told; then neither it nor what is downstream is kept
   * @param use what becomes of its outputs
   * @param tasks outputs of tasks that are there, by index and the callee's ports
   */
  record Compute(
      Optional<Signature> signature,
      Use use,
      String reason,
      Map<Integer, Map<String, Object>> tasks)
      implements Verdict {
    public Compute {
      tasks = Map.copyOf(tasks);
      Objects.requireNonNull(signature, "signature");
      Objects.requireNonNull(use, "use");
      Objects.requireNonNull(reason, "reason");
    }

    /** None of its tasks is there. */
    Compute(Optional<Signature> signature, Use use, String reason) {
      this(signature, use, reason, Map.of());
    }
  }

  /** What becomes of the outputs of a module that runs. */
  enum Use {
    /** They are kept, and others of the same signature in this run wait for them. */
    SHARED,
    /** They are kept. */
    KEPT,
    /** They go to those that are connected, and no further. */
    ONCE
  }
}
