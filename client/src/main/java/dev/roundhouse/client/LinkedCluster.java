package dev.roundhouse.client;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.link.ClusterScheme;
import dev.roundhouse.link.LinkException;
import dev.roundhouse.link.LinkPlace;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.wire.ClusterState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;

/** A session's link over Pekko, with what this user started beside what the controller says. */
final class LinkedCluster implements ClusterLink {

  private static final String START = "start one with: roundhouse start -n 2";

  private final Profile profile;
  private final ClusterScheme scheme;

  LinkedCluster(Profile profile, ClusterScheme scheme) {
    this.profile = Objects.requireNonNull(profile, "profile");
    this.scheme = Objects.requireNonNull(scheme, "scheme");
  }

  /**
   * Makes the way to a controller, without waiting for it.
   *
   * @param place where the controller is; empty: over the network, where the profile says
   * @throws UncheckedIOException the port for large values cannot be bound
   */
  static LinkedCluster open(ClusterConnector.Surroundings surroundings, Optional<LinkPlace> place) {
    ActorSystem<?> system = surroundings.system().get();
    Profile profile = surroundings.profile();
    Scheme.Listener listener = surroundings.listener();
    try {
      return new LinkedCluster(
          profile,
          new ClusterScheme(
              system,
              profile,
              place.orElseGet(() -> LinkPlace.remote(NodeSpecs.client(profile), 0)),
              listener));
    } catch (IOException e) {
      throw new UncheckedIOException("the client's port for large values: " + e.getMessage(), e);
    }
  }

  @Override
  public Scheme scheme() {
    return scheme;
  }

  @Override
  public void engineExited(String host, long pid, String how) {
    scheme.engineExited(host, pid, how);
  }

  @Override
  public CompletionStage<ClusterInfo> info() {
    return scheme
        .info()
        .handle(
            (state, failure) -> {
              if (failure == null) {
                return connected(state);
              }
              if (causeOf(failure) instanceof LinkException link
                  && link.code().equals("no-controller")) {
                return disconnected(profile);
              }
              throw new CompletionException(known(causeOf(failure)));
            });
  }

  /** What is known without asking a controller. */
  static ClusterInfo disconnected(Profile profile) {
    return ClusterInfo.disconnected(profile.name(), StartedProcesses.of(profile).startedHere());
  }

  private ClusterInfo connected(ClusterState state) {
    Set<Long> here =
        StartedProcesses.of(profile).all().stream().map(RunFile::pid).collect(Collectors.toSet());
    String host = Machine.here().host();
    int processors = Runtime.getRuntime().availableProcessors();
    List<ClusterInfo.Engine> engines = new ArrayList<>();
    List<String> mine = new ArrayList<>();
    for (ClusterState.EngineState engine : state.engines()) {
      boolean startedHere = engine.host().equals(host) && here.contains(engine.pid());
      if (startedHere) {
        mine.add(engine.id());
      }
      engines.add(
          new ClusterInfo.Engine(
              engine.id(),
              engine.host(),
              engine.pid(),
              engine.system(),
              engine.slots(),
              engine.running(),
              engine.completed(),
              startedHere,
              Math.max(0, engine.load()) / processors,
              engine.status(),
              engine.labels(),
              engine.memoryBytes(),
              engine.uptimeSeconds()));
    }
    boolean controllerHere = state.host().equals(host) && here.contains(state.pid());
    return new ClusterInfo(
        profile.name(),
        true,
        Optional.of(
            new ClusterInfo.Controller(
                state.address(),
                state.pid(),
                controllerHere,
                state.uptimeSeconds(),
                state.version())),
        engines,
        new ClusterInfo.TaskCounts(
            state.waiting(), state.running(), state.completed(), state.failed()),
        new ClusterInfo.StartedHere(controllerHere, mine));
  }

  @Override
  public CompletionStage<ShutdownReport> shutdown(boolean force, Duration deadline) {
    return scheme
        .shutdown(force, deadline)
        .handle(
            (reply, failure) -> {
              if (failure != null) {
                throw new CompletionException(known(causeOf(failure)));
              }
              return new ShutdownReport(
                  reply.accepted(),
                  reply.accepted() ? Optional.empty() : Optional.of(reply.refusedBecause()),
                  reply.stragglers());
            });
  }

  @Override
  public CompletionStage<StopReport> stopEngines(
      List<String> ids, boolean restart, Duration deadline) {
    return scheme
        .stopEngines(ids, restart, deadline)
        .handle(
            (reply, failure) -> {
              if (failure != null) {
                throw new CompletionException(known(causeOf(failure)));
              }
              return new StopReport(
                  reply.stopped(), reply.gone(), reply.unknown(), reply.stragglers());
            });
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static Throwable known(Throwable failure) {
    return failure instanceof LinkException link
        ? new RoundhouseException("no-cluster", link.getMessage(), START, link)
        : failure;
  }

  @Override
  public void close() {
    scheme.close();
  }
}
