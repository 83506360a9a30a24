package dev.roundhouse.child;

import dev.roundhouse.child.ChildMessage.Compute;
import dev.roundhouse.work.AttemptContext;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.Scratch;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Computes what the parent sends, one task at a time, and ends this JVM when the parent says so or
 * the channel closes.
 */
final class Child implements FrameChannel.Receiver {

  private static final int BROKEN = 70;
  private static final int IDLE_SECONDS = 10;
  private static final long CLEANING_MILLIS = 1000;

  /** A task behind others, with its code, which may be forgotten meanwhile. */
  private record Waiting(Compute compute, Optional<Code> code) {}

  private final CodeRunner runner;
  private final FrameChannel channel;
  private final AttemptContext.Surroundings surroundings;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable ChildAttempt current;
  private long toldHeap;

  /**
   * A child on a connected socket.
   *
   * @param scratch folder for scratch directories
   */
  Child(SocketChannel socket, Path scratch, CodeRunner runner) throws IOException {
    this.runner = Objects.requireNonNull(runner, "runner");
    channel = new FrameChannel(socket, "roundhouse-channel", this);
    surroundings = new AttemptContext.Surroundings(subTaskPool(), scratch);
  }

  private static ThreadPoolExecutor subTaskPool() {
    int size = Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Child::daemon);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "roundhouse-sub-task");
    thread.setDaemon(true);
    return thread;
  }

  /** Greets the parent and computes in the calling thread until this JVM ends. */
  void serve(String token) {
    channel.start();
    channel.send(new ChildMessage.Hello(token, ProcessHandle.current().pid()));
    try {
      tellHeap();
      while (true) {
        ChildAttempt attempt = next();
        attempt.run();
        finish();
      }
    } catch (Throwable e) {
      // Only user code may fail; after anything else this JVM is not to be trusted.
      e.printStackTrace();
      Runtime.getRuntime().halt(BROKEN);
    }
  }

  /** The parent decides by it, before it has a task's end, whether the next one comes here. */
  private void tellHeap() {
    long heap = Runtime.getRuntime().totalMemory();
    if (heap != toldHeap) {
      toldHeap = heap;
      channel.post(new ChildMessage.Heap(heap));
    }
  }

  private synchronized ChildAttempt next() throws InterruptedException {
    while (waiting.isEmpty()) {
      channel.flush();
      wait();
    }
    Waiting next = waiting.remove();
    ChildAttempt attempt =
        new ChildAttempt(next.compute(), channel, surroundings, context -> compute(next, context));
    current = attempt;
    return attempt;
  }

  private byte[] compute(Waiting task, AttemptContext context) throws Exception {
    String id = task.compute().codeId();
    Code code =
        task.code()
            .orElseThrow(() -> new IllegalStateException("the code " + id + " was not sent"));
    try {
      return runner.run(code, task.compute().argument(), context);
    } finally {
      tellHeap();
    }
  }

  private synchronized void finish() {
    current = null;
  }

  @Override
  public void received(List<Body> bodies) {
    for (Body body : bodies) {
      receive(MessageCodec.decode(body));
    }
  }

  private void receive(ChildMessage message) {
    if (message instanceof Compute compute) {
      add(compute);
    } else if (message instanceof ChildMessage.Learn learn) {
      codes.put(learn.code().id(), learn.code());
    } else if (message instanceof ChildMessage.Forget forget) {
      codes.remove(forget.codeId());
      runner.forget(forget.codeId());
    } else if (message instanceof ChildMessage.Interrupt interrupt) {
      if (!giveBack(interrupt.task())) {
        interrupt(interrupt.task());
      }
    } else if (message instanceof ChildMessage.Recall recall) {
      giveBack(recall.task());
    } else if (message instanceof ChildMessage.Stop) {
      // Not on the channel's thread, which has to see the channel's end even if a hook hangs.
      daemon(() -> System.exit(0)).start();
    }
  }

  private synchronized void add(Compute compute) {
    waiting.add(new Waiting(compute, Optional.ofNullable(codes.get(compute.codeId()))));
    notifyAll();
  }

  private synchronized boolean giveBack(long task) {
    boolean found = waiting.removeIf(other -> other.compute().task() == task);
    if (found) {
      channel.send(new ChildMessage.Returned(task));
    }
    return found;
  }

  private synchronized void interrupt(long task) {
    if (current != null && current.task() == task) {
      current.interrupt();
    }
  }

  /** A child without a parent has nothing to do, and neither have the programs it started. */
  @Override
  public void closed(String why) {
    Thread cleaner = daemon(this::cleanUp);
    cleaner.start();
    try {
      cleaner.join(CLEANING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private void cleanUp() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Scratch.delete(surroundings.scratch());
  }
}
