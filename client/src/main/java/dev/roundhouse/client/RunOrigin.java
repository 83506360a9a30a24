package dev.roundhouse.client;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a run comes from.
 *
 * @param file the pipeline's
 * @param command what a person typed
 */
public record RunOrigin(Optional<Path> file, Optional<String> command) {

  /** A program that made the pipeline itself. */
  public static final RunOrigin PROGRAM = new RunOrigin(Optional.empty(), Optional.empty());

  public RunOrigin {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(command, "command");
  }
}
