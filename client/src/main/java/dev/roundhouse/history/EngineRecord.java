package dev.roundhouse.history;

import java.util.List;
import java.util.Objects;

/**
 * An engine that tried tasks of a run, as its controller knew it.
 *
 * @param id at its controller
 * @param host name of its machine
 * @param system operating system, release and architecture
 * @param slots tasks that it computes at a time
 * @param labels by which tasks ask for it
 */
public record EngineRecord(
    String id, String host, long pid, String system, int slots, List<String> labels) {

  public EngineRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(system, "system");
    labels = List.copyOf(labels);
  }
}
