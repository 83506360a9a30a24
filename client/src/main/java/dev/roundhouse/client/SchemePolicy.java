package dev.roundhouse.client;

import dev.roundhouse.module.Support;
import dev.roundhouse.pipeline.ModuleOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the scheme of a module: the enabled one with the lowest priority number that the module
 * supports and the pipeline allows, else the session's interpreter thread. It looks at settings
 * only, never at how a scheme fares: a chosen scheme that is broken fails the module.
 */
public final class SchemePolicy {
  private final List<SchemeSetting> byPriority;

  /**
   * @throws IllegalArgumentException a scheme is set twice
   */
  public SchemePolicy(List<SchemeSetting> settings) {
    Set<String> names = new HashSet<>();
    for (SchemeSetting setting : settings) {
      if (!names.add(setting.name())) {
        throw new IllegalArgumentException(
            "scheme " + setting.name() + " is set twice, expected one setting a scheme");
      }
    }
    byPriority =
        settings.stream()
            .sorted(
                Comparator.comparingInt(SchemeSetting::priority).thenComparing(SchemeSetting::name))
            .toList();
  }

  /** Chooses for a module with this support and these options. */
  public SchemeChoice choose(Support support, ModuleOptions options) {
    Optional<SchemeSetting> taken = Optional.empty();
    List<SchemeChoice.NotTaken> notTaken = new ArrayList<>();
    for (SchemeSetting setting : byPriority) {
      Optional<String> obstacle = obstacle(setting, support, options.schemes());
      if (obstacle.isEmpty() && taken.isEmpty()) {
        taken = Optional.of(setting);
        continue;
      }
      Optional<SchemeSetting> first = taken;
      String reason = obstacle.orElseGet(() -> comesFirst(first.orElseThrow(), setting));
      notTaken.add(new SchemeChoice.NotTaken(setting.name(), reason));
    }
    notTaken.addAll(unknown(options.schemes().orElse(List.of())));
    return new SchemeChoice(
        taken.map(SchemeSetting::name).orElse(Dispatcher.INTERPRETER), notTaken);
  }

  private static Optional<String> obstacle(
      SchemeSetting setting, Support support, Optional<List<String>> narrowed) {
    if (!support.allows(setting.name())) {
      return Optional.of("the module does not support it");
    }
    if (narrowed.isPresent() && !narrowed.get().contains(setting.name())) {
      return Optional.of(
          narrowed.get().isEmpty()
              ? "the pipeline allows no scheme"
              : "the pipeline allows only " + String.join(", ", narrowed.get()));
    }
    return setting.enabled() ? Optional.empty() : Optional.of(notEnabled(setting.name()));
  }

  private static String notEnabled(String scheme) {
    return scheme.equals("cluster")
        ? "not enabled; `schemes enable cluster` or `run --engines N` enables it"
        : "not enabled; `schemes enable " + scheme + "` enables it";
  }

  private static String comesFirst(SchemeSetting taken, SchemeSetting other) {
    return taken.name()
        + " comes first (priority "
        + taken.priority()
        + ", "
        + other.name()
        + " has "
        + other.priority()
        + ")";
  }

  private List<SchemeChoice.NotTaken> unknown(List<String> narrowed) {
    List<String> known = byPriority.stream().map(SchemeSetting::name).toList();
    return narrowed.stream()
        .distinct()
        .filter(name -> !known.contains(name))
        .map(
            name ->
                new SchemeChoice.NotTaken(
                    name, "no such scheme; there are " + String.join(", ", known)))
        .toList();
  }
}
