package dev.roundhouse.link;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ClusterState;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.TaskUpdate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/** What the link's actor is told; nothing here leaves the process. */
sealed interface LinkCommand {

  record Submit(List<LinkTask> tasks) implements LinkCommand {}

  record Cancel(List<Long> tasks, String reason) implements LinkCommand {}

  record Resize(int size) implements LinkCommand {}

  record Drain(long deadlineMicros) implements LinkCommand {}

  /** Make the link, though there is no task yet. */
  record Need() implements LinkCommand {}

  record AskInfo(CompletableFuture<ClusterState> reply) implements LinkCommand {}

  record AskShutdown(
      boolean force, long deadlineMillis, CompletableFuture<ClientCommand.ShutdownReply> reply)
      implements LinkCommand {}

  record AskStop(
      List<String> engines,
      boolean restart,
      long deadlineMillis,
      CompletableFuture<ClientCommand.EnginesStopped> reply)
      implements LinkCommand {}

  /** The owner of an engine saw its process end. */
  record Exited(ControllerCommand.EngineExited exited) implements LinkCommand {}

  record Close(String reason, CompletableFuture<Void> done) implements LinkCommand {}

  /** The controller said this over a connection. */
  record Received(int connection, ClientCommand message) implements LinkCommand {}

  /** A connection's ActorSystem is open, or could not be opened. */
  record Opened(int connection, Optional<Opening> opening, String problem) implements LinkCommand {}

  /** An open connection. */
  record Opening(
      ActorSystem<?> system,
      ActorRef<ClientCommand> endpoint,
      ActorRef<ControllerCommand> controller) {}

  /** What a task ended with was read, or could not be. */
  record Read(LinkTask task, TaskUpdate.Ended ended, byte[] body, byte[] output, String problem)
      implements LinkCommand {}

  record Tick() implements LinkCommand {}

  record Flush() implements LinkCommand {}
}
