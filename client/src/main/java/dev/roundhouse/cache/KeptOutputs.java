package dev.roundhouse.cache;

import dev.roundhouse.module.FileStamp;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The outputs of a module as they are kept, with how the files that they name were then.
 *
 * @param outputs by the module's own ports
 * @param files path to {@link FileStamp}
 */
public record KeptOutputs(Map<String, Object> outputs, Map<String, String> files) {

  /**
   * Encodes outputs.
   *
   * @param ports of the module
   * @throws ValueException one cannot be encoded; the message says which and why
   */
  public static byte[] encode(List<Port> ports, Map<String, Object> outputs) {
    Set<Path> files = new TreeSet<>();
    for (Port port : ports) {
      files.addAll(FilesIn.value(port.type().type(), outputs.get(port.name())));
    }
    return ValueCodec.encode(List.of(new LinkedHashMap<>(outputs), NodeSigner.stamps(files)));
  }

  /**
   * Encodes the outputs of a task, whose types are not known here.
   *
   * @throws ValueException one cannot be encoded
   */
  public static byte[] encode(Map<String, Object> outputs) {
    return encode(
        outputs.keySet().stream().map(name -> Port.of(name, PortType.OBJECT)).toList(), outputs);
  }

  /**
   * Decodes what {@link #encode} made.
   *
   * @param loader knows the classes of the values
   * @throws ValueException it cannot be read
   */
  public static KeptOutputs decode(byte[] content, ClassLoader loader) {
    Object kept = ValueCodec.decode(content, loader);
    if (kept instanceof List<?> parts
        && parts.size() == 2
        && parts.get(0) instanceof Map<?, ?> outputs
        && parts.get(1) instanceof Map<?, ?> files) {
      return new KeptOutputs(byName(outputs), texts(files));
    }
    throw new ValueException("no outputs of a module");
  }

  private static Map<String, Object> byName(Map<?, ?> values) {
    Map<String, Object> named = new LinkedHashMap<>();
    values.forEach((name, value) -> named.put(String.valueOf(name), value));
    return Collections.unmodifiableMap(named);
  }

  private static Map<String, String> texts(Map<?, ?> values) {
    Map<String, String> named = new LinkedHashMap<>();
    values.forEach((name, value) -> named.put(String.valueOf(name), String.valueOf(value)));
    return named;
  }

  /** A file that is not as it was then. */
  public Optional<String> changedFile() {
    return files.entrySet().stream()
        .filter(file -> !file.getValue().equals(FileStamp.of(Path.of(file.getKey()))))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
