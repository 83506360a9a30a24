package dev.roundhouse.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.profile.SetupException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {

  @TempDir Path directory;

  @Test
  void itIsThereWhileTheProcessCanBeUsed() throws Exception {
    Path path = Files.writeString(directory.resolve("ready"), "of an earlier life");

    ReadyFile file = new ReadyFile(path);
    assertThat(path).as("not ready yet").doesNotExist();

    file.write("127.0.0.1:4711");
    assertThat(path).hasContent("127.0.0.1:4711\n");
    assertThat(directory.toFile().list()).containsExactly("ready");

    file.remove();
    file.remove();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void oneThatCannotBeWrittenSaysWhatToName() {
    ReadyFile file = new ReadyFile(directory.resolve("missing/ready"));

    assertThatThrownBy(() -> file.write("127.0.0.1:4711"))
        .isInstanceOfSatisfying(
            SetupException.class, e -> assertThat(e.hint()).contains("--ready-file"))
        .hasMessageContaining("missing/ready");
  }
}
