package dev.roundhouse.wire;

import dev.roundhouse.value.ForeignCodec;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** Actor references inside messages, as Pekko writes them. */
final class ActorReferences implements ForeignCodec {

  private final ActorRefResolver references;

  ActorReferences(ActorRefResolver references) {
    this.references = references;
  }

  @Override
  public Optional<String> encode(Object object) {
    return object instanceof ActorRef<?> reference
        ? Optional.of(references.toSerializationFormat(reference))
        : Optional.empty();
  }

  @Override
  public Object decode(String text) {
    return references.resolveActorRef(text);
  }
}
