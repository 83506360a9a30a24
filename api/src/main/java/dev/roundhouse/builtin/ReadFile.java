package dev.roundhouse.builtin;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a file: as UTF-8 text, as lines, or as bytes. */
public final class ReadFile implements ModuleType {

  private static final PortType PATH = new PortType(Path.class);

  @Override
  public String name() {
    return "read-file";
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return new ModuleDescriptor(
        name(),
        "Reads a file as text (the default), lines or bytes, as the parameter `as` says.",
        List.of(Port.of("file", PATH), Content.parameter()),
        List.of(Content.of(parameters).port()),
        Support.THREADING,
        true);
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws IOException {
    Path file = (Path) Objects.requireNonNull(inputs.get("file"), "file");
    Content content = Content.of(inputs);
    try {
      return Map.of(content.port().name(), read(file, content));
    } catch (NoSuchFileException missing) {
      throw new IOException(file.toAbsolutePath() + " does not exist, expected a file", missing);
    } catch (CharacterCodingException binary) {
      throw new IOException(file + " is no UTF-8 text, expected as = bytes for it", binary);
    }
  }

  private static Object read(Path file, Content content) throws IOException {
    return switch (content) {
      case TEXT -> Files.readString(file);
      case LINES -> Files.readAllLines(file);
      case BYTES -> Files.readAllBytes(file);
    };
  }
}
