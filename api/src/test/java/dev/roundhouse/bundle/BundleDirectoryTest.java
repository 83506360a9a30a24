package dev.roundhouse.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleDirectoryTest {
  private static final String SOURCE = "package acme; public record Pair(int left) {}";

  @TempDir Path home;
  @TempDir Path kept;

  private final AtomicInteger fetched = new AtomicInteger();

  @Test
  void jarsAndFoldersAreFetchedOnceAndLoaded() throws Exception {
    Path jar = CompiledCode.jar(home, "acme.Pair", SOURCE);
    for (Path path : List.of(jar, home.resolve("classes"))) {
      fetched.set(0);
      Bundle distant = distant(path);
      try (BundleLoaders loaders = new BundleLoaders(from(path));
          BundleLoaders.Lease lease = loaders.acquire(List.of(distant))) {
        assertThat(lease.loader().loadClass("acme.Pair").isRecord()).isTrue();
      }
      assertThat(from(path).locate(distant)).isEqualTo(kept.resolve(distant.sha256()));
      assertThat(fetched).hasValue(1);
    }
    try (Stream<Path> files = Files.list(kept)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void contentOnThisMachineIsNotFetched() {
    Path jar = CompiledCode.jar(home, "acme.Pair", SOURCE);
    assertThat(from(jar).locate(new Bundles().of(jar))).isEqualTo(jar);
    assertThat(fetched).hasValue(0);
  }

  @Test
  void otherContentIsRefused() throws IOException {
    Path jar = CompiledCode.jar(home, "acme.Pair", SOURCE);
    Path other = Files.writeString(home.resolve("other.jar"), "other");
    assertThatThrownBy(() -> from(other).locate(distant(jar)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("code.jar")
        .hasMessageContaining("another SHA-256");
    try (Stream<Path> files = Files.list(kept)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void filesOutsideTheFolderAreRefused() throws IOException {
    Path evil = home.resolve("evil.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(evil))) {
      zip.putNextEntry(new ZipEntry("../../../escaped"));
      zip.write(1);
    }
    Bundle named = new Bundle("00", "evil", "/nowhere", 10);
    assertThatThrownBy(() -> from(evil).locate(named))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("lies outside the folder");
    Bundle small = new Bundle("00", "small", "/nowhere", 10);
    Path classes = CompiledCode.folder(home, "acme.Pair", SOURCE);
    assertThatThrownBy(() -> from(classes).locate(small))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("more bytes than were named");
  }

  private BundleDirectory from(Path path) {
    return new BundleDirectory(
        kept,
        (bundle, target) -> {
          fetched.incrementAndGet();
          try (OutputStream out = Files.newOutputStream(target)) {
            BundleArchive.pack(path, out);
          }
        });
  }

  private Bundle distant(Path path) {
    Bundle here = new Bundles().of(path);
    return new Bundle(here.sha256(), here.name(), "/nowhere/" + here.name(), here.size());
  }
}
