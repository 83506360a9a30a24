package dev.roundhouse.scheme;

import dev.roundhouse.child.Main;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a child JVM is started.
 *
 * @param javaHome the JDK that runs it
 * @param classPath the product's api, and nothing else: users' code comes as bundles
 * @param home the product's home, said on the child's command line
 * @param archive class-data archive made for this class path
 * @param options further options of the JVM
 * @param workingDirectory where children run; empty is where their parent does
 * @param environment variables that they have besides those of their parent
 * @param directory folder for sockets and scratch directories; made where it is not there
 * @param startTimeout how long a child may take until it greets
 */
public record ChildJvm(
    Path javaHome,
    List<Path> classPath,
    Path home,
    Optional<Path> archive,
    List<String> options,
    Optional<Path> workingDirectory,
    Map<String, String> environment,
    Path directory,
    Duration startTimeout) {

  public ChildJvm {
    Objects.requireNonNull(javaHome, "javaHome");
    classPath = List.copyOf(classPath);
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(archive, "archive");
    options = List.copyOf(options);
    Objects.requireNonNull(workingDirectory, "workingDirectory");
    environment = Map.copyOf(environment);
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(startTimeout, "startTimeout");
  }

  /** A child that runs on this process's JDK, with the api that this process has. */
  public static ChildJvm like(Path home, Path directory) {
    return new ChildJvm(
        Path.of(System.getProperty("java.home")),
        List.of(api()),
        home,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of(),
        directory,
        Duration.ofSeconds(30));
  }

  /** The same with a class-data archive. */
  public ChildJvm withArchive(Path file) {
    return new ChildJvm(
        javaHome,
        classPath,
        home,
        Optional.of(file),
        options,
        workingDirectory,
        environment,
        directory,
        startTimeout);
  }

  /** The same with these options instead. */
  public ChildJvm withOptions(List<String> others) {
    return new ChildJvm(
        javaHome,
        classPath,
        home,
        archive,
        others,
        workingDirectory,
        environment,
        directory,
        startTimeout);
  }

  /** The same in another place. */
  public ChildJvm in(Optional<Path> folder, Map<String, String> variables) {
    return new ChildJvm(
        javaHome, classPath, home, archive, options, folder, variables, directory, startTimeout);
  }

  private static Path api() {
    CodeSource source = Main.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("the place of " + Main.class.getName() + " is not known");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no path: " + source.getLocation(), e);
    }
  }

  /**
   * The words of a child's command line.
   *
   * @param own the child's own folder
   * @param address where its parent listens
   */
  List<String> command(Path own, String address) {
    List<String> words = new ArrayList<>();
    words.add(javaHome.resolve("bin").resolve("java").toString());
    words.add("-Droundhouse.role=child");
    words.add("-Droundhouse.home=" + home);
    words.add("-XX:-UsePerfData");
    words.add("-Xshare:auto");
    // The JVM's own warnings would otherwise count as words of the task.
    words.add("-Xlog:disable");
    words.add("-XX:+DisplayVMOutputToStderr");
    archive.ifPresent(file -> words.add("-XX:SharedArchiveFile=" + file));
    words.add("-XX:+UseSerialGC");
    words.add("-XX:-CreateCoredumpOnCrash");
    words.add("-XX:ErrorFile=" + own.resolve("crash.log"));
    words.addAll(options);
    words.add("-cp");
    words.add(
        String.join(java.io.File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    words.add(Main.class.getName());
    words.add(address);
    words.add(own.toString());
    return words;
  }
}
