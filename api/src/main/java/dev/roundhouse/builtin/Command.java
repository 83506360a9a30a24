package dev.roundhouse.builtin;

import dev.roundhouse.module.Fingerprinted;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a program. When it ends, and when the task is interrupted or this process ends, it is ended
 * with every program that it started.
 *
 * <p>Inputs: {@code args}, the program and its arguments; {@code stdin}, given as UTF-8; {@code
 * env}, added to the environment; {@code directory}, where it runs (default: {@code folder}, the
 * pipeline file's folder, where this machine has it, else a scratch directory); {@code check},
 * false to allow every exit code; {@code allowed-exit-codes}, beside 0. The parameter {@code
 * files-in} names further input ports, a file each; {@code files-out} names output ports with the
 * path of the file that the program makes. In arguments {@code {port}} stands for the path of such
 * a port; a file written through it gets its name only after the program succeeded.
 *
 * <p>It supports every scheme while no directory and no file is named, else threading.
 */
public final class Command implements ModuleType, Fingerprinted<Map<String, Object>> {

  @Override
  public String name() {
    return "command";
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return CommandPorts.describe(name(), parameters);
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws IOException, InterruptedException, CommandFailedException {
    List<String> args = strings(inputs, "args");
    if (args.isEmpty()) {
      throw new IllegalArgumentException("args is empty, expected a program and its arguments");
    }
    Path directory = directory(inputs, context);
    CommandFiles files = CommandFiles.of(inputs, directory);
    List<String> filled = files.fill(args);
    try {
      ProgramResult result =
          new Program(filled, directory, environment(inputs), stdin(inputs)).run();
      requireAllowed(filled, result, inputs);
      return outputs(files.finish(), result);
    } finally {
      files.discard();
    }
  }

  /** What arguments and variables name without a port: scripts, programs by path, data. */
  @Override
  public Optional<String> fingerprint(Map<String, Object> inputs) throws IOException {
    Path directory =
        directorySet(inputs).orElseGet(() -> (Path) inputs.getOrDefault("folder", Path.of("")));
    return NamedFiles.stamps(
        directory.toAbsolutePath(),
        Stream.concat(strings(inputs, "args").stream(), environment(inputs).values().stream()));
  }

  private static Map<String, Object> outputs(Map<String, Path> files, ProgramResult result) {
    Map<String, Object> outputs = new LinkedHashMap<>(files);
    outputs.put("stdout", result.stdout());
    outputs.put("stderr", result.stderr());
    outputs.put("exit-code", result.exitCode());
    return outputs;
  }

  private static Path directory(Map<String, Object> inputs, ModuleContext context)
      throws IOException {
    Optional<Path> set = directorySet(inputs);
    if (set.isEmpty()) {
      Path folder = ((Path) inputs.getOrDefault("folder", Path.of(""))).toAbsolutePath();
      return Files.isDirectory(folder) ? folder : context.scratchDirectory();
    }
    Path directory = set.get().toAbsolutePath();
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(
          "directory is " + directory + ", expected a directory that exists");
    }
    return directory;
  }

  private static Optional<Path> directorySet(Map<String, Object> inputs) {
    return ((Optional<?>) inputs.getOrDefault("directory", Optional.empty())).map(Path.class::cast);
  }

  private static void requireAllowed(
      List<String> args, ProgramResult result, Map<String, Object> inputs)
      throws CommandFailedException {
    List<?> allowed = (List<?>) inputs.getOrDefault("allowed-exit-codes", List.of());
    boolean checked = (Boolean) inputs.getOrDefault("check", true);
    if (checked && result.exitCode() != 0 && !allowed.contains(result.exitCode())) {
      throw new CommandFailedException(args, result);
    }
  }

  private static Optional<String> stdin(Map<String, Object> inputs) {
    return ((Optional<?>) inputs.getOrDefault("stdin", Optional.empty())).map(String.class::cast);
  }

  private static Map<String, String> environment(Map<String, Object> inputs) {
    Map<String, String> environment = new LinkedHashMap<>();
    ((Map<?, ?>) inputs.getOrDefault("env", Map.of()))
        .forEach((name, value) -> environment.put((String) name, (String) value));
    return environment;
  }

  private static List<String> strings(Map<String, Object> inputs, String port) {
    return ((List<?>) inputs.getOrDefault(port, List.of()))
        .stream().map(String.class::cast).toList();
  }
}
