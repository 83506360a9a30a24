package dev.roundhouse.builtin;

import dev.roundhouse.module.FileStamp;
import dev.roundhouse.module.Fingerprinted;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the files of a directory whose relative path matches a glob, sorted by that path. Hidden
 * files and directories are left out, unless the glob has a name that starts with a dot.
 */
public final class ListFiles implements ModuleType, Fingerprinted<Map<String, Object>> {

  private static final PortType PATH = new PortType(Path.class);

  private static final ModuleDescriptor DESCRIPTOR =
      new ModuleDescriptor(
          "list-files",
          "Lists the files of a directory that match a glob such as *.txt or **/*.txt, sorted.",
          List.of(
              Port.withDefault("directory", PATH, Path.of("")),
              Port.withDefault("glob", PortType.STRING, "*")),
          List.of(Port.of("files", PATH.list())),
          Support.THREADING,
          true);

  @Override
  public String name() {
    return DESCRIPTOR.type();
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return DESCRIPTOR;
  }

  /** The files that it would list, each with its size and time. */
  @Override
  public Optional<String> fingerprint(Map<String, Object> inputs) throws IOException {
    return Optional.of(
        files(inputs).stream()
            .map(file -> file + "\0" + FileStamp.of(file))
            .collect(Collectors.joining("\0")));
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws IOException {
    return Map.of("files", files(inputs));
  }

  private static List<Path> files(Map<String, Object> inputs) throws IOException {
    Path listed = (Path) Objects.requireNonNull(inputs.get("directory"), "directory");
    Path directory = listed.toAbsolutePath().normalize();
    String glob = (String) Objects.requireNonNull(inputs.get("glob"), "glob");
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory + " is no directory, expected one to list");
    }
    int depth = glob.contains("/") || glob.contains("**") ? Integer.MAX_VALUE : 1;
    boolean hidden = glob.startsWith(".") || glob.contains("/.");
    List<PathMatcher> matchers = matchers(directory, glob);
    try (Stream<Path> found = Files.walk(directory, depth)) {
      return found
          .map(directory::relativize)
          .filter(path -> hidden || !isHidden(path))
          .filter(path -> matchers.stream().anyMatch(matcher -> matcher.matches(path)))
          .filter(path -> Files.isRegularFile(directory.resolve(path)))
          .sorted(Comparator.comparing(Path::toString))
          .map(directory::resolve)
          .toList();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /** A leading {@code **}{@code /} stands for no directory, too. */
  private static List<PathMatcher> matchers(Path directory, String glob) {
    try {
      Stream<String> globs =
          glob.startsWith("**/") ? Stream.of(glob, glob.substring(3)) : Stream.of(glob);
      return globs.map(one -> directory.getFileSystem().getPathMatcher("glob:" + one)).toList();
    } catch (PatternSyntaxException malformed) {
      throw new IllegalArgumentException(
          "glob is \""
              + glob
              + "\", expected a pattern such as *.txt ("
              + malformed.getDescription()
              + ")",
          malformed);
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
