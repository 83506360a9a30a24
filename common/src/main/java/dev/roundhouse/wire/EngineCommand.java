package dev.roundhouse.wire;

import java.util.List;
import java.util.Objects;

/** What an engine receives. The records here come from the controller. */
public interface EngineCommand {

  /**
   * The engine is admitted.
   *
   * @param engine its id in this cluster, for people
   * @param epoch of the controller
   */
  record Registered(String engine, long epoch, long heartbeatMillis, long leaseMillis)
      implements EngineCommand, WireMessage {
    public Registered {
      Objects.requireNonNull(engine, "engine");
    }
  }

  /** The engine is not admitted and should end. */
  record EngineRefused(String code, String message) implements EngineCommand, WireMessage {
    public EngineRefused {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }
  }

  /** The controller lives and heard the beat. */
  record EngineBeatAck(long epoch) implements EngineCommand, WireMessage {}

  /** Tasks to compute in this order, after the codes that are new to this engine; numbered. */
  record Dispatch(long epoch, long seq, List<WireCode> codes, List<TaskOrder> tasks)
      implements EngineCommand, WireMessage {
    public Dispatch {
      codes = List.copyOf(codes);
      tasks = List.copyOf(tasks);
    }
  }

  /** The controller applied all updates up to this one. */
  record EngineUpdatesAck(long epoch, long seq) implements EngineCommand, WireMessage {}

  /** Ends these attempts: queued ones at once, running ones by interrupt. */
  record CancelOrders(long epoch, long[] keys, String reason)
      implements EngineCommand, WireMessage {
    public CancelOrders {
      Objects.requireNonNull(keys, "keys");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Gives back these orders where they have not started; others are not touched. */
  record TakeBack(long epoch, long[] keys) implements EngineCommand, WireMessage {
    public TakeBack {
      Objects.requireNonNull(keys, "keys");
    }
  }

  /** Results of these orders are no longer wanted: their stored values may go. */
  record Release(long epoch, long[] keys) implements EngineCommand, WireMessage {
    public Release {
      Objects.requireNonNull(keys, "keys");
    }
  }

  /** The client with this blob server is gone: its codes and stored results may go. */
  record ForgetClient(long epoch, String source) implements EngineCommand, WireMessage {
    public ForgetClient {
      Objects.requireNonNull(source, "source");
    }
  }

  /**
   * The engine should finish what it computes, give back the rest, and end its process: with code
   * 0, or with the one that asks its owner for another. Repeated until it has; an earlier deadline
   * wins.
   *
   * @param deadlineMillis from now; what it computes then is given up
   */
  record Drain(String reason, boolean restart, long deadlineMillis)
      implements EngineCommand, WireMessage {
    public Drain {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The controller has heard that the engine stopped: its process need not stay for that. */
  record Farewell() implements EngineCommand, WireMessage {}

  /** The engine's process should end at once, with code 0. */
  record Stop(String reason) implements EngineCommand, WireMessage {
    public Stop {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
