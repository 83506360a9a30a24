package dev.roundhouse.controller;

import dev.roundhouse.wire.ClientCommand;
import dev.roundhouse.wire.EngineCommand;

/** Where the core's decisions go. Calls are only collected or sent; none blocks or calls back. */
interface Outlet {

  void toEngine(String incarnation, EngineCommand message);

  void toClient(String client, ClientCommand message);

  /** The member at this address will not come back: take it out of the cluster. */
  void down(String address, String why);

  /** The engine's books are closed; its reference may be forgotten. */
  void engineGone(String incarnation);

  /** The client's books are closed; its reference may be forgotten. */
  void clientGone(String client);
}
