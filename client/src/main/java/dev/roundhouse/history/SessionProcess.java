package dev.roundhouse.history;

import dev.roundhouse.cluster.Machine;
import dev.roundhouse.process.ProcessIdentity;
import java.lang.management.ManagementFactory;
import java.util.Objects;

/**
 * The process of a session: by it a later one tells whether a run goes on or was killed.
 *
 * @param boot the same for all processes that can see each other's ids, see {@link Machine}
 */
record SessionProcess(MachineRecord machine, String boot, ProcessIdentity identity) {

  SessionProcess {
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(boot, "boot");
    Objects.requireNonNull(identity, "identity");
  }

  /** This process. Takes some milliseconds. */
  static SessionProcess here() {
    Machine machine = Machine.here();
    MachineRecord record =
        new MachineRecord(
            machine.host(),
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            memory(),
            System.getProperty("java.vm.vendor")
                + " "
                + System.getProperty("java.runtime.version"));
    return new SessionProcess(record, machine.identity(), ProcessIdentity.ofThisProcess());
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
