package dev.roundhouse.history;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a run when it begins.
 *
 * @param id of the run; later runs sort after earlier ones
 * @param pipeline the pipeline's name
 * @param source the pipeline's file, absolute; empty where a program made it
 * @param command what a person typed; empty where a program started it
 * @param profile name of the profile
 * @param user who ran it
 * @param version of the product
 * @param onError what a failed module does to branches that do not need it
 * @param startedAt on the session's clock
 */
public record RunHeader(
    String id,
    String pipeline,
    Optional<String> source,
    Optional<String> command,
    String profile,
    String user,
    String version,
    String onError,
    Instant startedAt) {

  public RunHeader {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(onError, "onError");
    Objects.requireNonNull(startedAt, "startedAt");
  }
}
