package dev.roundhouse.work;

import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.module.ModuleTypes;
import java.util.Objects;

/** Makes runners of portable work. */
public final class CodeRunners {
  private CodeRunners() {}

  /**
   * A runner in this process. Closing it releases the loaders that it uses, not the others.
   *
   * @param loaders the class loaders of user code
   */
  public static CodeRunner create(BundleLoaders loaders) {
    Objects.requireNonNull(loaders, "loaders");
    return new CachingCodeRunner(loaders, ModuleTypes::resolve);
  }
}
