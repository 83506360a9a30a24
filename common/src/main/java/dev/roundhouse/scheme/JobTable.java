package dev.roundhouse.scheme;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a threading scheme that have not ended, and the threads that may run them.
 * Invariants: a job is in a queue exactly while it is {@code QUEUED}; its end is decided once, by
 * whoever moves it to {@code ENDED}. Safe for use by several threads; calls nobody.
 */
final class JobTable {

  /**
   * Jobs that a cancel found.
   *
   * @param ended had not started: their end is decided
   * @param running have a thread, which is to be stopped
   */
  record Found(List<Job> ended, List<Job> running) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition delivery = lock.newCondition();
  private final Map<Long, Job> jobs = new HashMap<>();
  private final Lane computing;
  private final Lane waiting;
  private int undelivered;
  private int running;
  private boolean draining;
  private boolean drainOpen;
  private boolean closed;

  /**
   * @param computing makes the threads of ordinary slots
   * @param waiting makes threads for jobs that mostly wait; without it these take ordinary slots
   */
  JobTable(ThreadingSettings settings, ThreadFactory computing, Optional<ThreadFactory> waiting) {
    this.computing = new Lane(computing, settings.size(), true, lock);
    this.waiting =
        waiting
            .map(threads -> new Lane(threads, settings.waiting(), false, lock))
            .orElse(this.computing);
  }

  /** Takes in tasks, except those that are known; {@link #enqueue} is to follow. */
  List<Job> announce(List<SchemeTask> tasks) {
    List<Job> announced = new ArrayList<>(tasks.size());
    lock.lock();
    try {
      for (SchemeTask task : tasks) {
        Job job = new Job(task);
        if (jobs.putIfAbsent(task.id(), job) == null) {
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
        if (closed || job.cancelled != null) {
          decide(job);
          ended.add(job);
        } else {
          job.state = Job.State.QUEUED;
          laneOf(job).queue.add(job);
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

  /** Waits for the next job of a lane; none: the calling thread is to end. */
  @Nullable Job take(Lane lane) {
    lock.lock();
    try {
      while (lane.servers <= lane.size && !closed) {
        Job job = draining ? null : lane.queue.poll();
        if (job != null) {
          job.state = Job.State.RUNNING;
          cancelTimer(job);
          running++;
          return job;
        }
        if (!lane.patient) {
          break;
        }
        lane.idle++;
        lane.work.awaitUninterruptibly();
        lane.idle--;
      }
      lane.servers--;
      return null;
    } finally {
      lock.unlock();
    }
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
      laneOf(job).servers--;
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
      laneOf(job).queue.remove(job);
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
        Job job = jobs.get(id);
        if (job != null) {
          cancel(job, reason, found);
        }
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
      laneOf(job).queue.remove(job);
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
      return jobs.values().stream().filter(wanted).map(job -> job.task.id()).toList();
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
      if (job.execution != null) {
        running--;
      }
      if (undelivered == 0) {
        delivery.signalAll();
      }
      return drainIsOver();
    } finally {
      lock.unlock();
    }
  }

  /** Starts no queued job any more; the answer is whether nothing runs already. */
  boolean drain() {
    lock.lock();
    try {
      draining = true;
      drainOpen = true;
      return drainIsOver();
    } finally {
      lock.unlock();
    }
  }

  private boolean drainIsOver() {
    boolean over = drainOpen && running == 0;
    drainOpen &= !over;
    return over;
  }

  void resize(int size) {
    lock.lock();
    try {
      computing.size = size;
      computing.work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all idle threads, and every job that is enqueued later. */
  void close() {
    lock.lock();
    try {
      closed = true;
      computing.work.signalAll();
      waiting.work.signalAll();
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

  /** The lanes that want threads, each as often as it wants one; counted as theirs already. */
  List<Lane> callServers() {
    lock.lock();
    try {
      int computingMissing = draining ? 0 : computing.callServers();
      int waitingMissing = draining || waiting == computing ? 0 : waiting.callServers();
      if (computingMissing + waitingMissing == 0) {
        return List.of();
      }
      List<Lane> wanting = new ArrayList<>(Collections.nCopies(computingMissing, computing));
      wanting.addAll(Collections.nCopies(waitingMissing, waiting));
      return wanting;
    } finally {
      lock.unlock();
    }
  }

  /** Takes back a thread that could not be started. */
  void lostServer(Lane lane) {
    lock.lock();
    try {
      lane.servers--;
    } finally {
      lock.unlock();
    }
  }

  private Lane laneOf(Job job) {
    return job.task.options().waits() ? waiting : computing;
  }

  private void decide(Job job) {
    job.state = Job.State.ENDED;
    jobs.remove(job.task.id());
    cancelTimer(job);
  }

  private static void cancelTimer(Job job) {
    Future<?> timer = job.queueTimer;
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
