package dev.roundhouse.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;

/**
 * The floor of a cluster's start: a controller, engines that join it, a client outside, and one
 * question that goes from the client through the controller to an engine and back. Strings are all
 * that is sent. Each process ends when its input does.
 */
public final class BareNode {

  static final String ANSWER = "answer";

  private BareNode() {}

  /** A role and the controller's port. */
  public static void main(String[] arguments) throws IOException {
    String role = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    boolean member = !role.equals("client");
    ActorSystem system =
        ActorSystem.create("bare", config(member, role.equals("controller") ? port : 0));
    String controller = "pekko://bare@127.0.0.1:" + port;
    if (member) {
      Cluster.get(system).join(AddressFromURIString.parse(controller));
    }
    ActorSelection there = system.actorSelection(controller + "/user/controller");
    Props props =
        switch (role) {
          case "controller" -> Props.create(Controller.class, Controller::new);
          case "engine" -> Props.create(Engine.class, () -> new Engine(there));
          default -> Props.create(Client.class, () -> new Client(there));
        };
    system.actorOf(props, role);
    while (System.in.read() >= 0) {
      // Until the owner closes it.
    }
    System.exit(0);
  }

  private static Config config(boolean member, int port) {
    return ConfigFactory.parseString(
            "pekko { loglevel = OFF, stdout-loglevel = OFF, library-extensions = []\n"
                + "actor.provider = "
                + (member ? "cluster" : "remote")
                + "\nremote.artery { transport = tcp, canonical { hostname = \"127.0.0.1\", port = "
                + port
                + " } }\n"
                + "cluster { jmx.enabled = off, retry-unsuccessful-join-after = 1s,"
                + " gossip-interval = 250ms, leader-actions-interval = 250ms,"
                + " periodic-tasks-initial-delay = 100ms } }")
        .withFallback(ConfigFactory.load());
  }

  private static final class Controller extends AbstractActorWithTimers {
    private final List<ActorRef> engines = new ArrayList<>();
    private final List<ActorRef> clients = new ArrayList<>();

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .matchEquals("engine", hello -> add(engines))
          .matchEquals("question", question -> add(clients))
          .matchEquals(ANSWER, answer -> clients.forEach(client -> client.tell(answer, self())))
          .build();
    }

    private void add(List<ActorRef> known) {
      if (!known.contains(sender())) {
        known.add(sender());
      }
      if (!engines.isEmpty() && !clients.isEmpty()) {
        engines.get(0).tell("question", self());
      }
    }
  }

  private static final class Engine extends AbstractActorWithTimers {
    private final ActorSelection controller;

    Engine(ActorSelection controller) {
      this.controller = controller;
      timers().startTimerWithFixedDelay("hello", "hello", Duration.ZERO, Duration.ofMillis(50));
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .matchEquals("hello", hello -> controller.tell("engine", self()))
          .matchEquals("question", question -> answer())
          .build();
    }

    private void answer() {
      timers().cancel("hello");
      sender().tell(ANSWER, self());
    }
  }

  private static final class Client extends AbstractActorWithTimers {
    private final ActorSelection controller;

    Client(ActorSelection controller) {
      this.controller = controller;
      timers().startTimerWithFixedDelay("ask", "ask", Duration.ZERO, Duration.ofMillis(50));
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .matchEquals("ask", ask -> controller.tell("question", self()))
          .matchEquals(ANSWER, answer -> answered())
          .build();
    }

    private void answered() {
      timers().cancel("ask");
      System.out.println(ANSWER);
    }
  }
}
