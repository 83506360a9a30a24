package dev.roundhouse.scheme;

import java.util.Objects;

/**
 * What a task printed, at most 1 MiB a stream with the middle cut.
 *
 * @param stdout standard output
 * @param stderr standard error
 */
public record Captured(String stdout, String stderr) {

  public static final Captured NOTHING = new Captured("", "");

  public Captured {
    Objects.requireNonNull(stdout, "stdout");
    Objects.requireNonNull(stderr, "stderr");
  }
}
