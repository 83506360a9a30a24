package dev.roundhouse.client;

import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.ThreadingScheme;
import dev.roundhouse.scheme.ThreadingSettings;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.CodeRunners;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A cluster of one engine in this process: functions and values go through their bytes. */
final class LoopbackLink implements ClusterLink {

  private final String profile;
  private final BundleLoaders loaders = BundleLoaders.local();
  private final CodeRunner runner = CodeRunners.create(loaders);
  private final ThreadingScheme scheme;

  LoopbackLink(ClusterConnector.Surroundings surroundings) {
    profile = surroundings.profile().name();
    ThreadingSettings settings =
        new ThreadingSettings(
            "cluster",
            2,
            ThreadingSettings.WAITING,
            Duration.ofSeconds(1),
            surroundings.clock(),
            () -> new Place("cluster", "engine-1", "host", 1),
            surroundings.profile().home().directory().resolve("scratch"));
    scheme = new ThreadingScheme(settings, runner, surroundings.listener());
  }

  @Override
  public Scheme scheme() {
    return scheme;
  }

  @Override
  public CompletionStage<ClusterInfo> info() {
    return CompletableFuture.completedFuture(
        ClusterInfo.disconnected(profile, new ClusterInfo.StartedHere(false, List.of())));
  }

  @Override
  public CompletionStage<ShutdownReport> shutdown(boolean force, Duration deadline) {
    return CompletableFuture.completedFuture(new ShutdownReport(true, Optional.empty(), List.of()));
  }

  @Override
  public CompletionStage<StopReport> stopEngines(
      List<String> ids, boolean restart, Duration deadline) {
    return CompletableFuture.completedFuture(new StopReport(List.of(), List.of(), ids, List.of()));
  }

  @Override
  public void engineExited(String host, long pid, String how) {
    // Its one engine is a thread of this process.
  }

  @Override
  public void close() {
    scheme.close();
    runner.close();
    loaders.close();
  }
}
