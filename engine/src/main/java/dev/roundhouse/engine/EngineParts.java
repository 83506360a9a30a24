package dev.roundhouse.engine;

import dev.roundhouse.blob.Blobs;
import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.bundle.BundleDirectory;
import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.cluster.ClusterSystems;
import dev.roundhouse.local.LocalSchemes;
import dev.roundhouse.profile.HostPort;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.CodeRunners;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The parts of an engine as its profile says. */
final class EngineParts implements EngineNode.Parts {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** Most bytes of one jar or class folder that is fetched from another machine. */
  private static final long LARGEST = 4L << 30;

  private final Profile profile;
  private final BundleLoaders loaders = BundleLoaders.local();
  private Optional<ActorSystem<Void>> local = Optional.empty();

  EngineParts(Profile profile) {
    this.profile = Objects.requireNonNull(profile, "profile");
  }

  @Override
  public Scheme scheme(Scheme.Listener listener, CodeRunner runner) {
    Settings settings = profile.settings();
    int slots = EngineNode.slots(settings);
    LocalSchemes schemes = new LocalSchemes(profile, InstantSource.system(), runner);
    if (settings.engine().scheme() == Settings.EngineScheme.THREADING) {
      return schemes.threads("engine", slots, listener);
    }
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), "roundhouse-local", ClusterSystems.local());
    local = Optional.of(system);
    return schemes.children(slots, system, listener);
  }

  @Override
  public CodeRunner runner() {
    return CodeRunners.create(loaders);
  }

  /** Content that is on this machine is used where it lies; the rest is kept by its hash. */
  @Override
  public CodeShelf.BundleFetcher bundles(Blobs blobs) {
    Path kept = profile.home().directory().resolve("cache").resolve("bundles");
    return (bundle, source) -> {
      BundleDirectory directory =
          new BundleDirectory(
              kept,
              (wanted, target) ->
                  fetch(blobs, wanted, HostPort.parse(source).socketAddress(), target));
      Path path = directory.locate(bundle);
      return new Bundle(bundle.sha256(), bundle.name(), path.toString(), bundle.size());
    };
  }

  private static void fetch(Blobs blobs, Bundle bundle, InetSocketAddress from, Path target)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      blobs.copy(from, bundle.sha256(), LARGEST, out);
    }
  }

  @Override
  public void close() {
    loaders.close();
    local.ifPresent(system -> ClusterSystems.terminate(system, CLOSE));
  }
}
