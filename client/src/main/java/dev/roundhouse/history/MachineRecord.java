package dev.roundhouse.history;

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
}
