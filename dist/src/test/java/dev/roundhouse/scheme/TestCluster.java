package dev.roundhouse.scheme;

import dev.roundhouse.cluster.ClusterSystems;
import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.controller.ControllerNode;
import dev.roundhouse.engine.EngineNode;
import dev.roundhouse.link.ClusterScheme;
import dev.roundhouse.link.LinkPlace;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A controller, engines and a client in this JVM, each in an ActorSystem of its own. */
public final class TestCluster implements AutoCloseable {

  private static final long READY_SECONDS = 60;

  private final Profile profile;
  private ControllerNode controller;
  private final List<EngineNode> engines = new ArrayList<>();
  private final ActorSystem<Void> local;

  /**
   * Starts a controller and one engine with so many slots, and waits until it is admitted.
   *
   * @param base the shipped profile to start from
   */
  public TestCluster(Path home, String base, int slots, Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("roundhouse.controller.port", "0");
    settings.put("roundhouse.engine.slots", Integer.toString(slots));
    Profile opened = Profiles.open(new Home(home), base, settings);
    this.controller = new ControllerNode(opened);
    String address = controller.address();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    this.profile = opened.with(opened.settings().withPrivateController(port));
    this.local = ActorSystem.create(Behaviors.empty(), "local", ClusterSystems.local());
    startEngine();
  }

  public EngineNode startEngine() throws Exception {
    EngineNode engine = EngineNode.start(profile, Optional.empty());
    engines.add(engine);
    engine.registered().toCompletableFuture().get(READY_SECONDS, TimeUnit.SECONDS);
    return engine;
  }

  /** The controller dies: its engines and clients are not told. */
  public void endController() {
    controller.close();
  }

  /** Another controller at the same address. */
  public void startController() {
    controller = new ControllerNode(profile);
  }

  public ClusterScheme link(Scheme.Listener listener) throws Exception {
    return new ClusterScheme(
        local, profile, LinkPlace.remote(NodeSpecs.client(profile), 0), listener);
  }

  public List<EngineNode> engines() {
    return List.copyOf(engines);
  }

  public ControllerNode controller() {
    return controller;
  }

  @Override
  public void close() throws IOException {
    for (EngineNode engine : engines) {
      engine.close();
    }
    controller.close();
    ClusterSystems.terminate(local, Duration.ofSeconds(READY_SECONDS));
  }
}
