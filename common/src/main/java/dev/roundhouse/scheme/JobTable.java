package dev.roundhouse.scheme;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The jobs of a threading scheme that have not ended. Invariants: a job is in a queue exactly while
 * it is {@code QUEUED}; its end is decided once, by whoever moves it to {@code ENDED}. Safe for use
 * by several threads; calls nobody.
 */
final class JobTable {

  /**
   * Jobs that a cancel found.
   *
   * @param ended had not started: their end is decided
   * @param running have a thread, which is to be stopped
   */
  record Found(List<Job> ended, List<Job> running) {}

  private final Lanes lanes;
  private final ReentrantLock lock;
  private final Condition delivery;
  private final TaskTable<Job> jobs = new TaskTable<>();
  private int undelivered;

  JobTable(Lanes lanes) {
    this.lanes = lanes;
    this.lock = lanes.lock;
    this.delivery = lock.newCondition();
  }

  /** Takes in tasks, except those that are known; {@link #enqueue} is to follow. */
  List<Job> announce(List<SchemeTask> tasks) {
    List<Job> announced = new ArrayList<>(tasks.size());
    lock.lock();
    try {
      for (SchemeTask task : tasks) {
        if (jobs.get(task.id()).isEmpty()) {
          Job job = new Job(task);
          jobs.put(task.id(), job);
          announced.add(job);
        }
      }
      undelivered += announced.size();
    } finally {
      lock.unlock();
    }
    return announced;
  }

  /**
   * Queues announced jobs.
   *
   * @return those that were cancelled meanwhile: their end is decided
   */
  List<Job> enqueue(List<Job> announced) {
    List<Job> ended = new ArrayList<>();
    lock.lock();
    try {
      for (Job job : announced) {
        if (lanes.isClosed() || job.cancelled != null) {
          decide(job);
          ended.add(job);
        } else {
          job.move(Job.State.QUEUED);
          lanes.of(job).queue.add(job);
        }
      }
    } finally {
      lock.unlock();
    }
    return ended;
  }

  /** Gives a queued job the timer that ends it; one that is not queued any more needs none. */
  void arm(Job job, Future<?> timer) {
    lock.lock();
    try {
      if (job.state == Job.State.QUEUED) {
        job.queueTimer = timer;
        return;
      }
    } finally {
      lock.unlock();
    }
    timer.cancel(false);
  }

  /** Gives a running job its execution; one that was cancelled meanwhile gives the reason. */
  Optional<String> begin(Job job, Execution execution) {
    lock.lock();
    try {
      job.execution = execution;
      return Optional.ofNullable(job.cancelled);
    } finally {
      lock.unlock();
    }
  }

  /** Decides the end of a job that ran; false: it was given up before, and so was its thread. */
  boolean finish(Job job) {
    lock.lock();
    try {
      if (job.state == Job.State.ENDED) {
        return false;
      }
      decide(job);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up a running job with its thread, whose place becomes free; false: it has ended. */
  boolean abandon(Job job) {
    lock.lock();
    try {
      if (job.state != Job.State.RUNNING) {
        return false;
      }
      decide(job);
      lanes.lostServer(lanes.of(job));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Decides the end of a job that is still queued; false: it is not. */
  boolean expire(Job job) {
    lock.lock();
    try {
      if (job.state != Job.State.QUEUED) {
        return false;
      }
      lanes.of(job).queue.remove(job);
      decide(job);
      return true;
    } finally {
      lock.unlock();
    }
  }

  Found cancel(List<Long> ids, String reason) {
    Found found = new Found(new ArrayList<>(), new ArrayList<>());
    lock.lock();
    try {
      for (Long id : ids) {
        jobs.get(id).ifPresent(job -> cancel(job, reason, found));
      }
    } finally {
      lock.unlock();
    }
    return found;
  }

  private void cancel(Job job, String reason, Found found) {
    if (job.cancelled == null) {
      job.cancelled = reason;
    }
    if (job.state == Job.State.QUEUED) {
      lanes.of(job).queue.remove(job);
      decide(job);
      found.ended().add(job);
    } else if (job.execution != null) {
      found.running().add(job);
    }
  }

  /** Every job that has not ended. */
  List<Long> ids() {
    return ids(any -> true);
  }

  /** Every job that has a thread. */
  List<Long> runningIds() {
    return ids(job -> job.state == Job.State.RUNNING);
  }

  private List<Long> ids(Predicate<Job> wanted) {
    lock.lock();
    try {
      List<Long> ids = new ArrayList<>();
      jobs.forEach(
          job -> {
            if (wanted.test(job)) {
              ids.add(job.task.id());
            }
          });
      return ids;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts a job whose end the listener was told.
   *
   * @return whether a drain is over by this
   */
  boolean delivered(Job job) {
    lock.lock();
    try {
      undelivered--;
      if (undelivered == 0) {
        delivery.signalAll();
      }
      return job.execution != null && lanes.release();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the listener was told every end; false: the time ran out. */
  boolean awaitDelivery(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (undelivered > 0 && left > 0) {
        left = delivery.awaitNanos(left);
      }
      return undelivered == 0;
    } finally {
      lock.unlock();
    }
  }

  private void decide(Job job) {
    job.move(Job.State.ENDED);
    jobs.remove(job.task.id());
    job.cancelTimer();
  }
}
