package dev.roundhouse.data;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.roundhouse.builtin.WriteFile;
import dev.roundhouse.module.HasEffects;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a value to a JSON file, in the way of {@link WriteFile}. */
@HasEffects
public final class WriteJson implements ModuleType {

  private static final PortType PATH = new PortType(Path.class);
  private static final JSON WRITER =
      JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

  @Override
  public String name() {
    return "write-json";
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return new ModuleDescriptor(
        name(),
        "Writes a value to a JSON file: maps, lists, records, text, numbers, times and paths.",
        List.of(Port.of("file", PATH), Port.of("value", PortType.OBJECT)),
        List.of(Port.of("file", PATH)),
        Support.THREADING,
        true);
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws IOException {
    String text = WRITER.asString(JsonTree.of(inputs.get("value"))) + "\n";
    Path file = (Path) Objects.requireNonNull(inputs.get("file"), "file");
    return new WriteFile().compute(Map.of("file", file, "text", text), context);
  }
}
