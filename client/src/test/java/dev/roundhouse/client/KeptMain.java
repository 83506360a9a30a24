package dev.roundhouse.client;

import dev.roundhouse.process.ForegroundProcess;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The main of processes that tests keep: the last argument says how it behaves. */
final class KeptMain {

  private KeptMain() {}

  public static void main(String[] args) throws InterruptedException, IOException {
    ForegroundProcess process = ForegroundProcess.begin(Role.ENGINE);
    if (args[args.length - 1].equals("fail")) {
      process.fail("cannot start today", 9);
    }
    if (args[args.length - 1].equals("kill-the-first")) {
      killTheFirst(Home.find().directory());
    }
    process.ready(Profiles.open(Home.find(), args[1]), "e1", "127.0.0.1:1");
    new CountDownLatch(1).await();
  }

  /** As the system does for want of memory; the next one finds the mark and lives. */
  private static void killTheFirst(Path home) throws InterruptedException, IOException {
    Path mark = home.resolve("killed-once");
    if (!Files.exists(mark)) {
      Files.createFile(mark);
      new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start();
      new CountDownLatch(1).await();
    }
  }
}
