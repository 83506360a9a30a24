package dev.roundhouse.scheme;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A program with two busy child JVMs, for tests that kill it; prints a line for each. */
final class ChildPoolOwner {

  private ChildPoolOwner() {}

  /** Takes the home and a file that never comes. */
  public static void main(String[] args) {
    Path home = Path.of(args[0]);
    MultiprocessingSettings settings =
        new MultiprocessingSettings(
            "multiprocessing",
            2,
            2,
            Recycling.NEVER,
            Duration.ofSeconds(5),
            InstantSource.system(),
            "localhost",
            ChildJvm.like(home, home.resolve("children")));
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "owner", ConfigFactory.load());
    Scheme scheme = new MultiprocessingScheme(settings, system, ChildPoolOwner::print);
    Behaviour deaf = Behaviour.ignoresInterrupts(Path.of(args[1]));
    scheme.tell(new Scheme.Command.Submit(List.of(task(1, deaf), task(2, deaf))));
  }

  private static SchemeTask task(long id, Behaviour behaviour) {
    return new SchemeTask(id, "deaf", PortableBehaviour.work(behaviour), TaskOptions.DEFAULTS);
  }

  private static void print(SchemeEvent event) {
    if (event instanceof SchemeEvent.Started started) {
      System.out.println("child " + started.place().pid());
    }
  }
}
