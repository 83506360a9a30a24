package dev.roundhouse.cache;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Results by signature: a bounded part in memory over a bounded part on disk, which the processes
 * of a home share. Contents are opaque. Nothing here fails: what cannot be kept is not, what cannot
 * be read is a miss and is taken out. Waits for files, so it is for threads that may; safe for use
 * by several of them.
 */
public final class ResultCache {
  private final MemoryStore memory;
  private final Optional<DiskStore> disk;

  private ResultCache(MemoryStore memory, Optional<DiskStore> disk) {
    this.memory = memory;
    this.disk = disk;
  }

  /**
   * One that forgets with the process.
   *
   * @param bytes most of them
   */
  public static ResultCache inMemory(long bytes) {
    return new ResultCache(new MemoryStore(bytes), Optional.empty());
  }

  /**
   * One that keeps entries for other processes, too.
   *
   * @param directory made on first use, for its owner only
   * @param size most bytes there
   * @param memory most bytes in memory
   * @param clock tells what was used least recently
   */
  public static ResultCache onDisk(Path directory, long size, long memory, InstantSource clock) {
    Path results = directory.resolve("results-1");
    return new ResultCache(
        new MemoryStore(memory), Optional.of(new DiskStore(results, size, clock)));
  }

  /** The largest content that is kept, in bytes. */
  public long largest() {
    return disk.map(DiskStore::largest).orElseGet(memory::largest);
  }

  /** Sees what other processes have kept since; for the beginning of a run. */
  public void refresh() {
    disk.ifPresent(DiskStore::refresh);
  }

  /** What is kept; not to be changed. */
  public Optional<byte[]> get(Signature signature) {
    return memory.get(signature).or(() -> fromDisk(signature));
  }

  private Optional<byte[]> fromDisk(Signature signature) {
    Optional<byte[]> found = disk.flatMap(store -> store.get(signature));
    found.ifPresent(content -> memory.put(signature, content));
    return found;
  }

  /** Keeps entries in place of those before; returns once a killed process would not lose them. */
  public void put(List<Entry> entries) {
    entries.forEach(entry -> memory.put(entry.signature(), entry.content()));
    disk.ifPresent(store -> store.put(entries));
  }

  /** Takes out what turned out to be of no use. */
  public void remove(Signature signature) {
    memory.remove(signature);
    disk.ifPresent(store -> store.remove(signature));
  }
}
