package dev.roundhouse.history;

import dev.roundhouse.cluster.Machine;
import java.lang.management.ManagementFactory;
import java.util.Objects;

/**
 * A machine that a session ran on.
 *
 * @param name its host name
 * @param system operating system and release
 * @param memory in bytes; 0 where it is unknown
 * @param jdk vendor and version
 */
public record MachineRecord(
    String name, String system, String architecture, int cores, long memory, String jdk) {

  public MachineRecord {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(jdk, "jdk");
  }

  /** This machine, with the JDK of this process. Takes some milliseconds. */
  public static MachineRecord here() {
    return new MachineRecord(
        Machine.here().host(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        totalMemory(),
        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version"));
  }

  private static long totalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
