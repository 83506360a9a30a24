package dev.roundhouse.builtin;

import dev.roundhouse.module.HasEffects;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a file, its directories too. The content goes to a temporary name beside it, which is then
 * renamed, so that nobody sees half a file and a second attempt does no harm. A file that has the
 * content already is left as it is, so that who reads it downstream sees no change.
 */
@HasEffects
public final class WriteFile implements ModuleType {

  private static final PortType PATH = new PortType(Path.class);

  @Override
  public String name() {
    return "write-file";
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return new ModuleDescriptor(
        name(),
        "Writes text (the default), lines or bytes to a file, as the parameter `as` says.",
        List.of(Port.of("file", PATH), Content.of(parameters).port(), Content.parameter()),
        List.of(Port.of("file", PATH)),
        Support.THREADING,
        true);
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws IOException {
    Path file = ((Path) Objects.requireNonNull(inputs.get("file"), "file")).toAbsolutePath();
    Content content = Content.of(inputs);
    String port = content.port().name();
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      write(unfinished, content, Objects.requireNonNull(inputs.get(port), port));
      if (!Files.isRegularFile(file) || Files.mismatch(unfinished, file) >= 0) {
        Files.move(
            unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return Map.of("file", file);
  }

  private static void write(Path file, Content content, Object value) throws IOException {
    switch (content) {
      case TEXT -> Files.writeString(file, (String) value);
      case LINES -> Files.writeString(file, lines((List<?>) value));
      case BYTES -> Files.write(file, (byte[]) value);
    }
  }

  /** Each with its end of line, the same on every system. */
  private static String lines(List<?> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
