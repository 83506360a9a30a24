package dev.roundhouse.history;

import dev.roundhouse.cluster.Machine;
import dev.roundhouse.process.ProcessIdentity;
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
    return new SessionProcess(
        MachineRecord.here(), Machine.here().identity(), ProcessIdentity.ofThisProcess());
  }
}
