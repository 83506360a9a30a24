package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.ThreadingScheme;
import dev.roundhouse.scheme.ThreadingSettings;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.CodeRunners;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Objects;

/** The parts of an engine as its profile says. */
final class EngineParts implements EngineNode.Parts {

  private static final Place HERE = new Place("engine", "", "", ProcessHandle.current().pid());

  private final Profile profile;
  private final BundleLoaders loaders = BundleLoaders.local();

  EngineParts(Profile profile) {
    this.profile = Objects.requireNonNull(profile, "profile");
  }

  @Override
  public Scheme scheme(Scheme.Listener listener, CodeRunner runner) {
    Settings settings = profile.settings();
    return new ThreadingScheme(
        new ThreadingSettings(
            "engine",
            EngineNode.slots(settings),
            ThreadingSettings.WAITING,
            settings.cancelGrace(),
            InstantSource.system(),
            () -> HERE,
            Path.of(System.getProperty("java.io.tmpdir"))),
        runner,
        listener);
  }

  @Override
  public CodeRunner runner() {
    return CodeRunners.create(loaders);
  }

  @Override
  public CodeShelf.BundleFetcher bundles(Blobs blobs) {
    Path cache = profile.home().directory().resolve("cache").resolve("bundles");
    return (bundle, source) ->
        Files.exists(Path.of(bundle.path())) ? bundle : fetch(blobs, bundle, source, cache);
  }

  /** Downloads under a temporary name; what is there under its hash was checked when it came. */
  private static Bundle fetch(Blobs blobs, Bundle bundle, String source, Path cache)
      throws IOException {
    Files.createDirectories(cache);
    Path target = cache.resolve(bundle.sha256() + ".jar");
    Bundle local = new Bundle(bundle.sha256(), bundle.name(), target.toString(), bundle.size());
    if (Files.exists(target)) {
      return local;
    }
    int colon = source.lastIndexOf(':');
    InetSocketAddress from =
        new InetSocketAddress(
            source.substring(0, colon), Integer.parseInt(source.substring(colon + 1)));
    Path partial = Files.createTempFile(cache, "fetching", ".part");
    try {
      try (OutputStream out = Files.newOutputStream(partial)) {
        blobs.copy(from, bundle.sha256(), bundle.size(), out);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
    return local;
  }
}
