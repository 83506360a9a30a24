package dev.roundhouse.controller;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.EngineCommand;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps all that a core decided, by receiver. */
final class RecordedOutlet implements Outlet {

  final List<String> downed = new ArrayList<>();
  final List<String> goneEngines = new ArrayList<>();
  final List<String> goneClients = new ArrayList<>();
  private final Map<String, List<EngineCommand>> engines = new HashMap<>();
  private final Map<String, List<ClientCommand>> clients = new HashMap<>();

  @Override
  public void toEngine(String incarnation, EngineCommand message) {
    engines.computeIfAbsent(incarnation, key -> new ArrayList<>()).add(message);
  }

  @Override
  public void toClient(String client, ClientCommand message) {
    clients.computeIfAbsent(client, key -> new ArrayList<>()).add(message);
  }

  @Override
  public void down(String address, String why) {
    downed.add(address);
  }

  @Override
  public void engineGone(String incarnation) {
    goneEngines.add(incarnation);
  }

  @Override
  public void clientGone(String client) {
    goneClients.add(client);
  }

  <M> List<M> toEngine(String incarnation, Class<M> type) {
    return engines.getOrDefault(incarnation, List.of()).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  <M> List<M> toClient(String client, Class<M> type) {
    return clients.getOrDefault(client, List.of()).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** All orders ever sent to an engine, those sent again included. */
  List<TaskOrder> orders(String incarnation) {
    return toEngine(incarnation, EngineCommand.Dispatch.class).stream()
        .flatMap(dispatch -> dispatch.tasks().stream())
        .toList();
  }

  TaskOrder lastOrder(String incarnation) {
    List<TaskOrder> orders = orders(incarnation);
    return orders.get(orders.size() - 1);
  }

  /** The ends that a client was told. */
  List<TaskUpdate.Ended> ends(String client) {
    return toClient(client, ClientCommand.TaskUpdates.class).stream()
        .flatMap(message -> message.updates().stream())
        .filter(TaskUpdate.Ended.class::isInstance)
        .map(TaskUpdate.Ended.class::cast)
        .toList();
  }

  TaskUpdate.Ended lastEnd(String client) {
    List<TaskUpdate.Ended> ends = ends(client);
    return ends.get(ends.size() - 1);
  }
}
