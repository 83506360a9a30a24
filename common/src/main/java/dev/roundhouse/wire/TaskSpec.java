package dev.roundhouse.wire;

import dev.roundhouse.work.Payload;
import java.util.Objects;

/**
 * A task from client to controller.
 *
 * @param number unique at the client
 * @param argument encoded or stored
 */
public record TaskSpec(long number, TaskTemplate template, Payload argument) {

  public TaskSpec {
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(argument, "argument");
  }
}
