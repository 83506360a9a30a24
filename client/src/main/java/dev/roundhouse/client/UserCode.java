package dev.roundhouse.client;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.bundle.Bundles;
import dev.roundhouse.profile.Program;
import dev.roundhouse.scheme.Scheme;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The bundles that another process needs to compute functions of this one: the class path without
 * what every process of ours has. A child JVM has no more of the product than its api, so the
 * session's own classes go along: a class whose lambdas are sent often names them elsewhere, and
 * could not be linked without them.
 *
 * <p>Bundles are named once for each class loader, since classes that are loaded do not change
 * either. Safe for use by several threads.
 */
final class UserCode {

  private final Bundles bundles = new Bundles();
  private final Map<ClassLoader, List<Bundle>> known =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Optional<Path> api = origin(RoundhouseException.class);
  private final Set<Path> session = new HashSet<>();
  private final Optional<Path> lib = Program.directory().map(home -> home.resolve("lib"));

  UserCode() {
    origin(Scheme.class).ifPresent(session::add);
    origin(UserCode.class).ifPresent(session::add);
  }

  /**
   * What a class needs beside the product; nothing for classes of the JDK.
   *
   * @throws dev.roundhouse.bundle.BundleException a part of the class path cannot be read
   */
  List<Bundle> of(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null ? List.of() : of(loader);
  }

  /** As {@link #of(Class)}, for all that a loader and the loaders above it see. */
  List<Bundle> of(ClassLoader loader) {
    return known.computeIfAbsent(loader, this::name);
  }

  private List<Bundle> name(ClassLoader loader) {
    return bundles.ofClassPath(loader, this::isProduct);
  }

  private boolean isProduct(Path path) {
    return api.filter(path::equals).isPresent()
        || (lib.filter(path::startsWith).isPresent() && !session.contains(path));
  }

  private static Optional<Path> origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()).toAbsolutePath().normalize());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(source.getLocation() + " is no path", e);
    }
  }
}
