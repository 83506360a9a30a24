package dev.roundhouse.scheme;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queues of a threading scheme and the threads that serve them: who may start what. Shares its
 * lock with the {@link JobTable}. Safe for use by several threads; calls nobody.
 */
final class Lanes {

  final ReentrantLock lock = new ReentrantLock();
  private final Lane computing;
  private final Lane waiting;
  private int running;
  private boolean draining;
  private boolean drainOpen;
  private boolean closed;

  /**
   * @param computing makes the threads of ordinary slots
   * @param waiting makes threads for jobs that mostly wait; without it these take ordinary slots
   */
  Lanes(ThreadingSettings settings, ThreadFactory computing, Optional<ThreadFactory> waiting) {
    this.computing = new Lane(computing, settings.size(), true, lock);
    this.waiting =
        waiting
            .map(threads -> new Lane(threads, settings.waiting(), false, lock))
            .orElse(this.computing);
  }

  /** The lane of a job; to be used under the lock. */
  Lane of(Job job) {
    return job.task.options().waits() ? waiting : computing;
  }

  /** Waits for the next job of a lane; none: the calling thread is to end. */
  @Nullable Job take(Lane lane) {
    lock.lock();
    try {
      while (lane.servers <= lane.size && !closed) {
        Job job = draining ? null : lane.queue.poll();
        if (job != null) {
          job.move(Job.State.RUNNING);
          job.cancelTimer();
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

  /** A thread of the lane could not be started, or was given up. */
  void lostServer(Lane lane) {
    lock.lock();
    try {
      lane.servers--;
    } finally {
      lock.unlock();
    }
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

  /** A job that was taken has ended, and its listener knows; true: a drain is over by this. */
  boolean release() {
    lock.lock();
    try {
      running--;
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

  /** Ends all idle threads; nothing is taken any more. */
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

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
