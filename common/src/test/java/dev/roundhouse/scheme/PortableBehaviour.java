package dev.roundhouse.scheme;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.bundle.Bundles;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Codes;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Behaviours as work for any process: a module of a bundle of this class path. */
public final class PortableBehaviour {

  private static final Code CODE =
      Codes.ofModule(BehaviourModule.class.getName(), Map.of(), List.of(bundle()));

  private PortableBehaviour() {}

  private static Bundle bundle() {
    try {
      return new Bundles()
          .of(
              Path.of(
                  BehaviourModule.class
                      .getProtectionDomain()
                      .getCodeSource()
                      .getLocation()
                      .toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the test classes have no path", e);
    }
  }

  public static Work work(Behaviour behaviour) {
    Map<String, Object> inputs =
        Map.of("name", behaviour.name(), "arguments", behaviour.arguments());
    return new Work.Portable(CODE, new Payload.Encoded(ValueCodec.encode(inputs)));
  }

  /** A result's value, or a published one. */
  public static Object value(Payload payload) {
    Object value =
        ValueCodec.decode(
            ((Payload.Encoded) payload).bytes(), PortableBehaviour.class.getClassLoader());
    return value instanceof Map<?, ?> outputs ? outputs.get("value") : value;
  }
}
