package dev.roundhouse.process;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.roundhouse.cluster.Machine;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The run files of a profile. Each is written whole, so a reader never sees a part, and read by
 * nobody but its owner. Safe for use by several processes.
 */
public final class RunFiles {

  private static final String SUFFIX = ".json";
  private static final String HOST = "host";

  private final Path directory;

  private RunFiles(Path directory) {
    this.directory = directory;
  }

  /** The run files of a profile. */
  public static RunFiles of(Profile profile) {
    return new RunFiles(profile.run());
  }

  /** The run files of all profiles of a home that have any, also of those named by a file. */
  public static List<RunFiles> of(Home home) {
    return Profiles.directories(home).stream()
        .map(directory -> new RunFiles(directory.resolve("run")))
        .toList();
  }

  /** Writes or replaces a process's file. */
  public void write(RunFile file) {
    try {
      OwnerOnly.createDirectories(directory);
      OwnerOnly.write(path(file), JSON.std.asString(toMap(file)) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("run file " + path(file) + ": " + e, e);
    }
  }

  /**
   * Writes a process's file again, changed.
   *
   * @param file what it says where it cannot be read any more
   */
  public void change(RunFile file, UnaryOperator<RunFile> how) {
    write(how.apply(read(path(file)).orElse(file)));
  }

  /** Removes a process's file; nothing happens where there is none. */
  public void delete(RunFile file) {
    delete(path(file));
  }

  /** The files of processes that live, oldest process first. */
  public List<RunFile> live() {
    return all().stream().filter(file -> file.process().isPresent()).toList();
  }

  /**
   * The files of processes of this machine that ended without removing them, and those that cannot
   * be read.
   */
  public List<Path> stale() {
    List<Path> stale = new ArrayList<>();
    for (Path path : paths()) {
      if (read(path).isEmpty() || hasEnded(path)) {
        stale.add(path);
      }
    }
    return List.copyOf(stale);
  }

  private static boolean hasEnded(Path path) {
    return read(path).filter(file -> file.process().isEmpty()).isPresent()
        && host(path).equals(Optional.of(Machine.here().host()));
  }

  /**
   * Removes the file of a process that its owner saw ending; nothing happens where there is none.
   */
  void delete(Role role, long pid) {
    delete(path(role, pid));
  }

  /**
   * Removes the files that processes of this machine could not remove because they were killed.
   * Those of other machines that share the home are left, as are those that cannot be read.
   */
  public void sweep() {
    for (Path path : paths()) {
      if (hasEnded(path)) {
        delete(path);
      }
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("run file " + path + ": " + e, e);
    }
  }

  private static Optional<String> host(Path path) {
    try {
      Object host = parse(path).get(HOST);
      return host instanceof String text ? Optional.of(text) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Every file that can be read, oldest process first. */
  public List<RunFile> all() {
    return paths().stream()
        .flatMap(path -> read(path).stream())
        .sorted(Comparator.comparing(RunFile::startTime).thenComparing(RunFile::pid))
        .toList();
  }

  private List<Path> paths() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(RunFiles::isRunFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("run files in " + directory + ": " + e, e);
    }
  }

  private static boolean isRunFile(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(path);
  }

  private Path path(RunFile file) {
    return path(file.role(), file.pid());
  }

  private Path path(Role role, long pid) {
    return directory.resolve(role.text() + "-" + pid + SUFFIX);
  }

  private static Map<String, Object> toMap(RunFile file) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(HOST, Machine.here().host());
    map.put("pid", file.pid());
    map.put("startTime", file.startTime().toString());
    map.put("role", file.role().text());
    map.put("id", file.id());
    map.put("address", file.address());
    map.put("profile", file.profile());
    map.put("owner", file.owner());
    map.put("detached", file.detached());
    map.put("forgotten", file.forgotten());
    map.put("private", file.exclusive());
    file.log().ifPresent(log -> map.put("log", log.toString()));
    return map;
  }

  private static Optional<RunFile> read(Path path) {
    try {
      Map<String, Object> map = parse(path);
      return Optional.of(
          new RunFile(
              ((Number) map.getOrDefault("pid", 0)).longValue(),
              Instant.parse(text(map, "startTime")),
              Role.of(text(map, "role")),
              text(map, "id"),
              text(map, "address"),
              text(map, "profile"),
              text(map, "owner"),
              Boolean.TRUE.equals(map.get("detached")),
              Boolean.TRUE.equals(map.get("forgotten")),
              Boolean.TRUE.equals(map.get("private")),
              Optional.ofNullable(map.get("log")).map(log -> Path.of(log.toString()))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | ClassCastException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A file that says {@code null} is read as one that says nothing. */
  private static Map<String, Object> parse(Path path) throws IOException {
    Map<String, Object> map = JSON.std.mapFrom(Files.readString(path));
    return Objects.requireNonNullElse(map, Map.of());
  }

  private static String text(Map<String, Object> map, String key) {
    return String.valueOf(map.get(key));
  }
}
