package dev.roundhouse.upkeep;

import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a controller or an engine of a profile logs, or did.
 *
 * @param path the log's file
 * @param process its process; empty where that has ended
 */
public record ProcessLog(Path path, Optional<RunFile> process) {

  private static final int MOST_BYTES = 4 << 20;

  public ProcessLog {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(process, "process");
  }

  /**
   * The logs that a word means: an engine's id, {@code controller}, {@code engine} for all engines,
   * a process id, or the name of a log's file or its beginning. Living processes of the profile's
   * cluster come before those of private ones, and those before logs of processes that have ended,
   * of which the newest is meant.
   *
   * @param word empty: the logs of all living processes, else the newest log
   */
  public static List<ProcessLog> find(Profile profile, Optional<String> word) {
    String address = NodeSpecs.controllerAddress(profile);
    List<ProcessLog> living = new ArrayList<>();
    for (RunFile file : RunFiles.of(profile).live()) {
      file.log().ifPresent(log -> living.add(new ProcessLog(log, Optional.of(file))));
    }
    List<ProcessLog> named = living.stream().filter(log -> log.isMeant(word)).toList();
    List<ProcessLog> own =
        named.stream()
            .filter(log -> log.process().orElseThrow().address().equals(address))
            .toList();
    if (!own.isEmpty() || !named.isEmpty()) {
      return own.isEmpty() ? named : own;
    }
    return newest(profile, word)
        .map(log -> List.of(new ProcessLog(log, Optional.empty())))
        .orElse(List.of());
  }

  private boolean isMeant(Optional<String> word) {
    RunFile file = process.orElseThrow();
    return word.isEmpty()
        || word.get().equals(file.id())
        || word.get().equals(file.role().text())
        || word.get().equals(Long.toString(file.pid()))
        || path.getFileName().toString().startsWith(word.get());
  }

  private static Optional<Path> newest(Profile profile, Optional<String> word) {
    return all(profile).stream()
        .filter(log -> log.getFileName().toString().startsWith(word.orElse("")))
        .max(Comparator.comparing(Path::getFileName, Comparator.comparing(ProcessLog::time)));
  }

  /** The time stands in the name after the role; a role alone would sort engines last. */
  private static String time(Path name) {
    String text = name.toString();
    for (Role role : Role.values()) {
      if (text.startsWith(role.text() + "-")) {
        return text.substring(role.text().length() + 1);
      }
    }
    return text;
  }

  /** Every log of the profile, by name. */
  public static List<Path> all(Profile profile) {
    if (!Files.isDirectory(profile.log())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(profile.log())) {
      return files.filter(path -> path.toString().endsWith(".log")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the logs in " + profile.log(), e);
    }
  }

  /** For people: {@code engine e1 (pid 4711)}, or the file's name where the process has ended. */
  public String name() {
    return process
        .map(
            file ->
                (file.id().equals(file.role().text()) ? "" : file.role().text() + " ")
                    + file.id()
                    + " (pid "
                    + file.pid()
                    + ")")
        .orElseGet(() -> path.getFileName().toString());
  }

  /**
   * The end of a log.
   *
   * @param lines whole ones, the last perhaps not ended yet
   * @param position up to where the file was read
   */
  public record Tail(List<String> lines, long position) {
    public Tail {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The last lines.
   *
   * @param most at most so many, and no more than 4 MiB
   */
  public Tail tail(int most) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long end = file.length();
      long start = Math.max(0, end - MOST_BYTES);
      byte[] bytes = new byte[(int) (end - start)];
      file.seek(start);
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return new Tail(lines.subList(Math.max(0, lines.size() - most), lines.size()), end);
    }
  }
}
