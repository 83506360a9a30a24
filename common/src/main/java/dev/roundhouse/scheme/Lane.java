package dev.roundhouse.scheme;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue and the threads that serve it. Guarded by the job table's lock.
 *
 * <p>A patient lane's threads wait for work; another's end when there is none.
 */
final class Lane {

  final ThreadFactory threads;
  final boolean patient;
  final JobQueue queue = new JobQueue();
  final Condition work;
  int size;
  int servers;
  int idle;

  Lane(ThreadFactory threads, int size, boolean patient, ReentrantLock lock) {
    this.threads = threads;
    this.size = size;
    this.patient = patient;
    this.work = lock.newCondition();
  }

  /** Wakes idle threads and counts in those that are missing; the caller starts these. */
  int callServers() {
    int woken = Math.min(idle, queue.size());
    for (int i = 0; i < woken; i++) {
      work.signal();
    }
    int missing = Math.max(0, Math.min(queue.size() - idle, size - servers));
    servers += missing;
    return missing;
  }
}
