package dev.roundhouse.controller;

import static dev.roundhouse.controller.CoreSettings.micros;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.ClientBeat;
import dev.roundhouse.wire.ControllerCommand.ClientDescription;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.WireCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clients of a controller: admits them, takes their tasks, and forgets those that are gone. Not
 * safe for use by several threads.
 */
final class ClientRegistry {

  private final CoreSettings settings;
  private final String machine;
  private final Outlet outlet;
  private final Admission admission;
  private final TaskDesk desk;
  private final EngineRegistry engines;
  private final Map<String, ClientBook> clients = new LinkedHashMap<>();

  /**
   * @param machine identity of the controller's machine
   */
  ClientRegistry(
      CoreSettings settings,
      String machine,
      Outlet outlet,
      Admission admission,
      TaskDesk desk,
      EngineRegistry engines) {
    this.settings = settings;
    this.machine = machine;
    this.outlet = outlet;
    this.admission = admission;
    this.desk = desk;
    this.engines = engines;
  }

  Collection<ClientBook> all() {
    return clients.values();
  }

  void hello(ClientDescription client, long now) {
    Optional<Admission.Refusal> refusal = admission.refusal(client.version());
    if (refusal.isPresent()) {
      outlet.toClient(
          client.id(),
          new ClientCommand.ClientRefused(refusal.get().code(), refusal.get().message()));
      outlet.clientGone(client.id());
      return;
    }
    clients.computeIfAbsent(
                client.id(), id -> new ClientBook(client, micros(settings.resend()), now))
            .heardMicros =
        now;
    outlet.toClient(
        client.id(),
        new ClientCommand.Welcome(
            settings.epoch(),
            settings.clientWindow(),
            settings.heartbeat().toMillis(),
            settings.lease().toMillis(),
            machine,
            now,
            engines.ready()));
  }

  void beat(ClientBeat beat, long now) {
    ClientBook client = clients.get(beat.client());
    if (client == null || beat.epoch() != settings.epoch()) {
      return;
    }
    client.heardMicros = now;
    client.held = beat.held();
    outlet.toClient(
        beat.client(), new ClientCommand.ClientBeatAck(settings.epoch(), now, engines.ready()));
  }

  void submit(Submit submit, long now) {
    ClientBook client = clients.get(submit.client());
    if (client == null) {
      return;
    }
    client.heardMicros = now;
    if (client.submits.accept(submit.seq())) {
      for (WireCode code : submit.codes()) {
        client.codes.put(code.id(), code);
      }
      for (TaskSpec spec : submit.tasks()) {
        desk.admit(client, spec, now);
      }
    }
    outlet.toClient(
        submit.client(), new ClientCommand.SubmitAck(settings.epoch(), client.submits.applied()));
  }

  void cancel(CancelTasks cancel, long now) {
    ClientBook client = clients.get(cancel.client());
    if (client != null) {
      desk.cancel(client, cancel.numbers(), cancel.reason(), now);
    }
  }

  void updatesAck(String client, long seq, long now) {
    ClientBook book = clients.get(client);
    if (book != null) {
      book.heardMicros = now;
      book.outbox.acknowledge(seq, now);
    }
  }

  void goodbye(String client, long now) {
    ClientBook book = clients.remove(client);
    if (book != null) {
      desk.abandon(book, "its client left");
      engines.clientGone(client);
      forget(book);
      outlet.clientGone(client);
    }
  }

  /** A session that connected again is another client with the same source, and needs it all. */
  private void forget(ClientBook client) {
    String source = client.description.source();
    if (clients.values().stream().anyMatch(other -> other.description.source().equals(source))) {
      return;
    }
    for (EngineBook engine : engines.all()) {
      engine.unlearn(source);
      outlet.toEngine(
          engine.incarnation(), new EngineCommand.ForgetClient(settings.epoch(), source));
    }
  }

  /** Clients learn at once how many engines there are: some wait for them. */
  void tellEngines(long now) {
    int ready = engines.ready();
    for (String client : clients.keySet()) {
      outlet.toClient(client, new ClientCommand.ClientBeatAck(settings.epoch(), now, ready));
    }
  }

  /** Leases, and what has to be sent again. */
  void tick(long now) {
    for (ClientBook client : List.copyOf(clients.values())) {
      if (now - client.heardMicros > micros(settings.lease())) {
        goodbye(client.description.id(), now);
      } else {
        client.outbox.due(now).forEach(again -> outlet.toClient(client.description.id(), again));
      }
    }
  }

  /** Tells all that the cluster ends. */
  void close(String reason) {
    for (String client : clients.keySet()) {
      outlet.toClient(client, new ClientCommand.Closing(reason));
    }
  }

  /** Tasks that clients have not handed over yet. */
  long held() {
    return clients.values().stream().mapToLong(client -> client.held).sum();
  }
}
