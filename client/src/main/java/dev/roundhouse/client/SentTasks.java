package dev.roundhouse.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tasks of a run that are at the dispatcher, by its ids. For one thread. */
final class SentTasks {
  private final Map<Long, Task> byId = new HashMap<>();
  private final Set<TaskKey> keys = new HashSet<>();

  /**
   * A task at the dispatcher.
   *
   * @param bytes of its encoded inputs
   */
  record Task(TaskKey key, String scheme, int bytes) {}

  void add(String scheme, List<ModuleTasks.Made> tasks, List<Long> ids) {
    for (int i = 0; i < ids.size(); i++) {
      ModuleTasks.Made made = tasks.get(i);
      byId.put(ids.get(i), new Task(made.key(), scheme, made.bytes()));
      keys.add(made.key());
    }
  }

  Optional<TaskKey> key(long id) {
    return Optional.ofNullable(byId.get(id)).map(Task::key);
  }

  /** The task is not at the dispatcher any more; its outputs may still have to be read. */
  Optional<Task> ended(long id) {
    return Optional.ofNullable(byId.remove(id));
  }

  /** The task's end, outputs included, is known. */
  void settled(TaskKey key) {
    keys.remove(key);
  }

  /** Whether an end of the task will come by itself. */
  boolean isExpected(TaskKey key) {
    return keys.contains(key);
  }

  List<Long> ids() {
    return List.copyOf(byId.keySet());
  }
}
