package dev.roundhouse.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the files that groups name.
 *
 * @param options for all of them
 * @param within the files that are being read, each naming the next
 */
record GroupFiles(LoadOptions options, List<Path> within) {

  GroupFiles {
    within = List.copyOf(within);
  }

  /** Inside this file, too. */
  GroupFiles in(Path file) {
    List<Path> deeper = new ArrayList<>(within);
    deeper.add(file);
    return new GroupFiles(options, deeper);
  }

  /** Reads a pipeline to use as a group; empty where there is none. */
  Optional<Pipeline> read(String name, Path asked, Origin origin, List<Problem> problems) {
    if (!Files.isRegularFile(asked)) {
      String what = Files.exists(asked) ? "that is no file" : "there is no such file";
      problems.add(
          Problem.of(
              origin,
              "file is " + name + ", but " + what,
              "a pipeline file, relative to this file"));
      return Optional.empty();
    }
    for (int i = 0; i < within.size(); i++) {
      if (same(within.get(i), asked)) {
        report(within.subList(i, within.size()), asked, origin, problems);
        return Optional.empty();
      }
    }
    return Optional.of(PipelineFile.read(asked, this));
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException gone) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  private static void report(List<Path> cycle, Path again, Origin origin, List<Problem> problems) {
    String files =
        cycle.stream().map(Path::toString).collect(Collectors.joining(" -> ")) + " -> " + again;
    problems.add(
        Problem.of(origin, "cycle of files: " + files, "groups that never contain themselves"));
  }
}
