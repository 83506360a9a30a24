package dev.roundhouse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultCacheTest {

  private static Entry entry(String name, int size) {
    return new Entry(Signature.of(name), new byte[size]);
  }

  @Test
  void forgetsTheLeastRecentlyUsedInMemory() {
    ResultCache cache = ResultCache.inMemory(1_000);
    cache.put(List.of(entry("a", 100), entry("b", 100), entry("c", 100)));
    assertThat(cache.get(Signature.of("a"))).isPresent();

    cache.put(List.of(entry("d", 100), entry("e", 100)));

    assertThat(cache.get(Signature.of("a"))).isPresent();
    assertThat(cache.get(Signature.of("b"))).isEmpty();
    assertThat(cache.get(Signature.of("e"))).isPresent();
  }

  @Test
  void doesNotKeepInMemoryWhatIsLargerThanIt() {
    ResultCache cache = ResultCache.inMemory(1_000);
    cache.put(List.of(entry("a", 100), entry("large", 5_000)));

    assertThat(cache.get(Signature.of("large"))).isEmpty();
    assertThat(cache.get(Signature.of("a"))).isPresent();
  }

  @Test
  void readsFromDiskWhatIsNotInMemory(@TempDir Path home) {
    cache(home).put(List.of(entry("a", 100)));
    ResultCache later = cache(home);
    later.refresh();

    assertThat(later.get(Signature.of("a"))).isPresent();
    later.remove(Signature.of("a"));
    assertThat(later.get(Signature.of("a"))).isEmpty();
  }

  private static ResultCache cache(Path home) {
    return ResultCache.onDisk(home, 1 << 20, 1 << 20, InstantSource.system());
  }
}
