package dev.roundhouse.link;

import dev.roundhouse.link.LinkCommand.AskInfo;
import dev.roundhouse.link.LinkCommand.AskShutdown;
import dev.roundhouse.link.LinkCommand.AskStop;
import dev.roundhouse.link.LinkCommand.Exited;
import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ClusterState;
import dev.roundhouse.wire.ControllerCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** What was asked of the controller and is not answered. Belongs to the link's actor. */
final class LinkRequests {

  /**
   * Who asks, over which connection.
   *
   * @param client its name at the controller
   * @param by for the controller's log
   */
  record Asker(
      String client,
      String by,
      ActorRef<ClientCommand> endpoint,
      Consumer<ControllerCommand> controller) {}

  private final List<CompletableFuture<ClusterState>> infos = new ArrayList<>();
  private final List<AskShutdown> shutdowns = new ArrayList<>();
  private final List<Exited> exits = new ArrayList<>();
  private final Map<Long, AskStop> stops = new LinkedHashMap<>();
  private Optional<CompletableFuture<ClientCommand.ShutdownReply>> shutdownAsked = Optional.empty();
  private long numbers;

  void add(AskInfo ask) {
    infos.add(ask.reply());
  }

  void add(AskShutdown ask) {
    shutdowns.add(ask);
  }

  /** What the controller should know; nobody waits for an answer. */
  void add(Exited exited) {
    exits.add(exited);
  }

  void add(AskStop ask) {
    stops.put(++numbers, ask);
  }

  /** Asks for all that is open. A shutdown is asked once: its answer is the end of the link. */
  void send(Asker asker) {
    exits.forEach(exit -> asker.controller().accept(exit.exited()));
    exits.clear();
    if (!infos.isEmpty()) {
      asker.controller().accept(new ControllerCommand.InfoRequest(asker.endpoint()));
    }
    stops.forEach(
        (number, ask) ->
            asker
                .controller()
                .accept(
                    new ControllerCommand.StopEngines(
                        asker.client(),
                        number,
                        ask.engines(),
                        ask.restart(),
                        ask.deadlineMillis(),
                        asker.by())));
    for (AskShutdown ask : shutdowns) {
      shutdownAsked = Optional.of(ask.reply());
      asker
          .controller()
          .accept(
              new ControllerCommand.ShutdownRequest(
                  ask.force(), ask.deadlineMillis(), asker.by(), asker.endpoint()));
    }
    shutdowns.clear();
  }

  void answered(ClientCommand.Info info) {
    infos.forEach(waiting -> waiting.complete(info.state()));
    infos.clear();
  }

  void answered(ClientCommand.EnginesStopped stopped) {
    AskStop ask = stops.remove(stopped.request());
    if (ask != null) {
      ask.reply().complete(stopped);
    }
  }

  void answered(ClientCommand.ShutdownReply reply) {
    shutdownAsked.ifPresent(waiting -> waiting.complete(reply));
    shutdownAsked = Optional.empty();
  }

  /** Who asked for the shutdown waits for its answer, and needs the connection for it. */
  boolean awaitShutdown() {
    return shutdownAsked.isPresent();
  }

  /** There is no controller to answer. */
  void fail(LinkException failure) {
    exits.clear();
    infos.forEach(waiting -> waiting.completeExceptionally(failure));
    infos.clear();
    shutdowns.forEach(ask -> ask.reply().completeExceptionally(failure));
    shutdowns.clear();
    stops.values().forEach(ask -> ask.reply().completeExceptionally(failure));
    stops.clear();
  }

  boolean isEmpty() {
    return exits.isEmpty() && infos.isEmpty() && shutdowns.isEmpty() && stops.isEmpty();
  }
}
