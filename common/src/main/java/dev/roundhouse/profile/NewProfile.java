package dev.roundhouse.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a profile's directory, whole or not at all, also when two processes do so at once. */
final class NewProfile {

  // Below the ports that Linux and macOS hand out to outgoing connections.
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;

  private NewProfile() {}

  static void make(Home home, String name, String base) {
    try {
      OwnerOnly.createDirectories(home.profiles());
      Path directory = home.profiles().resolve(name);
      if (Files.isDirectory(directory)) {
        OwnerOnly.write(directory.resolve("profile.conf"), content(name, base));
        return;
      }
      Path draft = OwnerOnly.createTemporaryDirectory(home.profiles(), "." + name + "-");
      OwnerOnly.write(draft.resolve("profile.conf"), content(name, base));
      publish(draft, directory);
    } catch (IOException e) {
      throw new UncheckedIOException("the profile " + name + " cannot be made: " + e, e);
    }
  }

  private static void publish(Path draft, Path directory) throws IOException {
    try {
      Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another process was first: its profile is as good as ours.
      Files.deleteIfExists(draft.resolve("profile.conf"));
      Files.deleteIfExists(draft);
      if (!Files.exists(directory.resolve("profile.conf"))) {
        throw e;
      }
    }
  }

  private static String content(String name, String base) throws IOException {
    String first = base.equals(name) ? "" : "roundhouse.extends = " + base + "\n";
    return "# Profile "
        + name
        + ". All settings: reference.conf in the program's documentation.\n"
        + first
        + "roundhouse.controller.port = "
        + freePort()
        + "\n\n# What commands and the web page chose; it is written by the program.\n"
        + "include \"choices.conf\"\n";
  }

  private static int freePort() throws IOException {
    for (int attempt = 0; attempt < 200; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port found between " + FIRST_PORT + " and " + LAST_PORT);
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (BindException e) {
      return false;
    }
  }
}
