package dev.roundhouse.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.DowningProvider;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * Downing is the controller's decision: it takes out an engine that stays unreachable for the
 * grace; engines take out nobody. Every member names this class.
 */
public final class ControllerDowning extends DowningProvider {

  private final ActorSystem system;

  public ControllerDowning(ActorSystem system) {
    this.system = system;
  }

  @Override
  public FiniteDuration downRemovalMargin() {
    return FiniteDuration.Zero();
  }

  @Override
  public Option<Props> downingActorProps() {
    boolean controller = Cluster.get(system).selfRoles().contains("controller");
    return controller ? Option.apply(Props.create(Downer.class, Downer::new)) : Option.empty();
  }

  private static final class Downer extends AbstractActor {
    private final Cluster cluster = Cluster.get(getContext().getSystem());
    private final Duration grace =
        getContext().getSystem().settings().config().getDuration("roundhouse.downing-grace");
    private final Map<Address, Cancellable> pending = new HashMap<>();

    @Override
    public void preStart() {
      cluster.subscribe(
          getSelf(),
          ClusterEvent.initialStateAsEvents(),
          ClusterEvent.UnreachableMember.class,
          ClusterEvent.ReachableMember.class,
          ClusterEvent.MemberRemoved.class);
    }

    @Override
    public void postStop() {
      cluster.unsubscribe(getSelf());
      pending.values().forEach(Cancellable::cancel);
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(ClusterEvent.UnreachableMember.class, e -> schedule(e.member().address()))
          .match(ClusterEvent.ReachableMember.class, e -> forget(e.member().address()))
          .match(ClusterEvent.MemberRemoved.class, e -> forget(e.member().address()))
          .match(Address.class, this::down)
          .build();
    }

    private void schedule(Address member) {
      forget(member);
      pending.put(
          member,
          getContext()
              .getSystem()
              .scheduler()
              .scheduleOnce(grace, getSelf(), member, getContext().getDispatcher(), getSelf()));
    }

    private void forget(Address member) {
      Cancellable scheduled = pending.remove(member);
      if (scheduled != null) {
        scheduled.cancel();
      }
    }

    private void down(Address member) {
      if (pending.remove(member) != null) {
        cluster.down(member);
      }
    }
  }
}
