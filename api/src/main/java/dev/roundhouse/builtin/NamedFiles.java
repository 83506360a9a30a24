package dev.roundhouse.builtin;

import dev.roundhouse.module.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files and directories that words of a command line name, as they are now. */
final class NamedFiles {

  /** Files below a directory that are looked at; where there are more, it cannot be told. */
  private static final int MOST = 10_000;

  private NamedFiles() {}

  /**
   * Every file with its size and time, of directories all that is in them.
   *
   * @param directory what relative names start from; absolute
   * @return empty where there is more than can be looked at
   * @throws IOException a directory cannot be read
   */
  static Optional<String> stamps(Path directory, Stream<String> words) throws IOException {
    List<Path> named =
        words
            .map(word -> word.substring(word.indexOf('=') + 1))
            .filter(word -> !word.isEmpty())
            .flatMap(word -> path(directory, word).stream())
            .toList();
    StringBuilder stamps = new StringBuilder();
    for (Path path : named) {
      try (Stream<Path> below = Files.walk(path)) {
        List<Path> files = below.limit(MOST + 1L).sorted().toList();
        if (files.size() > MOST) {
          return Optional.empty();
        }
        stamps.append(
            files.stream()
                .map(file -> file + "\0" + FileStamp.of(file) + "\0")
                .collect(Collectors.joining()));
      }
    }
    return Optional.of(stamps.toString());
  }

  private static Optional<Path> path(Path directory, String word) {
    try {
      return Optional.of(directory.resolve(word)).filter(Files::exists);
    } catch (InvalidPathException noFile) {
      return Optional.empty();
    }
  }
}
