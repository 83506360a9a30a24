package dev.roundhouse.wire;

import java.util.List;
import java.util.Objects;

/** What a client receives. The records here come from the controller. */
public interface ClientCommand {

  /**
   * The client is admitted.
   *
   * @param window tasks that it may have at the controller
   * @param machine identity of the controller's machine
   * @param clockMicros the controller's clock
   * @param engines how many can be fed now
   */
  record Welcome(
      long epoch,
      int window,
      long heartbeatMillis,
      long leaseMillis,
      String machine,
      long clockMicros,
      int engines)
      implements ClientCommand, WireMessage {
    public Welcome {
      Objects.requireNonNull(machine, "machine");
    }
  }

  /** The client is not admitted. */
  record ClientRefused(String code, String message) implements ClientCommand, WireMessage {
    public ClientRefused {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }
  }

  /** The controller lives and heard the beat. */
  record ClientBeatAck(long epoch, long clockMicros, int engines)
      implements ClientCommand, WireMessage {}

  /** The controller applied all submits up to this one. */
  record SubmitAck(long epoch, long seq) implements ClientCommand, WireMessage {}

  /** What happened to the client's tasks; numbered, sent again until acknowledged. */
  record TaskUpdates(long epoch, long seq, List<TaskUpdate> updates)
      implements ClientCommand, WireMessage {
    public TaskUpdates {
      updates = List.copyOf(updates);
    }
  }

  /** The cluster ends; what is unfinished will not be. */
  record Closing(String reason) implements ClientCommand, WireMessage {
    public Closing {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** How the cluster is. */
  record Info(ClusterState state) implements ClientCommand, WireMessage {
    public Info {
      Objects.requireNonNull(state, "state");
    }
  }

  /**
   * Whether the cluster ends, and which engines did not.
   *
   * @param refusedBecause empty where accepted
   * @param stragglers engine, host and pid of each that did not end in time
   */
  record ShutdownReply(boolean accepted, String refusedBecause, List<String> stragglers)
      implements ClientCommand, WireMessage {
    public ShutdownReply {
      Objects.requireNonNull(refusedBecause, "refusedBecause");
      stragglers = List.copyOf(stragglers);
    }
  }

  /**
   * What came of asking to stop engines.
   *
   * @param request the client's number
   * @param stopped ids of those that ended
   * @param gone ids of those that had ended before
   * @param unknown ids that no engine ever had; where there are any, none was stopped
   * @param stragglers ids of those that had not ended at the deadline
   */
  record EnginesStopped(
      long request,
      List<String> stopped,
      List<String> gone,
      List<String> unknown,
      List<String> stragglers)
      implements ClientCommand, WireMessage {
    public EnginesStopped {
      stopped = List.copyOf(stopped);
      gone = List.copyOf(gone);
      unknown = List.copyOf(unknown);
      stragglers = List.copyOf(stragglers);
    }
  }
}
