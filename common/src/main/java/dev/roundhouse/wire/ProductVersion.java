package dev.roundhouse.wire;

import java.util.Optional;

/** The version of the product in this process. */
public final class ProductVersion {

  /** From the jar; {@code development} where the classes are in no jar. */
  public static final String CURRENT =
      Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion())
          .orElse("development");

  private ProductVersion() {}
}
