package dev.roundhouse.dist;

import dev.roundhouse.process.JvmCommand;
import dev.roundhouse.process.OwnedProcess;
import dev.roundhouse.process.ProcessEnd;
import dev.roundhouse.process.ProcessStarter;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Choices;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Makes the class-data archives, one a role, from runs of the assembled program on a real pipeline:
 * a JVM with the archive of its role starts several times faster. A role whose run fails gets none,
 * and the build goes on with a warning.
 */
final class Training {

  private static final String PROFILE = "test";
  private static final String OPTIONS = "ROUNDHOUSE_JAVA_OPTIONS";
  private static final int TRIES = 3;
  private static final Duration BOUND = Duration.ofSeconds(90);

  private final Path program;
  private final Path pipeline;
  private final Path work;
  private final Path log;

  Training(Path program, Path pipeline, Path work) {
    this.program = program;
    this.pipeline = pipeline;
    this.work = work;
    this.log = work.resolve("training.log");
  }

  void run() throws IOException {
    Path directory = work.resolve("training-home");
    delete(directory);
    Files.deleteIfExists(log);
    Home home = new Home(directory);
    Profile profile =
        Choices.keep(
            Profiles.open(home, PROFILE),
            Map.of(
                "roundhouse.schemes.cluster.enabled",
                true,
                "roundhouse.history.enabled",
                true,
                "roundhouse.schemes.multiprocessing.size",
                1));
    trainServers(profile);
    trainChild(home);
    trainCommands(home);
    delete(directory);
    for (Role role : Role.values()) {
      if (!Files.exists(archive(role))) {
        warn("no class-data archive for the role " + role.text() + "; it will start slowly");
      }
    }
  }

  /** A controller and an engine that join and compute for a command, and end orderly. */
  private void trainServers(Profile profile) throws IOException {
    ProcessStarter starter = new ProcessStarter(profile, "build");
    List<OwnedProcess> started = new ArrayList<>();
    try {
      for (Role role : List.of(Role.CONTROLLER, Role.ENGINE)) {
        OwnedProcess process = starter.start(trained(JvmCommand.of(role, profile), role));
        started.add(process);
        process.ready().get(BOUND.toSeconds(), TimeUnit.SECONDS);
      }
      command(profile.home(), Map.of(), runWith());
    } catch (ExecutionException | TimeoutException e) {
      warn("the training of controller and engine failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      warn("the training of controller and engine was interrupted");
    } finally {
      // The last started ends first: an engine whose controller is gone would look for it.
      for (int i = started.size() - 1; i >= 0; i--) {
        end(started.get(i));
      }
    }
  }

  /**
   * A child JVM of a command: it inherits the option, which the command itself overrides. On a busy
   * machine the command may kill it before it has written its archive.
   */
  private void trainChild(Home home) throws IOException {
    Path unused = work.resolve("unused.jsa");
    Files.deleteIfExists(archive(Role.CHILD));
    for (int attempt = 0; attempt < TRIES && !Files.exists(archive(Role.CHILD)); attempt++) {
      command(
          home,
          Map.of("JDK_JAVA_OPTIONS", archiving(archive(Role.CHILD)), OPTIONS, archiving(unused)),
          runWith("--schemes", "multiprocessing"));
      Files.deleteIfExists(unused);
      awaitEndOfChildren(home);
    }
  }

  /** A child writes its archive while it ends, perhaps later than the command. */
  private static void awaitEndOfChildren(Home home) {
    List<ProcessHandle> children =
        ProcessHandle.allProcesses()
            .filter(process -> hasWord(process, "-Droundhouse.home=" + home.directory()))
            .toList();
    for (ProcessHandle child : children) {
      try {
        child.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        warn("a child JVM of the training did not end; it is killed");
        child.destroyForcibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        child.destroyForcibly();
      }
    }
  }

  private static boolean hasWord(ProcessHandle process, String word) {
    return process.info().arguments().map(words -> List.of(words).contains(word)).orElse(false);
  }

  private void trainCommands(Home home) throws IOException {
    Map<String, String> option = Map.of(OPTIONS, archiving(archive(Role.CLI)));
    if (!command(home, option, runWith("--engines", "1"))) {
      Files.deleteIfExists(archive(Role.CLI));
      command(home, option, List.of("version"));
    }
  }

  private List<String> runWith(String... more) {
    List<String> words = new ArrayList<>(List.of("run", pipeline.toString()));
    words.addAll(List.of("--no-cache", "--json"));
    words.addAll(List.of(more));
    return words;
  }

  private boolean command(Home home, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(program.resolve("bin/roundhouse").toString()));
    words.addAll(arguments);
    words.addAll(List.of("--profile", PROFILE));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("ROUNDHOUSE_HOME", home.directory().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    try {
      if (process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0) {
        return true;
      }
      warn("the training command " + String.join(" ", arguments) + " failed, see " + log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
    return false;
  }

  private static String archiving(Path archive) {
    return "-XX:ArchiveClassesAtExit=" + archive;
  }

  private JvmCommand trained(JvmCommand command, Role role) throws IOException {
    Files.deleteIfExists(archive(role));
    return command.option(archiving(archive(role)));
  }

  private void end(OwnedProcess process) throws IOException {
    ProcessEnd end = process.stop(BOUND);
    Files.write(
        log,
        Files.readAllBytes(process.log()),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (!end.orderly()) {
      Files.deleteIfExists(archive(process.role()));
      warn("the " + process.role().text() + " of the training ended with " + end.text());
    }
  }

  private Path archive(Role role) {
    return program.resolve("lib").resolve(role.text() + ".jsa");
  }

  private static void warn(String message) {
    System.err.println("[WARNING] " + message);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
