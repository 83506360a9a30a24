package dev.roundhouse.scheme;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Queued jobs, the highest priority first, ties in order of submission. */
final class JobQueue {

  private static final int COMMON_PRIORITY = 0;

  private final NavigableMap<Integer, JobList> lists = new TreeMap<>(Comparator.reverseOrder());
  private int size;

  int size() {
    return size;
  }

  void add(Job job) {
    lists.computeIfAbsent(job.task.options().priority(), any -> new JobList()).add(job);
    size++;
  }

  void remove(Job job) {
    JobList list = job.list;
    if (list == null) {
      throw new IllegalStateException("task " + job.task.id() + " is not queued");
    }
    list.remove(job);
    size--;
    int priority = job.task.options().priority();
    if (list.isEmpty() && priority != COMMON_PRIORITY) {
      lists.remove(priority);
    }
  }

  @Nullable Job poll() {
    for (JobList list : lists.values()) {
      Job job = list.first();
      if (job != null) {
        remove(job);
        return job;
      }
    }
    return null;
  }
}
