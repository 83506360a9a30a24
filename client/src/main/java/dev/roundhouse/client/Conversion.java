package dev.roundhouse.client;

import dev.roundhouse.module.PortType;
import org.jspecify.annotations.Nullable;

/** Brings a value from the type of an output port to that of the input port it goes to. */
@FunctionalInterface
interface Conversion {

  /**
   * @throws IllegalArgumentException the value does not fit the type
   */
  @Nullable Object convert(@Nullable Object value, PortType type);
}
