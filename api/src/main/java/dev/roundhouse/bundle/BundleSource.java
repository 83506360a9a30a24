package dev.roundhouse.bundle;

import java.nio.file.Path;

/** Where a process finds the content of bundles. Implementations are safe for several threads. */
@FunctionalInterface
public interface BundleSource {
  /**
   * A jar or class folder with the bundle's content, verified. It may take the time of fetching it
   * from elsewhere, within a bound.
   *
   * @throws BundleException the content cannot be had
   */
  Path locate(Bundle bundle);
}
