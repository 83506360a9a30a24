package dev.roundhouse.link;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.WireCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A task from its submission until its end is told. */
final class LinkTask {

  final TaskSpec spec;
  final WireCode code;
  final long order;
  boolean submitted;

  /** Whether it is in a lane; kept by {@link LinkLanes}. */
  boolean waiting;

  /** The attempt whose start was told last; 0: none. */
  int startedAttempt;

  Optional<String> cancelReason = Optional.empty();
  private List<Attempt> lost = List.of();

  /**
   * @param order counts submissions, so that equal priorities keep their order
   */
  LinkTask(TaskSpec spec, WireCode code, long order) {
    this.spec = Objects.requireNonNull(spec, "spec");
    this.code = Objects.requireNonNull(code, "code");
    this.order = order;
  }

  long id() {
    return spec.number();
  }

  int priority() {
    return spec.template().priority();
  }

  /** Attempts that ended well but whose result was lost with its engine before it was read. */
  List<Attempt> lost() {
    return lost;
  }

  void lost(List<Attempt> attempts) {
    if (!attempts.isEmpty()) {
      lost = new ArrayList<>(lost);
      lost.addAll(attempts);
    }
  }
}
