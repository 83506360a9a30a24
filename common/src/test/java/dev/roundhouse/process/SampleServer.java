package dev.roundhouse.process;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A server as small as can be, in the ways in which servers behave well and badly. */
final class SampleServer {

  private SampleServer() {}

  public static void main(String[] args) throws InterruptedException {
    String name = args[1];
    List<String> words = List.of(args).subList(args.length - 2, args.length);
    ForegroundProcess process = ForegroundProcess.begin(Role.ENGINE);
    Profile profile = Profiles.open(Home.find(), name);
    switch (words.get(0)) {
      case "serves" -> process.drainBy(Duration.ofSeconds(20), () -> drained(words.get(1)));
      case "hangs-at-end" -> process.drainBy(Duration.ofMillis(300), SampleServer::hang);
      case "fails" -> process.fail("the port 1 is taken\nby somebody \\ else", 1);
      case "crashes" -> {
        System.err.println("something terrible");
        Runtime.getRuntime().halt(7);
      }
      case "has-a-bug" -> throw new IllegalStateException("a bug");
      case "is-never-ready" -> hang();
      default -> throw new IllegalArgumentException(words.toString());
    }
    System.out.println("ready for nonsense");
    process.ready(profile, "e1", "127.0.0.1:4711");
    hang();
  }

  private static void drained(String file) {
    try {
      Files.writeString(Path.of(file), "drained");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
