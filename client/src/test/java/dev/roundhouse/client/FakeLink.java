package dev.roundhouse.client;

import dev.roundhouse.scheme.Scheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link whose answers the test gives. */
final class FakeLink implements ClusterLink {

  final List<String> asked = new ArrayList<>();
  CompletableFuture<ClusterInfo> info = new CompletableFuture<>();
  CompletableFuture<ShutdownReport> shutdown = new CompletableFuture<>();

  CompletableFuture<StopReport> stop = new CompletableFuture<>();

  private final Scheme scheme;

  FakeLink(Scheme scheme) {
    this.scheme = scheme;
  }

  @Override
  public Scheme scheme() {
    return scheme;
  }

  @Override
  public CompletionStage<ClusterInfo> info() {
    asked.add("info");
    return info;
  }

  @Override
  public CompletionStage<ShutdownReport> shutdown(boolean force, Duration deadline) {
    asked.add("shutdown force=" + force + " deadline=" + deadline);
    return shutdown;
  }

  @Override
  public CompletionStage<StopReport> stopEngines(
      List<String> ids, boolean restart, Duration deadline) {
    asked.add("stop " + ids + " restart=" + restart + " deadline=" + deadline);
    return stop;
  }

  @Override
  public void engineExited(String host, long pid, String how) {
    asked.add("exited " + pid + " " + how);
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
