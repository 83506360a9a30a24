package dev.roundhouse.pipeline;

import dev.roundhouse.bundle.Bundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a run asks of a pipeline.
 *
 * @param sinks the modules whose outputs are wanted; empty: all without an outgoing connection
 * @param overrides {@code module.port=value} from the command line, over what the pipeline sets
 * @param folder what relative paths in overrides are relative to
 * @param loader knows the user's modules
 * @param bundles the user's code, for other processes
 */
public record PlanRequest(
    List<String> sinks,
    List<String> overrides,
    Path folder,
    ClassLoader loader,
    List<Bundle> bundles) {

  public PlanRequest {
    sinks = List.copyOf(sinks);
    overrides = List.copyOf(overrides);
    folder = folder.toAbsolutePath().normalize();
    Objects.requireNonNull(loader, "loader");
    bundles = List.copyOf(bundles);
  }

  /** All sinks, nothing overridden. */
  public static PlanRequest of(ClassLoader loader, List<Bundle> bundles) {
    return new PlanRequest(List.of(), List.of(), Path.of(""), loader, bundles);
  }

  public PlanRequest withSinks(List<String> wanted) {
    return new PlanRequest(wanted, overrides, folder, loader, bundles);
  }

  public PlanRequest withOverrides(List<String> given) {
    return new PlanRequest(sinks, given, folder, loader, bundles);
  }
}
