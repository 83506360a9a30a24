package dev.roundhouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleCatalogTest {

  @TempDir Path folder;

  private final ClassLoader loader = getClass().getClassLoader();

  private static Path testClasses() throws URISyntaxException {
    return Path.of(
        ModuleCatalogTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void builtInModulesAreListedWithMapAndFold() {
    ModuleCatalog catalog = ModuleCatalog.of(List.of(), loader);

    assertThat(catalog.entries())
        .extracting(ModuleCatalog.Entry::name)
        .containsExactly(
            "command",
            "constant",
            "filter",
            "fold",
            "group",
            "http-get",
            "if",
            "list-files",
            "map",
            "read-file",
            "read-json",
            "replay",
            "write-file",
            "write-json");
    assertThat(ModuleText.list(catalog.entries()))
        .contains("list-files  Lists the files of a directory");
  }

  @Test
  void modulesOfFoldersAreFound() throws Exception {
    ModuleCatalog catalog = ModuleCatalog.of(List.of(testClasses()), loader);

    assertThat(catalog.entries())
        .extracting(ModuleCatalog.Entry::name)
        .contains(TestModules.Smooth.class.getName())
        .doesNotContain(TestModules.Described.class.getName(), TestModules.class.getName());
  }

  @Test
  void modulesOfJarsAreFound() throws Exception {
    Path jar = folder.resolve("acme.jar");
    String name = TestModules.Smooth.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new ZipEntry(name));
      Files.copy(testClasses().resolve(name), entries);
    }

    ModuleCatalog catalog = ModuleCatalog.of(List.of(jar), loader);

    assertThat(catalog.entry(TestModules.Smooth.class.getName()).source())
        .isEqualTo(jar.toString());
  }

  @Test
  void oneModuleIsDescribedWithPortsDefaultsAndSchemes() throws Exception {
    ModuleCatalog catalog = ModuleCatalog.of(List.of(), loader);

    assertThat(ModuleText.describe(catalog.entry(TestModules.Smooth.class.getName())))
        .isEqualTo(
            """
            dev.roundhouse.pipeline.TestModules$Smooth (class path)
              inputs
                signal  double[]  mandatory
                width   int       default 3
              outputs
                smoothed  double[]
              schemes: threading
            """);
    assertThat(ModuleText.describe(catalog.entry("read-file")))
        .contains("default text")
        .doesNotContain("runs every time");
    assertThat(ModuleText.describe(catalog.entry("write-file"))).contains("runs every time");
  }

  @Test
  void anUnknownModuleIsSuggestedAndAnUnreadableJarNamed() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");

    assertThatThrownBy(() -> ModuleCatalog.of(List.of(), loader).entry("mapp"))
        .hasMessage("unknown module type mapp, did you mean map?");
    assertThatThrownBy(() -> ModuleCatalog.of(List.of(broken), loader))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("broken.jar cannot be read");
  }
}
