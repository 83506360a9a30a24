package dev.roundhouse.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.QuietContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

  @TempDir Path folder;

  private final Command command = new Command();

  @Test
  void givesWhatTheProgramPrintedAndItsExitCode() throws Exception {
    assertThat(run("sh", "-c", "echo out; echo err >&2"))
        .isEqualTo(Map.of("stdout", "out\n", "stderr", "err\n", "exit-code", 0));
  }

  @Test
  void standardInputIsGivenAndWithoutOneThereIsNothingToRead() throws Exception {
    assertThat(run(Map.of("stdin", Optional.of("gr\u00fc\u00df")), "cat"))
        .containsEntry("stdout", "gr\u00fc\u00df");
    assertThat(run("cat")).containsEntry("stdout", "");
  }

  @Test
  void aProgramThatDoesNotReadItsInputIsNoFailure() throws Exception {
    String large = "x".repeat(1 << 20);

    assertThat(run(Map.of("stdin", Optional.of(large)), "true")).containsEntry("exit-code", 0);
  }

  @Test
  void largeOutputOnBothStreamsArrivesWhole() throws Exception {
    Map<String, Object> outputs =
        run(
            "sh",
            "-c",
            "head -c 3000000 /dev/zero | tr '\\0' a; head -c 3000000 /dev/zero | tr '\\0' b >&2");

    assertThat((String) outputs.get("stdout")).hasSize(3_000_000);
    assertThat((String) outputs.get("stderr")).hasSize(3_000_000);
  }

  @Test
  void environmentIsAdded() throws Exception {
    assertThat(run(Map.of("env", Map.of("COLOUR", "blue")), "sh", "-c", "echo $COLOUR $PATH"))
        .extractingByKey("stdout")
        .asString()
        .startsWith("blue /");
  }

  @Test
  void runsInTheDirectoryElseInTheFolderElseInScratch() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));

    assertThat(where(Map.of("directory", Optional.of(inner)))).isEqualTo(inner.toRealPath());
    assertThat(where(Map.of("folder", inner))).isEqualTo(inner.toRealPath());
    assertThat(where(Map.of("folder", folder.resolve("elsewhere")))).isEqualTo(folder.toRealPath());
    assertThatThrownBy(() -> where(Map.of("directory", Optional.of(folder.resolve("none")))))
        .hasMessage(
            "directory is " + folder.resolve("none") + ", expected a directory that exists");
  }

  @Test
  void itsFingerprintIsThatOfWhatItsWordsAndVariablesName() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("data").resolve("inner"));
    Path file = Files.writeString(inner.resolve("a.txt"), "1");
    Map<String, Object> directory = Map.of("args", List.of("ls", "data"), "folder", folder);
    Map<String, Object> variable =
        Map.of("args", List.of("sh"), "env", Map.of("F", "data/inner/a.txt"), "folder", folder);
    Map<String, Object> neither = Map.of("args", List.of("sh"), "folder", folder);
    Optional<String> listed = command.fingerprint(directory);
    Optional<String> named = command.fingerprint(variable);
    Optional<String> unnamed = command.fingerprint(neither);

    Files.writeString(file, "11");

    assertThat(command.fingerprint(directory)).isPresent().isNotEqualTo(listed);
    assertThat(command.fingerprint(variable)).isPresent().isNotEqualTo(named);
    assertThat(command.fingerprint(neither)).isPresent().isEqualTo(unnamed);
  }

  @Test
  void aNonZeroExitCodeFailsWithTheEndOfItsStandardError() {
    assertThatThrownBy(() -> run("sh", "-c", "echo no such table >&2; exit 3"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("ended with exit code 3, expected 0")
        .hasMessageContaining("no such table")
        .extracting("exitCode")
        .isEqualTo(3);
    assertThatThrownBy(() -> run("sh", "-c", "kill -9 $$"))
        .hasMessageContaining("exit code 137 (signal 9)");
  }

  @Test
  void aNonZeroExitCodeThatIsAllowedIsAnOutput() throws Exception {
    assertThat(run(Map.of("allowed-exit-codes", List.of(3)), "sh", "-c", "exit 3"))
        .containsEntry("exit-code", 3);
    assertThat(run(Map.of("check", false), "sh", "-c", "exit 4")).containsEntry("exit-code", 4);
  }

  @Test
  void aMissingProgramIsNamed() {
    assertThatThrownBy(() -> run("no-such-program"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("program \"no-such-program\" was not found, expected a program");
    assertThatThrownBy(() -> run()).hasMessageContaining("args is empty");
  }

  @Test
  void aFileThatIsNoProgramIsNamed() throws Exception {
    Files.writeString(folder.resolve("plain.txt"), "text");

    assertThatThrownBy(() -> run(Map.of("folder", folder), "./plain.txt"))
        .hasMessage("program \"./plain.txt\" may not be run, expected an executable file");
  }

  @Test
  void filesComeInAndGoOutThroughPorts() throws Exception {
    Path raw = Files.writeString(folder.resolve("raw.txt"), "b\na\n");
    Map<String, Object> parameters =
        Map.of("files-in", List.of("raw"), "files-out", Map.of("sorted", "made/sorted.txt"));
    Map<String, Object> inputs = new HashMap<>(parameters);
    inputs.put("raw", raw);
    inputs.put("folder", folder);

    Map<String, Object> outputs = run(inputs, "sort", "-o", "{sorted}", "{raw}");

    ModuleDescriptor descriptor = command.describe(parameters);
    assertThat(descriptor.input("raw")).isPresent();
    assertThat(descriptor.output("sorted")).isPresent();
    assertThat(outputs.get("sorted")).isEqualTo(folder.resolve("made/sorted.txt"));
    assertThat(folder.resolve("made")).isDirectoryContaining("glob:**/sorted.txt");
    assertThat(folder.resolve("made/sorted.txt")).hasContent("a\nb\n");
  }

  @Test
  void aFailedProgramLeavesNoHalfFile() {
    Map<String, Object> inputs = Map.of("files-out", Map.of("made", "made.txt"), "folder", folder);

    assertThatThrownBy(() -> run(inputs, "sh", "-c", "echo half > {made}; exit 1"))
        .isInstanceOf(CommandFailedException.class);
    assertThatThrownBy(() -> run(inputs, "true"))
        .hasMessageContaining("did not make the file of the port made, expected " + folder);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void supportsEverySchemeWhereItNamesNoLocalFileOrDirectoryElseThreading() {
    assertThat(support(Map.of("args", List.of("true")))).isEqualTo("true true true");
    assertThat(support(Map.of("directory", "x"))).isEqualTo("true false false");
    assertThat(support(Map.of("files-in", List.of("x")))).isEqualTo("true false false");
    assertThat(support(Map.of("files-out", Map.of("x", "y")))).isEqualTo("true false false");
  }

  @Test
  void filePortsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> command.describe(Map.of("files-in", List.of("args"))))
        .hasMessage("files-in has the port args, which is there already");
    assertThatThrownBy(() -> command.describe(Map.of("files-out", Map.of("A b", "x"))))
        .hasMessageContaining("files-out has the port \"A b\", expected a name");
    assertThatThrownBy(() -> command.describe(Map.of("files-out", "x")))
        .hasMessage("files-out: value \"x\", expected Map<String, String>");
  }

  private String support(Map<String, Object> parameters) {
    var support = command.describe(parameters).support();
    return support.threading() + " " + support.multiprocessing() + " " + support.cluster();
  }

  private Path where(Map<String, Object> inputs) throws Exception {
    return Path.of(((String) run(inputs, "pwd", "-P").get("stdout")).strip());
  }

  private Map<String, Object> run(String... args) throws Exception {
    return run(Map.of(), args);
  }

  private Map<String, Object> run(Map<String, Object> inputs, String... args) throws Exception {
    Map<String, Object> all = new HashMap<>(inputs);
    all.put("args", List.of(args));
    return command.compute(all, new QuietContext(folder));
  }
}
