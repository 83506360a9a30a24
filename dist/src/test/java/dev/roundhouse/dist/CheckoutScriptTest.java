package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./roundhouse} of a checkout, with a stand-in for Maven that counts builds. */
@Timeout(120)
class CheckoutScriptTest {

  private static final String MAVEN =
      """
      #!/bin/sh
      [ -e broken ] && echo "the compiler says no" && exit 1
      echo build >> builds
      while [ -e slow ]; do sleep 0.1; done
      mkdir -p target/roundhouse/bin
      printf '#!/bin/sh\\necho "program $*"\\n' > target/roundhouse/bin/roundhouse
      chmod +x target/roundhouse/bin/roundhouse
      touch target/roundhouse/.stamp
      """;

  @TempDir Path checkout;
  @TempDir Path tools;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void layOut() throws IOException {
    Path script = Path.of("..", "roundhouse");
    Files.copy(script, checkout.resolve("roundhouse"));
    Files.createDirectories(checkout.resolve("conf"));
    Files.createDirectories(checkout.resolve("api/src/main/java"));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.writeString(checkout.resolve("api/pom.xml"), "");
    Path maven = Files.writeString(tools.resolve("mvn"), MAVEN);
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void endAll() throws Exception {
    for (Process process : started) {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void buildsOnceAndAgainOnlyWhenASourceIsNewer() throws Exception {
    assertThat(output(start("version", "-v"))).isEqualTo("program version -v\n");
    assertThat(output(start())).isEqualTo("program \n");
    assertThat(builds()).isEqualTo(1);

    Path source = Files.writeString(checkout.resolve("api/src/main/java/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

    assertThat(output(start())).isEqualTo("program \n");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void letsTwoFirstRunsBuildOnce() throws Exception {
    Files.writeString(checkout.resolve("slow"), "");
    Process first = start("one");
    Process second = start("two");
    awaitBuildAndWaiter(first, second);

    Files.delete(checkout.resolve("slow"));

    assertThat(output(first)).isEqualTo("program one\n");
    assertThat(output(second)).isEqualTo("program two\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void takesOverTheLockOfAProcessThatIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor(20, TimeUnit.SECONDS)).isTrue();
    Path lock = Files.createDirectories(checkout.resolve("target/.build-lock"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

    assertThat(output(start())).isEqualTo("program \n");
    assertThat(lock).doesNotExist();
  }

  @Test
  void showsTheEndOfTheLogWhereTheBuildFails() throws Exception {
    Files.writeString(checkout.resolve("broken"), "");

    Process process = start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("the compiler says no")
        .contains(checkout.toRealPath().resolve("target/build.log").toString());
    assertThat(checkout.resolve("target/.build-lock")).doesNotExist();
  }

  private Process start(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(checkout.resolve("roundhouse").toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** Waits until one of the two builds and the other says that it waits. */
  private void awaitBuildAndWaiter(Process first, Process second) throws IOException {
    List<String> said = new ArrayList<>();
    for (Process process : List.of(first, second)) {
      said.add(process.errorReader().readLine());
    }
    assertThat(said)
        .anyMatch(line -> line.startsWith("Building Roundhouse"))
        .anyMatch(line -> line.contains("being built by another process"));
  }

  private static String output(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private int builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }
}
