package dev.roundhouse.link;

import dev.roundhouse.wire.Batches;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The tasks at the cluster that are to be cancelled; an order to do so may be lost on the way. */
final class LinkCancels {

  private final List<LinkTask> wanted = new ArrayList<>();

  /** Notes a reason; false where the task was to be cancelled already. */
  boolean add(LinkTask task, String reason) {
    boolean fresh = task.cancelReason.isEmpty();
    if (fresh) {
      wanted.add(task);
    }
    task.cancelReason = Optional.of(reason);
    return fresh;
  }

  /** Those that have not ended yet. */
  List<LinkTask> open(Predicate<LinkTask> held) {
    wanted.removeIf(held.negate());
    return List.copyOf(wanted);
  }

  /** The orders for these tasks, each with its own reason. */
  static List<CancelTasks> orders(String client, List<LinkTask> tasks) {
    Map<String, List<LinkTask>> byReason = new LinkedHashMap<>();
    for (LinkTask task : tasks) {
      byReason.computeIfAbsent(task.cancelReason.orElse(""), r -> new ArrayList<>()).add(task);
    }
    List<CancelTasks> orders = new ArrayList<>();
    byReason.forEach((reason, alike) -> orders.addAll(orders(client, alike, reason)));
    return orders;
  }

  static List<CancelTasks> orders(String client, List<LinkTask> tasks, String reason) {
    return Batches.split(tasks, task -> Long.BYTES).stream()
        .map(batch -> batch.stream().mapToLong(LinkTask::id).toArray())
        .map(numbers -> new CancelTasks(client, numbers, reason))
        .toList();
  }
}
