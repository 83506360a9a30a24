package dev.roundhouse.wire;

import dev.roundhouse.work.Payload;
import java.util.Objects;

/**
 * One attempt at a task, from controller to engine.
 *
 * @param key of the task at this controller; never used twice in an epoch
 * @param attempt counts from 1; an update that names another one is discarded
 * @param number of the task at its client
 */
public record TaskOrder(
    long key, int attempt, long number, TaskTemplate template, Payload argument) {

  public TaskOrder {
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(argument, "argument");
  }
}
