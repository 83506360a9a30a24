package dev.roundhouse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.profile.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTest {

  private static final long ROOM = 1 << 20;

  @TempDir private Path home;
  private Path directory;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  @BeforeEach
  void place() {
    directory = home.resolve("cache");
  }

  private DiskStore open(long bound) {
    DiskStore store = new DiskStore(directory, bound, () -> now);
    store.refresh();
    return store;
  }

  private static Entry entry(int number, int size) {
    byte[] content = new byte[size];
    new Random(number).nextBytes(content);
    return new Entry(Signature.of("entry", String.valueOf(number)), content);
  }

  private static List<Entry> entries(int from, int to, int size) {
    return IntStream.range(from, to).mapToObj(number -> entry(number, size)).toList();
  }

  private static boolean has(DiskStore store, Entry entry) {
    Optional<byte[]> found = store.get(entry.signature());
    found.ifPresent(content -> assertThat(content).isEqualTo(entry.content()));
    return found.isPresent();
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files("")) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  @Test
  void keepsEntriesForLaterProcesses() {
    List<Entry> all = entries(0, 50, 300);
    DiskStore first = open(ROOM);
    first.put(all.subList(0, 30));
    first.put(all.subList(30, 50));

    DiskStore later = open(ROOM);

    assertThat(all).allMatch(entry -> has(first, entry)).allMatch(entry -> has(later, entry));
    assertThat(has(later, entry(99, 1))).isFalse();
  }

  @Test
  void gathersSmallEntriesInFewFiles() throws IOException {
    DiskStore store = open(64 * ROOM);
    for (Entry entry : entries(0, 2_000, 100)) {
      store.put(List.of(entry));
    }

    assertThat(files("")).hasSize(2);
  }

  @Test
  void seesWhatAnotherProcessKeepsMeanwhile() {
    DiskStore one = open(ROOM);
    DiskStore other = open(ROOM);
    one.put(entries(0, 3, 10));
    other.put(entries(3, 6, 10));
    one.refresh();
    other.refresh();
    one.put(entries(6, 9, 10));
    other.refresh();

    assertThat(entries(0, 6, 10)).allMatch(entry -> has(one, entry));
    assertThat(entries(0, 9, 10)).allMatch(entry -> has(other, entry));
  }

  @Test
  void keepsTheLaterOfTwoContents() {
    Entry before = entry(1, 10);
    Entry after = new Entry(before.signature(), new byte[] {1, 2, 3});
    DiskStore store = open(ROOM);
    store.put(List.of(before));
    now = now.plusSeconds(1);
    DiskStore another = open(ROOM);
    another.put(List.of(after));

    assertThat(has(open(ROOM), after)).isTrue();
  }

  @Test
  void missesATruncatedEntryAndTakesItOut() throws IOException {
    DiskStore store = open(ROOM);
    store.put(entries(0, 2, 1_000));
    Path data = files(".data").get(0);
    Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 1_500));

    DiskStore later = open(ROOM);
    assertThat(has(later, entry(0, 1_000))).isTrue();
    assertThat(has(later, entry(1, 1_000))).isFalse();

    Files.write(data, store(1_000));
    assertThat(has(open(ROOM), entry(1, 1_000))).as("taken out for all").isFalse();
  }

  /** The data file as it was: what was taken out stays out. */
  private static byte[] store(int size) {
    byte[] both = Arrays.copyOf(entry(0, size).content(), 2 * size);
    System.arraycopy(entry(1, size).content(), 0, both, size, size);
    return both;
  }

  @Test
  void missesADamagedEntryAndRemovesItsFilesWithTheLast() throws IOException {
    open(ROOM).put(entries(0, 2, 100));
    Path data = files(".data").get(0);
    byte[] bytes = Files.readAllBytes(data);
    bytes[50] ^= 1;
    bytes[150] ^= 1;
    Files.write(data, bytes);

    DiskStore later = open(ROOM);

    assertThat(entries(0, 2, 100)).noneMatch(entry -> has(later, entry));
    assertThat(files("")).isEmpty();
    later.put(entries(0, 2, 100));
    assertThat(entries(0, 2, 100)).allMatch(entry -> has(open(ROOM), entry));
  }

  @Test
  void survivesGarbageInEveryFile() throws IOException {
    open(ROOM).put(entries(0, 20, 100));
    Random random = new Random(7);
    for (Path file : files("")) {
      byte[] garbage = new byte[random.nextInt(3_000)];
      random.nextBytes(garbage);
      Files.write(file, garbage);
    }

    DiskStore later = open(ROOM);

    assertThat(entries(0, 20, 100)).noneMatch(entry -> has(later, entry));
    later.put(entries(0, 20, 100));
    assertThat(entries(0, 20, 100)).allMatch(entry -> has(open(ROOM), entry));
  }

  @Test
  void ignoresARecordThatWasCutOffWhenItsProcessWasKilled() throws IOException {
    open(ROOM).put(entries(0, 3, 100));
    Path keys = files(".keys").get(0);
    byte[] whole = Files.readAllBytes(keys);
    Files.write(keys, Arrays.copyOf(whole, whole.length - 5));

    DiskStore later = open(ROOM);

    assertThat(entries(0, 2, 100)).allMatch(entry -> has(later, entry));
    assertThat(has(later, entry(2, 100))).isFalse();
  }

  @Test
  void staysWithinItsBytes() throws IOException {
    long bound = 100_000;
    DiskStore store = open(bound);
    for (int i = 0; i < 500; i++) {
      now = now.plusSeconds(1);
      store.put(List.of(entry(i, 1_000)));
      assertThat(bytes()).isLessThanOrEqualTo(bound);
    }

    assertThat(bytes()).isGreaterThan(bound / 2);
    assertThat(has(store, entry(499, 1_000))).isTrue();
    assertThat(has(store, entry(0, 1_000))).isFalse();
  }

  @Test
  void letsTheLeastRecentlyUsedGoFirst() {
    DiskStore store = open(100_000);
    for (int i = 0; i < 200; i++) {
      now = Instant.now().plusSeconds(i);
      store.put(List.of(entry(i, 1_000)));
      store.refresh();
      assertThat(has(store, entry(0, 1_000))).as("used again after " + i).isTrue();
    }

    assertThat(has(store, entry(10, 1_000))).isFalse();
  }

  @Test
  void doesNotKeepWhatWouldTakeMostOfTheRoom() {
    DiskStore store = open(10_000);
    store.put(List.of(entry(1, 100), entry(2, 9_000)));

    assertThat(has(store, entry(1, 100))).isTrue();
    assertThat(has(store, entry(2, 9_000))).isFalse();
  }

  @Test
  void keepsNothingWithoutRoom() throws IOException {
    DiskStore store = open(0);
    store.put(entries(0, 3, 10));

    assertThat(has(store, entry(0, 10))).isFalse();
    assertThat(bytes()).isZero();
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    open(ROOM).put(entries(0, 3, 10));

    assertThat(OwnerOnly.isOwnerOnly(directory)).isTrue();
    for (Path file : files("")) {
      assertThat(OwnerOnly.isOwnerOnly(file)).as("%s", file).isTrue();
    }
  }

  @Test
  void goesOnInNewFilesWhereOthersRemovedItsOwn() throws IOException {
    DiskStore store = open(ROOM);
    store.put(entries(0, 3, 10));
    for (Path file : files("")) {
      Files.delete(file);
    }

    store.put(entries(3, 6, 10));

    DiskStore later = open(ROOM);
    assertThat(entries(3, 6, 10)).allMatch(entry -> has(later, entry));
    assertThat(has(store, entry(0, 10))).isFalse();
  }

  @Test
  void missesWhereItsDirectoryCannotBeUsed() throws IOException {
    Files.writeString(directory, "a file is in its place");
    DiskStore store = open(ROOM);
    store.put(entries(0, 3, 10));

    assertThat(has(store, entry(0, 10))).isFalse();
  }

  @Test
  void mergesTheSmallSegmentsOfManyShortProcesses() throws IOException {
    now = Instant.now();
    List<Entry> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(entry(i, 100));
      open(ROOM).put(List.of(entry(i, 100)));
    }
    assertThat(files(".keys")).hasSize(100);

    now = now.plus(Duration.ofHours(1));
    for (int i = 0; i < 10; i++) {
      open(ROOM);
    }

    assertThat(files(".keys")).hasSizeLessThan(80);
    DiskStore later = open(ROOM);
    assertThat(all).allMatch(entry -> has(later, entry));
  }

  @Test
  void sharesItsDirectoryWithThreadsAndOtherStores() throws Exception {
    DiskStore one = open(ROOM);
    DiskStore other = open(ROOM);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                number ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 50; i++) {
                            (number % 2 == 0 ? one : other)
                                .put(List.of(entry(number * 50 + i, 500)));
                            one.refresh();
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join(60_000);
    }

    DiskStore later = open(ROOM);
    assertThat(entries(0, 200, 500)).allMatch(entry -> has(later, entry));
  }
}
