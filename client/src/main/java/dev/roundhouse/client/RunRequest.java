package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import java.util.List;
import java.util.Objects;

/**
 * A run to start.
 *
 * @param plan what to run
 * @param loader knows all classes of the plan's modules and values
 * @param schemes settings of every scheme, as they stand now
 * @param options what the user chose
 */
record RunRequest(Plan plan, ClassLoader loader, List<SchemeSetting> schemes, RunOptions options) {
  RunRequest {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(loader, "loader");
    schemes = List.copyOf(schemes);
    Objects.requireNonNull(options, "options");
  }
}
