package dev.roundhouse.scheme;

import dev.roundhouse.child.Body;
import dev.roundhouse.child.ChildMessage;
import dev.roundhouse.child.FrameChannel;
import dev.roundhouse.child.Main;
import dev.roundhouse.child.MessageCodec;
import dev.roundhouse.module.Durations;
import dev.roundhouse.process.ProcessEnd;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.work.Scratch;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One child JVM as its parent has it: process, channel, folder. Tells {@code Ready} and what the
 * child says, and, last and once, {@code Exited}. Nothing of it blocks but its own threads. Safe
 * for use by several threads.
 */
final class ChildProcess implements FrameChannel.Receiver {

  // Ctrl-C and a closed terminal reach all processes of a terminal; only the parent may act on
  // them.
  private static final List<String> IGNORING_THE_TERMINAL =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

  private static final int LONGEST_WORDS = 1000;
  private static final long PATIENCE_MILLIS = 2000;

  private final int number;
  private final ChildJvm jvm;
  private final Consumer<List<ChildPoolEvent>> events;
  private final String token = UUID.randomUUID().toString();
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();
  private final CompletableFuture<Void> channelClosed = new CompletableFuture<>();
  private final LastWords words = new LastWords();
  private @Nullable Process process;
  private @Nullable FrameChannel channel;
  private boolean killed;
  private @Nullable String failure;

  ChildProcess(int number, ChildJvm jvm, Consumer<List<ChildPoolEvent>> events) {
    this.number = number;
    this.jvm = jvm;
    this.events = events;
  }

  /** Starts the process on a thread of its own. */
  void launch() {
    daemon("start", this::start).start();
  }

  private Thread daemon(String what, Runnable body) {
    Thread thread = new Thread(body, "roundhouse-child-" + number + "-" + what);
    thread.setDaemon(true);
    return thread;
  }

  private void start() {
    try {
      OwnerOnly.createDirectories(jvm.directory());
      startIn(OwnerOnly.createTemporaryDirectory(jvm.directory(), "child-"));
    } catch (IOException e) {
      exited("no child JVM could be started in " + jvm.directory() + ": " + e.getMessage());
    }
  }

  private void startIn(Path folder) throws IOException {
    try (ChildSocket socket = ChildSocket.open(folder)) {
      Process started = startProcess(folder, socket.address());
      watch(started, folder);
      try {
        connect(socket.accept(jvm.startTimeout(), () -> !started.isAlive()));
        greeted.get(jvm.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
      } catch (IOException | ExecutionException | TimeoutException e) {
        giveUp(
            "it did not greet its parent within "
                + Durations.text(jvm.startTimeout())
                + ": "
                + e.getMessage());
      } catch (InterruptedException e) {
        giveUp("its start was interrupted");
      }
    } catch (IOException e) {
      Scratch.delete(folder);
      throw e;
    }
  }

  private Process startProcess(Path folder, String address) throws IOException {
    List<String> command = new ArrayList<>(IGNORING_THE_TERMINAL);
    command.addAll(jvm.command(folder, address));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    jvm.workingDirectory().map(Path::toFile).ifPresent(builder::directory);
    builder.environment().putAll(jvm.environment());
    builder.environment().put(Main.TOKEN, token);
    Process started = builder.start();
    started.getOutputStream().close();
    daemon("words", () -> words.readAll(started.getInputStream())).start();
    boolean late;
    synchronized (this) {
      process = started;
      late = killed;
    }
    if (late) {
      kill();
    }
    return started;
  }

  /** Tells of the end when the process is gone and all that it said has been told. */
  private void watch(Process started, Path folder) {
    CompletableFuture<Void> gone =
        started
            .onExit()
            .thenRun(
                () -> {
                  channelClosed.completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                  words.text().completeOnTimeout("", PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                });
    CompletableFuture.allOf(gone, channelClosed, words.text())
        .thenRun(
            () -> {
              Scratch.delete(folder);
              exited(describe(started));
            });
  }

  private void connect(SocketChannel socket) throws IOException {
    FrameChannel connected =
        new FrameChannel(socket, "roundhouse-child-" + number + "-channel", this);
    synchronized (this) {
      channel = connected;
    }
    connected.start();
  }

  private void giveUp(String why) {
    synchronized (this) {
      failure = why;
      if (channel == null) {
        channelClosed.complete(null);
      }
    }
    kill();
  }

  private synchronized String describe(Process ended) {
    String end = new ProcessEnd(ended.exitValue()).text();
    String how =
        "child JVM " + ended.pid() + (end.startsWith("killed") ? " was " : " ended with ") + end;
    if (failure != null) {
      how += " since " + failure;
    }
    String last = words.text().getNow("");
    if ((killed && failure == null) || last.isEmpty()) {
      return how;
    }
    return how + "; it said: " + last.substring(Math.max(0, last.length() - LONGEST_WORDS)).strip();
  }

  private void exited(String how) {
    events.accept(List.of(new ChildPoolEvent.Exited(number, how)));
  }

  /** Puts a message in line; {@link #flush} is to follow. */
  void post(ChildMessage.ToChild message) {
    FrameChannel open = channel();
    if (open != null) {
      open.post(message);
    }
  }

  void flush() {
    FrameChannel open = channel();
    if (open != null) {
      open.flush();
    }
  }

  private synchronized @Nullable FrameChannel channel() {
    return channel;
  }

  /** Kills the process with all that it started, also one that is being started. */
  void kill() {
    Process alive;
    synchronized (this) {
      killed = true;
      alive = process;
    }
    if (alive != null) {
      alive.descendants().forEach(ProcessHandle::destroyForcibly);
      alive.destroyForcibly();
    }
  }

  @Override
  public void received(List<Body> bodies) {
    List<ChildPoolEvent> said = new ArrayList<>(bodies.size());
    for (Body body : bodies) {
      ChildMessage message = MessageCodec.decode(body);
      if (message instanceof ChildMessage.Hello hello) {
        greet(hello);
        said.add(new ChildPoolEvent.Ready(number, hello.pid()));
      } else {
        said.add(new ChildPoolEvent.Said(number, (ChildMessage.FromChild) message));
      }
    }
    events.accept(said);
  }

  private void greet(ChildMessage.Hello hello) {
    if (!hello.token().equals(token)) {
      throw new IllegalStateException("somebody else greeted in place of child " + number);
    }
    greeted.complete(null);
  }

  @Override
  public void closed(String why) {
    greeted.completeExceptionally(new IOException("its channel closed: " + why));
    channelClosed.complete(null);
    // It ends itself when its channel closes; one that cannot is killed.
    CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).execute(this::kill);
  }
}
