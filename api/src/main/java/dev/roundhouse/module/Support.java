package dev.roundhouse.module;

import java.util.Map;
import java.util.Objects;

/**
 * The schemes that a module supports: three capabilities, and over them what it allows or forbids
 * by a scheme's name.
 *
 * @param threading compute is safe in another thread of this process
 * @param multiprocessing inputs and outputs can be serialised
 * @param cluster in addition nothing local is used: no files, no globals
 * @param waits it mostly waits rather than computes: may run on a virtual thread
 * @param byName scheme name to allowed (true) or forbidden (false), over the capabilities
 */
public record Support(
    boolean threading,
    boolean multiprocessing,
    boolean cluster,
    boolean waits,
    Map<String, Boolean> byName) {

  /** Supports no scheme: it runs on the session's interpreter thread. */
  public static final Support NONE = new Support(false, false, false, false, Map.of());

  public static final Support THREADING = new Support(true, false, false, false, Map.of());
  public static final Support ALL = new Support(true, true, true, false, Map.of());

  public Support {
    byName = Map.copyOf(byName);
  }

  public static Support of(Parallelizable declared) {
    Objects.requireNonNull(declared, "declared");
    return new Support(
        declared.threading(),
        declared.multiprocessing(),
        declared.cluster(),
        declared.waits(),
        Map.of());
  }

  /** Whether a scheme of this name and kind may run the module. */
  public boolean allows(String scheme) {
    Boolean named = byName.get(scheme);
    if (named != null) {
      return named;
    }
    return switch (scheme) {
      case "threading" -> threading;
      case "multiprocessing" -> multiprocessing;
      case "cluster" -> cluster;
      default -> false;
    };
  }

  /** What both support: a group supports what all its modules support. */
  public Support and(Support other) {
    Map<String, Boolean> names = new java.util.HashMap<>();
    for (String scheme : java.util.List.of("threading", "multiprocessing", "cluster")) {
      names.put(scheme, allows(scheme) && other.allows(scheme));
    }
    return new Support(
        threading && other.threading,
        multiprocessing && other.multiprocessing,
        cluster && other.cluster,
        waits && other.waits,
        names);
  }
}
