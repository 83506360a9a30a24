package dev.roundhouse.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The machine of this process.
 *
 * @param host its name, for people
 * @param identity the same for all processes of this machine, or of this container, since it
 *     started, and of no other; in it a process id names one process
 * @param system operating system, release and architecture
 */
public record Machine(String host, String identity, String system) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PROCESS_IDS = Path.of("/proc/self/ns/pid");

  public Machine {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(system, "system");
  }

  /** Asks the system. */
  public static Machine here() {
    String host = hostName();
    return new Machine(host, identityOr(host), systemName());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String identityOr(String host) {
    if (!Files.isReadable(BOOT_ID)) {
      return host;
    }
    try {
      String boot = Files.readString(BOOT_ID).trim();
      // Containers of one machine were booted together, but each counts its processes from 1.
      return Files.isSymbolicLink(PROCESS_IDS)
          ? boot + " " + Files.readSymbolicLink(PROCESS_IDS)
          : boot;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + BOOT_ID, e);
    }
  }

  private static String systemName() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }
}
