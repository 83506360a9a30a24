package dev.roundhouse.process;

import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of a JVM of ours: the same JDK and the same program as this process. Immutable.
 *
 * @param role what the JVM is for
 * @param mainClass where it starts
 * @param home the home it works in
 * @param options further options of the JVM, after those of its role
 * @param arguments of the main class
 */
public record JvmCommand(
    Role role, String mainClass, Home home, List<String> options, List<String> arguments) {

  /** The system property with the role. */
  public static final String ROLE = "roundhouse.role";

  /** The system property that tells a process who started it. */
  public static final String OWNER = "roundhouse.owner";

  /** The system property that tells a process which file it logs to. */
  public static final String LOG = "roundhouse.log";

  private static final int FIRST_TO_WARN_OF_UNSAFE = 23;

  /**
   * Maps the class-data archive where it was made for, and not at an address drawn by lot, for
   * which every pointer in it must be changed first: a third of the life of a short command. JVMs
   * that live long touch nearly all of it anyhow and gain nothing.
   */
  private static final List<String> ARCHIVE_IN_PLACE =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

  /**
   * Ten times the JVM's own thresholds of its optimising compiler: it would otherwise spend more
   * than a second of a start on code that runs only then. Code that computes passes them within
   * milliseconds.
   */
  private static final List<String> LATE_OPTIMISATION =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  public JvmCommand {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(mainClass, "mainClass");
    Objects.requireNonNull(home, "home");
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** A role's JVM in a home, without arguments. */
  public static JvmCommand of(Role role, Home home) {
    return new JvmCommand(role, role.mainClass(), home, List.of(), List.of());
  }

  /** A controller or an engine of a profile, with the profile's bounds. */
  public static JvmCommand of(Role role, Profile profile) {
    long heap = role == Role.ENGINE ? profile.settings().engine().heap() : 0;
    JvmCommand command = of(role, profile.home()).argument("--profile", profile.source());
    if (role == Role.ENGINE) {
      command = command.argument("--controller", NodeSpecs.controllerAddress(profile));
    }
    return heap > 0 ? command.option("-Xmx" + heap) : command;
  }

  /** The same with further JVM options. */
  public JvmCommand option(String... more) {
    return new JvmCommand(role, mainClass, home, joined(options, more), arguments);
  }

  /** The same with further arguments. */
  public JvmCommand argument(String... more) {
    return new JvmCommand(role, mainClass, home, options, joined(arguments, more));
  }

  /** The same with another class to start with. */
  public JvmCommand mainClass(String other) {
    return new JvmCommand(role, other, home, options, arguments);
  }

  /** The words of the command line. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-D" + ROLE + "=" + role.text());
    words.add("-D" + Home.PROPERTY + "=" + home.directory());
    words.addAll(roleOptions());
    words.addAll(options);
    words.add("-cp");
    words.add(classPath());
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }

  private List<String> roleOptions() {
    List<String> chosen = new ArrayList<>();
    chosen.add("-XX:-UsePerfData");
    // The JVM's own warnings would otherwise stand among the results on standard output.
    chosen.add("-Xlog:disable");
    chosen.add("-XX:+DisplayVMOutputToStderr");
    if (Runtime.version().feature() >= FIRST_TO_WARN_OF_UNSAFE) {
      // Pekko uses it as long as it is there; users can do nothing about the warning.
      chosen.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (role == Role.CONTROLLER || role == Role.ENGINE) {
      chosen.addAll(LATE_OPTIMISATION);
    }
    if (role == Role.CLI || role == Role.CHILD) {
      chosen.add("-XX:+UseSerialGC");
      chosen.addAll(ARCHIVE_IN_PLACE);
    }
    if (role == Role.CLI) {
      chosen.add("-XX:TieredStopAtLevel=1");
    }
    if (role != Role.CHILD) {
      logging("logback.xml").ifPresent(chosen::add);
    }
    archive(role).ifPresent(file -> chosen.add("-XX:SharedArchiveFile=" + file));
    return chosen;
  }

  /** The option that makes a JVM log as a file of the program's {@code conf} directory says. */
  static Optional<String> logging(String file) {
    return Program.directory()
        .map(program -> "-Dlogback.configurationFile=" + program.resolve("conf").resolve(file));
  }

  /** The class-data archive that the build made for a role; a JVM of another build ignores it. */
  public static Optional<Path> archive(Role role) {
    return Program.directory()
        .map(home -> home.resolve("lib").resolve(role.text() + ".jsa"))
        .filter(Files::exists);
  }

  private String classPath() {
    Optional<Path> lib = Program.directory().map(home -> home.resolve("lib"));
    if (lib.isEmpty()) {
      return System.getProperty("java.class.path");
    }
    try (Stream<Path> files = Files.list(lib.get())) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".jar"))
          .filter(name -> role != Role.CHILD || name.contains("roundhouse-api"))
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException("the program's jars in " + lib.get() + ": " + e, e);
    }
  }

  private static List<String> joined(List<String> first, String[] more) {
    return Stream.concat(first.stream(), Stream.of(more)).toList();
  }
}
