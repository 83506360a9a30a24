package dev.roundhouse.cache;

import dev.roundhouse.profile.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries on disk, shared by the processes of a home: each appends to segments of its own and reads
 * all. The least recently used segments leave first, an entry with its segment; a damaged entry is
 * taken out when it is found. Failures are logged and end in a miss. Safe for use by several
 * threads.
 */
final class DiskStore {
  private static final Logger log = LoggerFactory.getLogger(DiskStore.class);

  private static final long MOST_OF_A_SEGMENT = 4L << 20;
  private static final long LEAST_OF_A_SEGMENT = 4L << 10;

  /** How finely the bound can be kept. */
  private static final int SEGMENTS = 16;

  /** Segments beyond which small ones are merged, those that nobody has used for a while. */
  private static final int MOST_SMALL = 64;

  private static final Duration QUIET = Duration.ofMinutes(10);

  private final Path directory;
  private final long bound;
  private final long segmentBytes;
  private final InstantSource clock;
  private final Map<Signature, Segment.Place> index = new HashMap<>();
  private final Map<String, Segment> segments = new TreeMap<>();
  private final Set<Segment> used = new HashSet<>();
  private Optional<Segment> current = Optional.empty();
  private boolean failing;

  /**
   * @param directory made on first use
   * @param bound bytes at most, those of its bookkeeping included
   */
  DiskStore(Path directory, long bound, InstantSource clock) {
    this.directory = directory;
    this.bound = bound;
    this.segmentBytes = Math.max(LEAST_OF_A_SEGMENT, Math.min(MOST_OF_A_SEGMENT, bound / SEGMENTS));
    this.clock = clock;
  }

  /** The largest content that is kept: one entry never takes most of the room. */
  long largest() {
    return bound / 2;
  }

  /** Sees what other processes have added and removed. */
  synchronized void refresh() {
    try {
      OwnerOnly.createDirectories(directory);
      Set<String> names = names();
      List.copyOf(segments.keySet()).stream()
          .filter(name -> !names.contains(name))
          .forEach(this::forget);
      names.forEach(this::readOn);
      used.clear();
      merge();
    } catch (IOException | UncheckedIOException e) {
      failed(e);
    }
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.addAll(Segment.name(file)));
      return names;
    }
  }

  private void readOn(String name) {
    Segment segment = segments.computeIfAbsent(name, made -> Segment.existing(directory, made));
    try {
      segment.readOn().forEach(this::enter);
    } catch (IOException gone) {
      forget(name);
    }
  }

  private void enter(Segment.Located found) {
    Segment.Place before = index.put(found.signature(), found.place());
    found.place().segment().count(1);
    if (before != null) {
      before.segment().count(-1);
    }
  }

  private void forget(String name) {
    Segment segment = segments.remove(name);
    index.values().removeIf(place -> place.segment() == segment);
    current = current.filter(one -> one != segment);
  }

  /** The content of an entry; empty where there is none that is whole. */
  synchronized Optional<byte[]> get(Signature signature) {
    Segment.Place place = index.get(signature);
    if (place == null) {
      return Optional.empty();
    }
    try {
      byte[] content = place.segment().read(place);
      if (used.add(place.segment())) {
        place.segment().use(FileTime.from(clock.instant()));
      }
      return Optional.of(content);
    } catch (IOException e) {
      log.debug("cache entry {} is a miss: {}", signature, e.toString());
      remove(signature);
      return Optional.empty();
    }
  }

  /** Takes an entry out. */
  synchronized void remove(Signature signature) {
    Segment.Place place = index.remove(signature);
    if (place != null) {
      Segment segment = place.segment();
      segment.count(-1);
      try {
        if (segment.live() > 0) {
          segment.erase(place);
        } else {
          segment.delete();
          segments.values().remove(segment);
          current = current.filter(one -> one != segment);
        }
      } catch (IOException e) {
        log.debug("cache entry {} cannot be taken out: {}", signature, e.toString());
      }
    }
  }

  /** Keeps entries in place of those before; returns when a killed process would not lose them. */
  synchronized void put(List<Entry> entries) {
    try {
      List<Entry> batch = new ArrayList<>();
      long bytes = 0;
      for (Entry entry : entries) {
        if (entry.content().length > largest()) {
          continue;
        }
        if (!batch.isEmpty() && bytes + Segment.size(entry) > segmentBytes) {
          append(batch, bytes);
          batch.clear();
          bytes = 0;
        }
        batch.add(entry);
        bytes += Segment.size(entry);
      }
      if (!batch.isEmpty()) {
        append(batch, bytes);
      }
      failing = false;
    } catch (IOException e) {
      current = Optional.empty();
      failed(e);
    }
  }

  private void append(List<Entry> batch, long bytes) throws IOException {
    if (current.isEmpty() || current.get().size() + bytes > segmentBytes) {
      roll();
    }
    List<Segment.Located> located;
    try {
      located = current.orElseThrow().append(batch);
    } catch (IOException full) {
      // Another process may have removed it; in a new one it fails again where that is not why.
      roll();
      located = current.orElseThrow().append(batch);
    }
    located.forEach(this::enter);
    evict();
  }

  private void roll() throws IOException {
    OwnerOnly.createDirectories(directory);
    String name =
        String.format(
            Locale.ROOT,
            "%013d-%08x",
            clock.instant().toEpochMilli(),
            ThreadLocalRandom.current().nextInt());
    Segment made = Segment.create(directory, name);
    segments.put(name, made);
    current = Optional.of(made);
  }

  private void evict() throws IOException {
    if (total() <= bound) {
      return;
    }
    refresh();
    for (String name : leastRecentlyUsed()) {
      if (total() <= bound) {
        return;
      }
      Segment segment = Objects.requireNonNull(segments.get(name), name);
      segment.delete();
      forget(name);
    }
  }

  /** All but the current one, where nobody shall be surprised. */
  private List<String> leastRecentlyUsed() {
    Map<String, FileTime> times = new TreeMap<>();
    segments.forEach((name, segment) -> times.put(name, segment.lastUsed()));
    current.ifPresent(one -> times.remove(one.name()));
    return times.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Short sessions leave small segments: many of them become one, so that opening stays quick. */
  private void merge() throws IOException {
    if (segments.size() <= MOST_SMALL) {
      return;
    }
    FileTime quiet = FileTime.from(clock.instant().minus(QUIET));
    List<Segment> small =
        leastRecentlyUsed().stream()
            .map(name -> Objects.requireNonNull(segments.get(name), name))
            .filter(segment -> segment.size() < segmentBytes / SEGMENTS)
            .filter(segment -> segment.lastUsed().compareTo(quiet) < 0)
            .limit(SEGMENTS)
            .toList();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<Signature, Segment.Place> entry : index.entrySet()) {
      if (small.contains(entry.getValue().segment())) {
        entries.add(new Entry(entry.getKey(), entry.getValue().segment().read(entry.getValue())));
      }
    }
    current = Optional.empty();
    put(entries);
    for (Segment segment : small) {
      segment.delete();
      forget(segment.name());
    }
  }

  private long total() {
    return segments.values().stream().mapToLong(Segment::size).sum();
  }

  /** One line, until it works again. */
  private void failed(Exception e) {
    if (!failing) {
      failing = true;
      log.warn("The cache in {} cannot be used, results are not kept: {}", directory, e.toString());
    }
  }
}
