package dev.roundhouse.client;

import dev.roundhouse.work.TaskError;

/** The tasks of a module cannot be made from its inputs; {@link PipelineCore} fails the module. */
final class CannotExpand extends Exception {
  private final TaskError error;

  CannotExpand(String type, String message) {
    super(message);
    this.error = TaskError.of(TaskError.Kind.REFUSED, type, message);
  }

  TaskError error() {
    return error;
  }
}
