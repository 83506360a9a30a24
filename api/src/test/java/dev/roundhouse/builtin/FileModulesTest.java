package dev.roundhouse.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.QuietContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileModulesTest {

  @TempDir Path folder;
  private ModuleContext context;

  @BeforeEach
  void makeContext() {
    context = new QuietContext(folder);
  }

  @Test
  void aFileIsReadAsTheParameterSays() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
    ReadFile read = new ReadFile();

    assertThat(read.compute(Map.of("file", file), context)).isEqualTo(Map.of("text", "one\ntwo\n"));
    assertThat(read.compute(Map.of("file", file, "as", "lines"), context))
        .isEqualTo(Map.of("lines", List.of("one", "two")));
    assertThat(read.describe(Map.of("as", "bytes")).outputs().get(0).type())
        .isEqualTo(new PortType(byte[].class));
    assertThatThrownBy(() -> read.describe(Map.of("as", "xml")))
        .hasMessage("as: value \"xml\", expected one of text, lines, bytes");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws Exception {
    Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xff, (byte) 0xfe});
    ReadFile read = new ReadFile();

    assertThatThrownBy(() -> read.compute(Map.of("file", folder.resolve("none")), context))
        .hasMessage(folder.resolve("none") + " does not exist, expected a file");
    assertThatThrownBy(() -> read.compute(Map.of("file", binary), context))
        .hasMessageContaining("is no UTF-8 text, expected as = bytes");
  }

  @Test
  void aFileIsWrittenUnderATemporaryNameAndRenamed() throws Exception {
    Path file = folder.resolve("made/a.txt");
    WriteFile write = new WriteFile();

    write.compute(Map.of("file", file, "as", "lines", "lines", List.of("a", "b")), context);
    assertThat(file).hasContent("a\nb\n");
    assertThat(write.compute(Map.of("file", file, "text", "new"), context))
        .isEqualTo(Map.of("file", file));
    assertThat(file).hasContent("new");
    assertThat(folder.resolve("made")).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void filesAreListedSortedByGlob() throws Exception {
    for (String name : List.of("b.txt", "a.txt", "c.md", ".hidden.txt", "in/d.txt", ".git/e.txt")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }

    assertThat(list("*.txt")).containsExactly("a.txt", "b.txt");
    assertThat(list("**/*.txt")).containsExactly("a.txt", "b.txt", "in/d.txt");
    assertThat(list("in/*")).containsExactly("in/d.txt");
    assertThat(list(".*.txt")).containsExactly(".hidden.txt");
    assertThat(list("*.{md,xml}")).containsExactly("c.md");
    assertThat(list("*.none")).isEmpty();
    assertThatThrownBy(() -> list("[a")).hasMessageContaining("glob is \"[a\", expected a pattern");
    assertThatThrownBy(
            () ->
                new ListFiles()
                    .compute(Map.of("directory", folder.resolve("x"), "glob", "*"), context))
        .hasMessageContaining("x is no directory, expected one to list");
  }

  private List<String> list(String glob) throws Exception {
    Map<String, Object> outputs =
        new ListFiles().compute(Map.of("directory", folder, "glob", glob), context);
    return ((List<?>) outputs.get("files"))
        .stream().map(file -> folder.relativize((Path) file).toString()).toList();
  }
}
