package dev.roundhouse.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlesTest {
  @TempDir Path directory;

  private final Bundles bundles = new Bundles();

  @Test
  void namesAFileByItsContent() throws IOException {
    Path file = Files.writeString(directory.resolve("a.jar"), "abc");
    Bundle bundle = bundles.of(file);
    assertThat(bundle.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(bundle.name()).isEqualTo("a.jar");
    assertThat(bundle.size()).isEqualTo(3);
    assertThat(Path.of(bundle.path())).isAbsolute();
  }

  @Test
  void namesFoldersWithEqualContentAlike() throws IOException {
    Path first = folder("first", "content");
    Path second = folder("second", "content");
    Path other = folder("other", "c0ntent");
    assertThat(bundles.of(first).sha256()).isEqualTo(bundles.of(second).sha256());
    assertThat(bundles.of(other).sha256()).isNotEqualTo(bundles.of(first).sha256());
    Files.move(first.resolve("p/A.class"), first.resolve("p/B.class"));
    assertThat(bundles.of(first).sha256()).isNotEqualTo(bundles.of(second).sha256());
  }

  @Test
  void noticesChanges() throws IOException {
    Path folder = folder("folder", "one");
    Bundle before = bundles.of(folder);
    assertThat(bundles.of(folder)).isSameAs(before);
    assertThat(bundles.verified(before)).isEqualTo(folder);
    Files.writeString(folder.resolve("p/A.class"), "three");
    assertThatThrownBy(() -> bundles.verified(before))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("has changed since it was named")
        .hasMessageContaining(before.sha256());
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> bundles.of(directory.resolve("none.jar")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("none.jar does not exist, expected a jar or a class folder");
  }

  @Test
  void findsTheUsersPartOfTheClassPath() throws IOException {
    Path folder = folder("folder", "one");
    Path product = folder("product", "two");
    Path referred = folder("referred", "three");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "referred/ missing.jar");
    Path jar = directory.resolve("m.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.flush();
    }
    URL[] urls = {folder.toUri().toURL(), product.toUri().toURL(), jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      List<Bundle> found = bundles.ofClassPath(loader, path -> path.endsWith("product"));
      assertThat(found).extracting(Bundle::name).containsExactly("folder", "m.jar", "referred");
    }
  }

  @Test
  void findsTheClassPathOfThisTest() {
    assertThat(bundles.ofClassPath(BundlesTest.class, path -> false))
        .extracting(Bundle::name)
        .contains("test-classes", "classes");
    assertThat(bundles.ofClassPath(String.class, path -> false)).isEmpty();
  }

  private Path folder(String name, String content) throws IOException {
    Path file = directory.resolve(name + "/p/A.class");
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return directory.resolve(name);
  }
}
