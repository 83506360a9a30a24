package dev.roundhouse.wire;

import dev.roundhouse.value.RecordCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All messages, so that nothing else is ever read from the wire. */
final class WireMessages {

  private static final List<Class<?>> PROTOCOLS =
      List.of(ControllerCommand.class, EngineCommand.class, ClientCommand.class);

  private WireMessages() {}

  /** Every message class: the records nested in the three protocols that cross a JVM. */
  static List<Class<?>> all() {
    return PROTOCOLS.stream()
        .flatMap(protocol -> Stream.of(protocol.getDeclaredClasses()))
        .filter(WireMessage.class::isAssignableFrom)
        .<Class<?>>map(message -> message)
        .toList();
  }

  /** The messages and all records and enums that they hold. */
  static Set<Class<?>> records() {
    return new HashSet<>(RecordCodec.reachableFrom(all().toArray(Class<?>[]::new)));
  }
}
