package dev.roundhouse.scheme;

import org.jspecify.annotations.Nullable;

/**
 * Queued jobs in order of submission, linked through the jobs themselves: a queued task costs no
 * node, and a cancelled one leaves at once.
 */
final class JobList {

  private @Nullable Job first;
  private @Nullable Job last;

  boolean isEmpty() {
    return first == null;
  }

  @Nullable Job first() {
    return first;
  }

  void add(Job job) {
    job.list = this;
    job.previous = last;
    if (last == null) {
      first = job;
    } else {
      last.next = job;
    }
    last = job;
  }

  void remove(Job job) {
    if (job.previous == null) {
      first = job.next;
    } else {
      job.previous.next = job.next;
    }
    if (job.next == null) {
      last = job.previous;
    } else {
      job.next.previous = job.previous;
    }
    job.list = null;
    job.previous = null;
    job.next = null;
  }
}
