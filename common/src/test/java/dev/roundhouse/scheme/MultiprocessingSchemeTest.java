package dev.roundhouse.scheme;

import com.typesafe.config.ConfigFactory;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

class MultiprocessingSchemeTest extends IsolatingSchemeContract {

  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());

  @TempDir Path home;

  @AfterAll
  static void endActors() {
    KIT.shutdownTestKit();
  }

  @Override
  protected Scheme create(int size, Scheme.Listener listener) {
    return new MultiprocessingScheme(settings(size, 0), KIT.system(), listener);
  }

  private MultiprocessingSettings settings(int size, int prestart) {
    return new MultiprocessingSettings(
        "multiprocessing",
        size,
        prestart,
        MultiprocessingSettings.RECYCLE_AFTER,
        GRACE,
        InstantSource.system(),
        "localhost",
        ChildJvm.like(home, home.resolve("children")));
  }

  @Override
  protected Work work(Behaviour behaviour) {
    return PortableBehaviour.work(behaviour);
  }

  @Override
  protected Object value(Payload payload) {
    return PortableBehaviour.value(payload);
  }
}
