package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The assembled program, started as people start it. */
@Timeout(300)
class ProgramIT {

  private static final Path PROGRAM = Path.of(System.getProperty("roundhouse.program"));
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path temporary;
  private Path home;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectory(temporary.resolve("home"));
  }

  @AfterEach
  void endAll() throws Exception {
    for (Process process : started) {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void printsItsVersionOnStandardOutputAndNothingElse() throws Exception {
    Process process = start(script("version"));

    assertThat(lines(process)).singleElement().asString().startsWith("roundhouse ");
    assertThat(exitCode(process)).isZero();
  }

  @Test
  void hasAnArchiveForEveryRole() {
    assertThat(PROGRAM.resolve("lib"))
        .isDirectoryContaining("glob:**cli.jsa")
        .isDirectoryContaining("glob:**controller.jsa")
        .isDirectoryContaining("glob:**engine.jsa")
        .isDirectoryContaining("glob:**child.jsa");
  }

  @Test
  void runsControllerAndEngineByPlainJavaWithATwoLineProfileAndEndsThemOnSigterm()
      throws Exception {
    Path file =
        Files.writeString(
            temporary.resolve("two.conf"),
            "roundhouse.extends = test\nroundhouse.controller.port = " + freePort() + "\n");

    Process controller = start(plainJava("dev.roundhouse.controller.Main", file));
    assertThat(statusOf(controller)).startsWith("ready 127.0.0.1:");
    Process engine = start(plainJava("dev.roundhouse.engine.Main", file));
    assertThat(statusOf(engine)).startsWith("ready ");
    Profile profile = Profiles.open(new Home(home), file.toString());
    assertThat(RunFiles.of(profile).live())
        .extracting(RunFile::role, RunFile::pid, RunFile::owner)
        .containsExactlyInAnyOrder(tuple(Role.CONTROLLER, controller), tuple(Role.ENGINE, engine));

    engine.destroy();
    assertThat(exitCode(engine)).isZero();
    controller.destroy();
    assertThat(exitCode(controller)).isZero();
    assertThat(RunFiles.of(profile).all()).isEmpty();
  }

  @Test
  void becomesTheControllerSoThatItsPidIsTheProgramsAndEndsOnInterrupt() throws Exception {
    Process controller = start(script("controller", "--profile", "test"));

    assertThat(statusOf(controller)).startsWith("ready 127.0.0.1:");
    assertThat(RunFiles.of(Profiles.open(new Home(home), "test")).live())
        .extracting(RunFile::pid)
        .containsExactly(controller.pid());

    Process kill = new ProcessBuilder("kill", "-INT", "" + controller.pid()).start();
    assertThat(kill.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(exitCode(controller)).isZero();
  }

  @Test
  void saysWhatToDoAboutAProfileThatCannotBeRead() throws Exception {
    Path file = Files.writeString(temporary.resolve("bad.conf"), "roundhouse.leese = 1s\n");

    Process controller = start(script("controller", "--profile", file.toString()));

    assertThat(exitCode(controller)).isEqualTo(2);
    assertThat(errorsOf(controller)).contains("bad.conf:1").contains("roundhouse.leese");
  }

  @Test
  void saysWhatToDoAboutAHomeThatCannotBeMade() throws Exception {
    home = Files.writeString(temporary.resolve("file"), "").resolve("below");

    Process controller = start(script("controller"));

    assertThat(exitCode(controller)).isEqualTo(2);
    assertThat(errorsOf(controller)).contains(home.toString()).contains("ROUNDHOUSE_HOME");
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Path file =
          Files.writeString(
              temporary.resolve("taken.conf"),
              "roundhouse.controller.port = " + taken.getLocalPort() + "\n");

      Process controller = start(script("controller", "--profile", file.toString()));

      assertThat(exitCode(controller)).isNotZero();
      assertThat(errorsOf(controller)).contains(String.valueOf(taken.getLocalPort()));
      assertThat(lines(controller)).as("standard output, which no owner reads").isEmpty();
    }
  }

  @Test
  void refusesAJdkThatIsTooOld() throws Exception {
    Path bin = Files.createDirectories(temporary.resolve("jdk/bin"));
    Files.writeString(temporary.resolve("jdk/release"), "JAVA_VERSION=\"11.0.20\"\n");
    Files.copy(
        Path.of("/bin/sh").toRealPath(), bin.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);

    ProcessBuilder builder = builder(script("version"));
    builder.environment().put("JAVA_HOME", bin.getParent().toString());
    Process process = start(builder);

    assertThat(exitCode(process)).isEqualTo(2);
    assertThat(errorsOf(process)).contains("11.0.20").contains("17 or newer");
  }

  private static List<String> script(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(PROGRAM.resolve("bin/roundhouse").toString());
    words.addAll(List.of(arguments));
    return words;
  }

  private List<String> plainJava(String main, Path profile) {
    return List.of(JAVA, "-cp", PROGRAM + "/lib/*", main, "--profile", profile.toString());
  }

  private Process start(List<String> words) throws IOException {
    return start(builder(words));
  }

  private ProcessBuilder builder(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("ROUNDHOUSE_HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectError(temporary.resolve("errors-" + started.size()).toFile());
    return builder;
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private String errorsOf(Process process) throws IOException {
    return Files.readString(temporary.resolve("errors-" + started.indexOf(process)));
  }

  /** What it says first; its errors where it ends without a word. */
  private String statusOf(Process process) throws IOException {
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    return line == null ? "nothing, but: " + errorsOf(process) : line;
  }

  private static List<String> lines(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("end of %s", process.info()).isTrue();
    return process.exitValue();
  }

  private static Tuple tuple(Role role, Process process) {
    return Tuple.tuple(role, process.pid(), RunFile.TERMINAL);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
