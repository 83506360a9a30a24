package dev.roundhouse.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.value.ValueCodec;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleLoadersTest {
  private static final String SOURCE =
      "package acme; public record Pair(int left, String right) {}";

  @TempDir Path directory;

  private final Bundles bundles = new Bundles();

  @Test
  void usersOfTheSameContentShareALoader() throws Exception {
    Bundle jar = bundles.of(CompiledCode.jar(directory, "acme.Pair", SOURCE));
    Path copy = Files.copy(Path.of(jar.path()), directory.resolve("copy.jar"));
    try (BundleLoaders loaders = BundleLoaders.local();
        BundleLoaders.Lease first = loaders.acquire(List.of(jar));
        BundleLoaders.Lease second = loaders.acquire(List.of(bundles.of(copy)))) {
      assertThat(second.loader()).isSameAs(first.loader());
      assertThat(first.loader().loadClass("acme.Pair").getClassLoader()).isSameAs(first.loader());
      assertThat(loaders.size()).isEqualTo(1);
    }
  }

  @Test
  void userCodeSeesTheProductAndTheJdkOnly() throws Exception {
    Bundle folder = bundles.of(CompiledCode.folder(directory, "acme.Pair", SOURCE));
    try (BundleLoaders loaders = BundleLoaders.local();
        BundleLoaders.Lease lease = loaders.acquire(List.of(folder))) {
      ClassLoader loader = lease.loader();
      assertThat(loader.loadClass("dev.roundhouse.bundle.Bundle")).isSameAs(Bundle.class);
      assertThat(loader.loadClass("java.sql.Date").getName()).isEqualTo("java.sql.Date");
      assertThatThrownBy(() -> loader.loadClass("org.assertj.core.api.Assertions"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void noBundlesMeanTheProductsOwnLoader() {
    try (BundleLoaders loaders = BundleLoaders.local();
        BundleLoaders.Lease lease = loaders.acquire(List.of())) {
      assertThat(lease.loader()).isSameAs(Bundle.class.getClassLoader());
      assertThat(loaders.size()).isZero();
    }
  }

  @Test
  void theLoaderLivesUntilItsLastLeaseIsClosed() {
    Bundle folder = bundles.of(CompiledCode.folder(directory, "acme.Pair", SOURCE));
    try (BundleLoaders loaders = BundleLoaders.local()) {
      BundleLoaders.Lease first = loaders.acquire(List.of(folder));
      BundleLoaders.Lease second = loaders.acquire(List.of(folder));
      first.close();
      first.close();
      assertThat(loaders.size()).isEqualTo(1);
      second.close();
      assertThat(loaders.size()).isZero();
    }
  }

  @Test
  void changedContentIsRefused() throws Exception {
    Bundle jar = bundles.of(CompiledCode.jar(directory, "acme.Pair", SOURCE));
    Files.writeString(Path.of(jar.path()), "something else");
    try (BundleLoaders loaders = BundleLoaders.local()) {
      assertThatThrownBy(() -> loaders.acquire(List.of(jar)))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("has changed since it was named");
    }
  }

  @Test
  void nothingIsLoadedAfterClosing() {
    Bundle folder = bundles.of(CompiledCode.folder(directory, "acme.Pair", SOURCE));
    BundleLoaders loaders = BundleLoaders.local();
    BundleLoaders.Lease lease = loaders.acquire(List.of(folder));
    loaders.close();
    lease.close();
    assertThatThrownBy(() -> loaders.acquire(List.of(folder)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aReleasedLoaderIsCollected() throws Exception {
    Bundle folder = bundles.of(CompiledCode.folder(directory, "acme.Pair", SOURCE));
    try (BundleLoaders loaders = BundleLoaders.local()) {
      WeakReference<ClassLoader> loader = useOnce(loaders, folder);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (loader.get() != null && System.nanoTime() < deadline) {
        System.gc();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      assertThat(loader.get()).as("the loader, 30 s after its release").isNull();
    }
  }

  private static WeakReference<ClassLoader> useOnce(BundleLoaders loaders, Bundle bundle)
      throws Exception {
    try (BundleLoaders.Lease lease = loaders.acquire(List.of(bundle))) {
      Class<?> pair = lease.loader().loadClass("acme.Pair");
      Object value = pair.getConstructor(int.class, String.class).newInstance(1, "one");
      Object back = ValueCodec.decode(ValueCodec.encode(value), lease.loader());
      // not compared by equals: a record's equals keeps its loader until memory gets short (JDK 17)
      if (back == null || back.getClass() != pair) {
        throw new AssertionError(value + " came back as " + back);
      }
      return new WeakReference<>(lease.loader());
    }
  }
}
