package dev.roundhouse.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The files that a command is given and makes, and their places in its arguments. */
final class CommandFiles {

  private final Map<String, Path> in;
  private final Map<String, Path> out;
  private final Map<String, Path> unfinished = new LinkedHashMap<>();

  private CommandFiles(Map<String, Path> in, Map<String, Path> out) {
    this.in = in;
    this.out = out;
  }

  static CommandFiles of(Map<String, Object> inputs, Path directory) throws IOException {
    Map<String, Path> in = new LinkedHashMap<>();
    for (String name : CommandPorts.filesIn(inputs)) {
      in.put(name, ((Path) Objects.requireNonNull(inputs.get(name), name)).toAbsolutePath());
    }
    Map<String, Path> out = new LinkedHashMap<>();
    for (Map.Entry<String, String> file : CommandPorts.filesOut(inputs).entrySet()) {
      Path path = directory.resolve(file.getValue()).normalize();
      Files.createDirectories(path.getParent());
      out.put(file.getKey(), path);
    }
    return new CommandFiles(in, out);
  }

  /** The arguments with paths; a file to be made is written beside its place first. */
  List<String> fill(List<String> args) {
    return args.stream().map(this::fill).toList();
  }

  private String fill(String arg) {
    String filled = arg;
    for (Map.Entry<String, Path> file : in.entrySet()) {
      filled = filled.replace("{" + file.getKey() + "}", file.getValue().toString());
    }
    for (Map.Entry<String, Path> file : out.entrySet()) {
      String place = "{" + file.getKey() + "}";
      if (filled.contains(place)) {
        Path beside = unfinished.computeIfAbsent(file.getKey(), name -> beside(file.getValue()));
        filled = filled.replace(place, beside.toString());
      }
    }
    return filled;
  }

  /** The extension stays: programs choose formats by it. */
  private static Path beside(Path file) {
    return file.resolveSibling("." + UUID.randomUUID() + "." + file.getFileName());
  }

  /** Gives the files their names, after the program succeeded. */
  Map<String, Path> finish() throws IOException {
    for (Map.Entry<String, Path> file : out.entrySet()) {
      Path made = unfinished.getOrDefault(file.getKey(), file.getValue());
      if (!Files.exists(made)) {
        throw new IOException(
            "the program did not make the file of the port "
                + file.getKey()
                + ", expected "
                + file.getValue());
      }
      if (!made.equals(file.getValue())) {
        Files.move(
            made,
            file.getValue(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return out;
  }

  /** Removes what a failed program left half made. */
  void discard() throws IOException {
    for (Path file : unfinished.values()) {
      Files.deleteIfExists(file);
    }
  }
}
