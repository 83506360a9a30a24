package dev.roundhouse.client;

import dev.roundhouse.process.ForegroundProcess;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import java.util.concurrent.CountDownLatch;

/** The main of processes that tests keep: the last argument says how it behaves. */
final class KeptMain {

  private KeptMain() {}

  public static void main(String[] args) throws InterruptedException {
    ForegroundProcess process = ForegroundProcess.begin(Role.ENGINE);
    if (args[args.length - 1].equals("fail")) {
      process.fail("cannot start today", 9);
    }
    process.ready(Profiles.open(Home.find(), args[1]), "e1", "127.0.0.1:1");
    new CountDownLatch(1).await();
  }
}
