package dev.roundhouse.upkeep;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks of the JDK and of the system's limits. */
final class MachineChecks {

  private static final int OLDEST_JAVA = 17;
  private static final long FEW_FILES = 4_096;
  private static final long TOO_FEW_FILES = 256;
  private static final long FEW_PROCESSES = 1_024;
  private static final long LITTLE_MEMORY = 1L << 30;
  private static final Path LIMITS = Path.of("/proc/self/limits");

  private MachineChecks() {}

  static List<Finding> all() {
    return List.of(
        java(Runtime.version().feature(), Path.of(System.getProperty("java.home"))),
        memory(),
        openFiles(openFileLimit()),
        processes(processLimit()),
        hostName());
  }

  static Finding java(int feature, Path home) {
    String found = "Java " + feature + " in " + home;
    if (feature < OLDEST_JAVA) {
      return Finding.fail(
          "java",
          found + ", expected " + OLDEST_JAVA + " or newer",
          "set JAVA_HOME to a newer JDK");
    }
    Path keytool = home.resolve("bin").resolve("keytool");
    return Files.isExecutable(keytool)
        ? Finding.ok("java", found)
        : Finding.fail(
            "java",
            found + " has no bin/keytool, which makes the keys of profiles",
            "set JAVA_HOME to a whole JDK");
  }

  private static Finding memory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return memory(system.getTotalMemorySize());
    }
    return Finding.ok("memory", "this JVM does not tell");
  }

  static Finding memory(long bytes) {
    String found = (bytes >> 20) + " MiB";
    return bytes >= LITTLE_MEMORY
        ? Finding.ok("memory", found)
        : Finding.warn(
            "memory",
            found + ", of which each engine takes some 150 MiB and what its tasks need",
            "start few engines, and bound them with roundhouse.engine.heap");
  }

  /** The JVM raises its own limit to the hard one. */
  private static Optional<Long> openFileLimit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Optional.of(unix.getMaxFileDescriptorCount())
        : Optional.empty();
  }

  static Finding openFiles(Optional<Long> limit) {
    if (limit.isEmpty() || limit.get() >= FEW_FILES) {
      return Finding.ok("open-files", limit.map(most -> "up to " + most).orElse("no limit known"));
    }
    String found = "up to " + limit.get() + ", expected " + FEW_FILES + " or more";
    String mend =
        "raise it: ulimit -Hn " + FEW_FILES + ", or LimitNOFILE=" + FEW_FILES + " in a unit";
    return limit.get() < TOO_FEW_FILES
        ? Finding.fail("open-files", found, mend)
        : Finding.warn("open-files", found, mend);
  }

  private static Optional<Long> processLimit() {
    try {
      return Files.isReadable(LIMITS)
          ? Files.readAllLines(LIMITS).stream()
              .filter(line -> line.startsWith("Max processes"))
              .map(line -> line.split("\\s+", 4)[2])
              .filter(soft -> soft.matches("\\d{1,18}"))
              .map(Long::valueOf)
              .findFirst()
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Finding processes(Optional<Long> limit) {
    if (limit.isEmpty() || limit.get() >= FEW_PROCESSES) {
      return Finding.ok(
          "processes",
          limit.map(most -> "up to " + most + " processes and threads").orElse("no limit known"));
    }
    return Finding.warn(
        "processes",
        "up to " + limit.get() + " processes and threads, expected " + FEW_PROCESSES + " or more",
        "raise it: ulimit -u " + FEW_PROCESSES + ", or TasksMax in a unit");
  }

  private static Finding hostName() {
    try {
      InetAddress own = InetAddress.getLocalHost();
      return Finding.ok("host-name", own.getHostName() + " is " + own.getHostAddress());
    } catch (UnknownHostException e) {
      return Finding.warn(
          "host-name",
          "this machine's own name has no address (" + e.getMessage() + ")",
          "add it to /etc/hosts; clusters of several machines need it");
    }
  }
}
