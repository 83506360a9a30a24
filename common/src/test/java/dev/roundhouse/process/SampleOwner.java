package dev.roundhouse.process;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts one server, says its pid, and ends or waits to be killed. */
final class SampleOwner {

  private SampleOwner() {}

  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    Profile profile = Profiles.open(Home.find(), words.get(0));
    OwnedProcess server =
        new ProcessStarter(profile, "sample")
            .start(
                JvmCommand.of(Role.ENGINE, profile)
                    .mainClass(SampleServer.class.getName())
                    .argument("serves", words.get(2)));
    server.ready().get(60, TimeUnit.SECONDS);
    if (words.get(1).equals("detaches")) {
      server.detach(Duration.ofSeconds(30));
      System.out.println(server.pid());
      return;
    }
    System.out.println(server.pid());
    new CountDownLatch(1).await();
  }
}
