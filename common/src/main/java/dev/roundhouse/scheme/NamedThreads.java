package dev.roundhouse.scheme;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads with a common prefix and a number. */
final class NamedThreads implements ThreadFactory {

  private final String prefix;
  private final AtomicInteger count = new AtomicInteger();

  NamedThreads(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public Thread newThread(Runnable body) {
    Thread thread = new Thread(body, prefix + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
