package dev.roundhouse.wire;

import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.value.RecordCodec;
import dev.roundhouse.wire.ClientCommand.TaskUpdates;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.ControllerCommand.Hello;
import dev.roundhouse.wire.ControllerCommand.Register;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.EngineCommand.Dispatch;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Serialises every {@link WireMessage}: what is sent for every task by hand, the others by the
 * product's own record codec, restricted to these messages. The two greetings begin with the
 * sender's version and reference, so that another version can be refused in words that it
 * understands.
 */
public final class WireSerializer extends SerializerWithStringManifest
    implements ByteBufferSerializer {

  private static final int IDENTIFIER = 7001;
  private static final int SCRATCH = 512 * 1024;
  private static final String SUBMIT = "s";
  private static final String DISPATCH = "d";
  private static final String ENGINE_UPDATES = "e";
  private static final String TASK_UPDATES = "t";
  private static final String REGISTER = "register";
  private static final String HELLO = "hello";
  private static final String CONTROL = "c";

  private final ActorRefResolver references;
  private final RecordCodec control;
  private final RecordCodec attempts;
  private final UpdateFormat updates;

  public WireSerializer(ExtendedActorSystem system) {
    this.references = ActorRefResolver.get(Adapter.toTyped(system));
    ActorReferences foreign = new ActorReferences(references);
    this.control = new RecordCodec(WireMessages.records(), foreign);
    Set<Class<?>> attemptRecords = new HashSet<>(RecordCodec.reachableFrom(Attempt.class));
    this.attempts = new RecordCodec(attemptRecords, foreign);
    this.updates = new UpdateFormat(attempts::encode, this::readAttempts);
  }

  @SuppressWarnings("unchecked")
  private List<Attempt> readAttempts(byte[] bytes) {
    return (List<Attempt>) attempts.decode(bytes);
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    if (message instanceof EngineUpdates) {
      return ENGINE_UPDATES;
    }
    if (message instanceof TaskUpdates) {
      return TASK_UPDATES;
    }
    if (message instanceof Submit) {
      return SUBMIT;
    }
    if (message instanceof Dispatch) {
      return DISPATCH;
    }
    if (message instanceof Register) {
      return REGISTER;
    }
    return message instanceof Hello ? HELLO : CONTROL;
  }

  @Override
  public void toBinary(Object message, ByteBuffer buffer) {
    WireBuffer out = new WireBuffer(buffer);
    if (message instanceof EngineUpdates engine) {
      out.putString(engine.incarnation());
      out.putLong(engine.seq());
      updates.write(out, engine.updates());
    } else if (message instanceof TaskUpdates task) {
      out.putLong(task.epoch());
      out.putLong(task.seq());
      updates.write(out, task.updates());
    } else if (message instanceof Submit submit) {
      HotFormat.writeSubmit(out, submit);
    } else if (message instanceof Dispatch dispatch) {
      HotFormat.writeDispatch(out, dispatch);
    } else {
      greeting(out, message);
      buffer.put(control.encode(message));
    }
  }

  private void greeting(WireBuffer out, Object message) {
    if (message instanceof Register register) {
      out.putString(register.engine().version());
      out.putString(references.toSerializationFormat(register.engineRef()));
    } else if (message instanceof Hello hello) {
      out.putString(hello.client().version());
      out.putString(references.toSerializationFormat(hello.clientRef()));
    }
  }

  @Override
  public Object fromBinary(ByteBuffer buffer, String manifest) throws NotSerializableException {
    WireBuffer in = new WireBuffer(buffer);
    return switch (manifest) {
      case ENGINE_UPDATES -> new EngineUpdates(in.getString(), in.getLong(), updates.read(in));
      case TASK_UPDATES -> new TaskUpdates(in.getLong(), in.getLong(), updates.read(in));
      case SUBMIT -> HotFormat.readSubmit(in);
      case DISPATCH -> HotFormat.readDispatch(in);
      case REGISTER, HELLO -> readGreeting(in, buffer, manifest);
      case CONTROL -> control.decode(buffer);
      default ->
          throw new NotSerializableException("manifest " + manifest + " is of no message of ours");
    };
  }

  private Object readGreeting(WireBuffer in, ByteBuffer buffer, String manifest) {
    String version = in.getString();
    String reference = in.getString();
    if (version.equals(ProductVersion.CURRENT)) {
      return control.decode(buffer);
    }
    buffer.position(buffer.limit());
    if (manifest.equals(REGISTER)) {
      ActorRef<EngineCommand> engine = references.resolveActorRef(reference);
      return new ControllerCommand.OtherVersion(
          version, message -> engine.tell(new EngineCommand.EngineRefused("version", message)));
    }
    ActorRef<ClientCommand> client = references.resolveActorRef(reference);
    return new ControllerCommand.OtherVersion(
        version, message -> client.tell(new ClientCommand.ClientRefused("version", message)));
  }

  @Override
  public byte[] toBinary(Object message) {
    ByteBuffer buffer = ByteBuffer.allocate(SCRATCH);
    toBinary(message, buffer);
    buffer.flip();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return fromBinary(ByteBuffer.wrap(bytes), manifest);
  }
}
