package dev.roundhouse.upkeep;

import dev.roundhouse.process.JvmCommand;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lies in a home and is of no more use. A log that a living process writes to is never among
 * it, nor the caches and scratch directories while anything of the home runs.
 */
public final class Leftovers {

  /** What something is. */
  public enum Kind {
    /** Of a process that ended without removing it, or one that cannot be read. */
    RUN_FILE,
    /** Of a controller or an engine that has ended. */
    LOG,
    /** A result or a bundle of code that nobody used for long. */
    CACHE,
    /** A directory of a task whose process was killed. */
    SCRATCH,
    /** A file or directory that was being written when its process was killed. */
    DRAFT;

    /** As it is printed, in kebab case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** One file or directory. */
  public record Leftover(Kind kind, Path path, long bytes) {
    public Leftover {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(path, "path");
    }
  }

  private static final String LOG_PROPERTY = "-D" + JvmCommand.LOG + "=";

  private final Home home;
  private final Instant before;
  private final List<Leftover> found = new ArrayList<>();

  private Leftovers(Home home, Instant before) {
    this.home = home;
    this.before = before;
  }

  /**
   * Looks for them.
   *
   * @param before logs and caches that were used since are none
   */
  public static List<Leftover> find(Home home, Instant before) {
    Leftovers leftovers = new Leftovers(home, before);
    leftovers.find();
    return List.copyOf(leftovers.found);
  }

  private void find() {
    List<RunFiles> runs = RunFiles.of(home);
    runs.forEach(files -> files.stale().forEach(path -> add(Kind.RUN_FILE, path)));
    Set<Path> written = logsInUse(runs);
    for (Path profile : Profiles.directories(home)) {
      children(profile.resolve("log"))
          .filter(log -> !written.contains(log) && isOld(log))
          .forEach(log -> add(Kind.LOG, log));
      children(profile).filter(Leftovers::isDraft).filter(this::isOld).forEach(this::addDraft);
      children(profile.resolve("run"))
          .filter(Leftovers::isDraft)
          .filter(this::isOld)
          .forEach(this::addDraft);
    }
    children(home.profiles())
        .filter(Leftovers::isDraft)
        .filter(this::isOld)
        .forEach(this::addDraft);
    if (runs.stream().allMatch(files -> files.live().isEmpty())) {
      findUnused();
    }
  }

  /** What a running process may use at any moment, however old it is. */
  private void findUnused() {
    children(home.cache().resolve("bundles"))
        .filter(this::isOld)
        .forEach(bundle -> add(Kind.CACHE, bundle));
    files(home.cache(), path -> !path.startsWith(home.cache().resolve("bundles")))
        .filter(this::isOld)
        .forEach(result -> add(Kind.CACHE, result));
    children(home.directory().resolve("scratch"))
        .filter(this::isOld)
        .forEach(scratch -> add(Kind.SCRATCH, scratch));
  }

  private void addDraft(Path path) {
    add(Kind.DRAFT, path);
  }

  private void add(Kind kind, Path path) {
    found.add(new Leftover(kind, path, size(path)));
  }

  /** By run files, and by the command lines of those that are not ready yet. */
  private static Set<Path> logsInUse(List<RunFiles> runs) {
    Stream<Path> ready =
        runs.stream().flatMap(files -> files.live().stream()).flatMap(file -> file.log().stream());
    Stream<Path> starting =
        ProcessHandle.allProcesses()
            .flatMap(process -> process.info().arguments().stream().flatMap(Stream::of))
            .filter(word -> word.startsWith(LOG_PROPERTY))
            .map(word -> Path.of(word.substring(LOG_PROPERTY.length())));
    return Stream.concat(ready, starting).collect(Collectors.toSet());
  }

  private static boolean isDraft(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private boolean isOld(Path path) {
    try {
      return !Files.getLastModifiedTime(path).toInstant().isAfter(before);
    } catch (IOException e) {
      // Somebody was faster, or it is not ours to judge.
      return false;
    }
  }

  private static Stream<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("looking into " + directory, e);
    }
  }

  private static Stream<Path> files(Path directory, Predicate<Path> wanted) {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(wanted).filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("looking into " + directory, e);
    }
  }

  private static long size(Path path) {
    if (!Files.exists(path)) {
      return 0;
    }
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("measuring " + path, e);
    }
  }

  /** Removes a file or directory; nothing happens where it is gone. */
  public static void remove(Leftover leftover) throws IOException {
    if (!Files.exists(leftover.path())) {
      return;
    }
    try (Stream<Path> walk = Files.walk(leftover.path())) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
