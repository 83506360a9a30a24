package dev.roundhouse.link;

import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.wire.ControllerCommand;
import dev.roundhouse.wire.TaskUpdate;

/** Where the core's decisions go. None blocks or calls back. */
interface LinkOutlet {

  /** To the controller of the current connection. */
  void send(ControllerCommand message);

  void emit(SchemeEvent event);

  /** A task ended with this, all of which is at hand. */
  void ended(LinkTask task, TaskUpdate.Ended ended);

  /**
   * A task ended with this; what is stored elsewhere is read. Afterwards {@link
   * LinkCore#resultRead} or {@link LinkCore#resultLost} is called.
   */
  void read(LinkTask task, TaskUpdate.Ended ended);

  /** The task needs its argument no longer. */
  void free(LinkTask task);

  /** Open a fresh connection. */
  void connect();

  /** Give the current connection up. */
  void disconnect();
}
