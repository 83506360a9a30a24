package dev.roundhouse.builtin;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The ports of a {@link Command}, its file ports included. */
final class CommandPorts {

  static final Port ARGS = Port.of("args", PortType.STRING.list());
  static final Port STDIN = optional("stdin", PortType.STRING);
  static final Port ENV =
      Port.withDefault("env", PortType.of(Map.class, PortType.STRING, PortType.STRING), Map.of());
  static final Port DIRECTORY = optional("directory", new PortType(Path.class));
  static final Port FOLDER = Port.withDefault("folder", new PortType(Path.class), Path.of(""));
  static final Port CHECK = Port.withDefault("check", new PortType(boolean.class), true);
  static final Port ALLOWED =
      Port.withDefault("allowed-exit-codes", new PortType(int.class).list(), List.of(0));
  static final Port FILES_IN = Port.withDefault("files-in", PortType.STRING.list(), List.of());
  static final Port FILES_OUT =
      Port.withDefault(
          "files-out", PortType.of(Map.class, PortType.STRING, PortType.STRING), Map.of());

  private static final List<Port> INPUTS =
      List.of(ARGS, STDIN, ENV, DIRECTORY, FOLDER, CHECK, ALLOWED, FILES_IN, FILES_OUT);
  private static final List<Port> OUTPUTS =
      List.of(
          Port.of("stdout", PortType.STRING),
          Port.of("stderr", PortType.STRING),
          Port.of("exit-code", new PortType(int.class)));
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** It waits for the program; nothing local is named. */
  private static final Support ANYWHERE = new Support(true, true, true, true, Map.of());

  /** Files and directories are those of this machine and of this process's rights. */
  private static final Support HERE = new Support(true, false, false, true, Map.of());

  private CommandPorts() {}

  static ModuleDescriptor describe(String type, Map<String, Object> parameters) {
    List<String> in = filesIn(parameters);
    Map<String, String> out = filesOut(parameters);
    List<Port> inputs = new ArrayList<>(INPUTS);
    in.forEach(name -> inputs.add(Port.of(name, new PortType(Path.class))));
    List<Port> outputs = new ArrayList<>(OUTPUTS);
    out.keySet().forEach(name -> outputs.add(Port.of(name, new PortType(Path.class))));
    requireDistinct("files-in", inputs);
    requireDistinct("files-out", outputs);
    boolean local = !in.isEmpty() || !out.isEmpty() || parameters.containsKey("directory");
    return new ModuleDescriptor(
        type,
        "Runs a program, the first of `args`, and gives what it printed and its exit code.",
        inputs,
        outputs,
        local ? HERE : ANYWHERE,
        true);
  }

  /** Names of the ports that bring a file each. */
  @SuppressWarnings("unchecked") // read as the port's declared type
  static List<String> filesIn(Map<String, Object> parameters) {
    return named("files-in", (List<String>) read(FILES_IN, parameters));
  }

  /** Names of the ports that give a file each, with the file's path. */
  @SuppressWarnings("unchecked") // read as the port's declared type
  static Map<String, String> filesOut(Map<String, Object> parameters) {
    Map<String, String> files = (Map<String, String>) read(FILES_OUT, parameters);
    named("files-out", List.copyOf(files.keySet()));
    return files;
  }

  private static Object read(Port port, Map<String, Object> parameters) {
    Object set = parameters.get(port.name());
    if (set == null) {
      return port.defaultValue().orElseThrow();
    }
    try {
      return port.type().read(set, Path.of(""));
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(port.name() + ": " + unfit.getMessage(), unfit);
    }
  }

  private static List<String> named(String parameter, List<String> names) {
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            parameter + " has the port \"" + name + "\", expected a name such as out-file");
      }
    }
    return names;
  }

  private static void requireDistinct(String parameter, List<Port> ports) {
    List<String> names = ports.stream().map(Port::name).toList();
    Stream<String> distinct = names.stream().distinct();
    List<String> twice = new ArrayList<>(names);
    distinct.forEach(twice::remove);
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException(
          parameter + " has the port " + twice.get(0) + ", which is there already");
    }
  }

  private static Port optional(String name, PortType type) {
    return Port.of(name, PortType.of(Optional.class, type));
  }
}
