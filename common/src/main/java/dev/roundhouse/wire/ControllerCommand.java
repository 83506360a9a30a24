package dev.roundhouse.wire;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** What a controller receives. The records here come from other processes. */
public interface ControllerCommand {

  /** An engine asks to be admitted; repeated until it is answered. */
  record Register(EngineDescription engine, ActorRef<EngineCommand> engineRef)
      implements ControllerCommand, WireMessage {
    public Register {
      Objects.requireNonNull(engine, "engine");
      Objects.requireNonNull(engineRef, "engineRef");
    }
  }

  /**
   * An engine lives.
   *
   * @param incarnation which life of which engine
   * @param epoch the controller that it is registered with
   * @param clockMicros its clock, for translating its times
   * @param load system load average over the last minute, negative where unknown
   * @param memoryBytes heap in use
   * @param dispatchSeq last dispatch that it applied
   * @param updatesSeq last update that it sent
   * @param held keys of all tasks that it has and has not ended
   */
  record EngineBeat(
      String incarnation,
      long epoch,
      long clockMicros,
      double load,
      long memoryBytes,
      long dispatchSeq,
      long updatesSeq,
      long[] held)
      implements ControllerCommand, WireMessage {
    public EngineBeat {
      Objects.requireNonNull(incarnation, "incarnation");
      Objects.requireNonNull(held, "held");
    }
  }

  /** What happened to tasks at an engine; numbered, sent again until acknowledged. */
  record EngineUpdates(String incarnation, long seq, List<TaskUpdate> updates)
      implements ControllerCommand, WireMessage {
    public EngineUpdates {
      Objects.requireNonNull(incarnation, "incarnation");
      updates = List.copyOf(updates);
    }
  }

  /** The engine applied all dispatches up to this one. */
  record DispatchAck(String incarnation, long seq) implements ControllerCommand, WireMessage {
    public DispatchAck {
      Objects.requireNonNull(incarnation, "incarnation");
    }
  }

  /**
   * The engine has results of these tasks from before it lost its controller, for a while; they are
   * best ordered from it. Repeated as long as it has some.
   *
   * @param session of the client
   * @param numbers of the tasks at the client
   */
  record EngineKeeps(String incarnation, String session, long[] numbers)
      implements ControllerCommand, WireMessage {
    public EngineKeeps {
      Objects.requireNonNull(incarnation, "incarnation");
      Objects.requireNonNull(session, "session");
      Objects.requireNonNull(numbers, "numbers");
    }
  }

  /** The engine finishes what it computes and wants nothing new. */
  record EngineDraining(String incarnation) implements ControllerCommand, WireMessage {
    public EngineDraining {
      Objects.requireNonNull(incarnation, "incarnation");
    }
  }

  /** The engine ends now, as it was told or by itself. */
  record EngineStopped(String incarnation, String reason)
      implements ControllerCommand, WireMessage {
    public EngineStopped {
      Objects.requireNonNull(incarnation, "incarnation");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * The owner of an engine's process saw it end.
   *
   * @param host as in the engine's description
   * @param how such as {@code killed by signal 9 (KILL)} or {@code exit code 3}
   */
  record EngineExited(String host, long pid, String how) implements ControllerCommand, WireMessage {
    public EngineExited {
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(how, "how");
    }
  }

  /** A client asks to be admitted; repeated until it is answered. */
  record Hello(ClientDescription client, ActorRef<ClientCommand> clientRef)
      implements ControllerCommand, WireMessage {
    public Hello {
      Objects.requireNonNull(client, "client");
      Objects.requireNonNull(clientRef, "clientRef");
    }
  }

  /**
   * Somebody of another version greeted; made by the serialiser, never sent.
   *
   * @param refuse tells the sender why
   */
  record OtherVersion(String version, Consumer<String> refuse) implements ControllerCommand {
    public OtherVersion {
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(refuse, "refuse");
    }
  }

  /**
   * A client lives.
   *
   * @param held tasks that it has not handed over yet
   */
  record ClientBeat(String client, long epoch, long clockMicros, int held)
      implements ControllerCommand, WireMessage {
    public ClientBeat {
      Objects.requireNonNull(client, "client");
    }
  }

  /** Tasks to run, after the codes that they name for the first time; numbered. */
  record Submit(String client, long seq, List<WireCode> codes, List<TaskSpec> tasks)
      implements ControllerCommand, WireMessage {
    public Submit {
      Objects.requireNonNull(client, "client");
      codes = List.copyOf(codes);
      tasks = List.copyOf(tasks);
    }
  }

  /** Ends these tasks of the client as cancelled. */
  record CancelTasks(String client, long[] numbers, String reason)
      implements ControllerCommand, WireMessage {
    public CancelTasks {
      Objects.requireNonNull(client, "client");
      Objects.requireNonNull(numbers, "numbers");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The client applied all updates up to this one. */
  record ClientUpdatesAck(String client, long seq) implements ControllerCommand, WireMessage {
    public ClientUpdatesAck {
      Objects.requireNonNull(client, "client");
    }
  }

  /** The client goes; what it left unfinished is cancelled. */
  record Goodbye(String client) implements ControllerCommand, WireMessage {
    public Goodbye {
      Objects.requireNonNull(client, "client");
    }
  }

  /** Asks how the cluster is; answered by {@link ClientCommand.Info}. */
  record InfoRequest(ActorRef<ClientCommand> replyTo) implements ControllerCommand, WireMessage {
    public InfoRequest {
      Objects.requireNonNull(replyTo, "replyTo");
    }
  }

  /**
   * Asks to end the cluster; answered by {@link ClientCommand.ShutdownReply}.
   *
   * @param force also where the profile protects the cluster
   * @param deadlineMillis how long engines may take
   * @param by who asks, for the log
   */
  record ShutdownRequest(
      boolean force, long deadlineMillis, String by, ActorRef<ClientCommand> replyTo)
      implements ControllerCommand, WireMessage {
    public ShutdownRequest {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(replyTo, "replyTo");
    }
  }

  /**
   * Asks to stop engines; answered by {@link ClientCommand.EnginesStopped} once they have ended or
   * the deadline is over. Stops none where one of the ids was never an engine's. Asked again, it
   * waits for the same end.
   *
   * @param request the client's number for it, which the answer bears
   * @param engines ids
   * @param restart whether their owners are to start others in their place
   * @param deadlineMillis how long they may finish what they compute; the rest is done elsewhere
   * @param by who asks, for the log
   */
  record StopEngines(
      String client,
      long request,
      List<String> engines,
      boolean restart,
      long deadlineMillis,
      String by)
      implements ControllerCommand, WireMessage {
    public StopEngines {
      Objects.requireNonNull(client, "client");
      engines = List.copyOf(engines);
      Objects.requireNonNull(by, "by");
    }
  }

  /**
   * Who an engine is.
   *
   * @param version of the product, which must be the controller's
   * @param incarnation unique to this life
   * @param host name of its machine
   * @param machine identity of its machine, so that processes of one machine know each other
   * @param pid its process
   * @param system operating system and architecture
   * @param slots tasks at a time
   * @param labels for placement
   * @param address of its ActorSystem, {@code host:port}
   * @param startedMicros since 1970
   * @param owner process id of its owner, empty where it is detached or in the foreground
   */
  record EngineDescription(
      String version,
      String incarnation,
      String host,
      String machine,
      long pid,
      String system,
      int slots,
      List<String> labels,
      String address,
      long startedMicros,
      Optional<Long> owner) {
    public EngineDescription {
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(incarnation, "incarnation");
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(machine, "machine");
      Objects.requireNonNull(system, "system");
      if (slots < 1) {
        throw new IllegalArgumentException("slots is " + slots + ", expected at least 1");
      }
      labels = List.copyOf(labels);
      Objects.requireNonNull(address, "address");
      Objects.requireNonNull(owner, "owner");
    }
  }

  /**
   * Who a client is.
   *
   * @param id unique to this session
   * @param machine identity of its machine
   * @param source address of its blob server, {@code host:port}
   */
  record ClientDescription(
      String version, String id, String host, String machine, long pid, String source) {
    public ClientDescription {
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(machine, "machine");
      Objects.requireNonNull(source, "source");
    }
  }
}
