package dev.roundhouse.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a JSON file, or a part of it, as maps, lists, text, numbers and booleans. */
public final class ReadJson implements ModuleType {

  private static final JSON READER =
      JSON.std.with(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS).without(JSON.Feature.USE_FIELDS);

  @Override
  public String name() {
    return "read-json";
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return new ModuleDescriptor(
        name(),
        "Reads a JSON file, or what is `at` a pointer in it, `as` any value or one of a kind.",
        List.of(
            Port.of("file", new PortType(Path.class)),
            Port.withDefault("at", PortType.STRING, ""),
            JsonType.parameter()),
        List.of(Port.of("value", JsonType.of(parameters).value())),
        Support.THREADING,
        true);
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws IOException {
    Path file = (Path) Objects.requireNonNull(inputs.get("file"), "file");
    String pointer = (String) inputs.getOrDefault("at", "");
    Object value = Pointers.find(document(file), pointer, file);
    JsonType type = JsonType.of(inputs);
    if (value == null) {
      throw new IOException(at(file, pointer) + " is null, expected a value");
    }
    if (type == JsonType.TEXT && !(value instanceof String)) {
      throw new IOException(at(file, pointer) + " is no text, expected one as `as` says");
    }
    try {
      return Map.of("value", type.value().read(value, Path.of("")));
    } catch (IllegalArgumentException unfit) {
      throw new IOException(at(file, pointer) + ": " + unfit.getMessage(), unfit);
    }
  }

  private static String at(Path file, String pointer) {
    return pointer.isEmpty() ? file.toString() : pointer + " in " + file;
  }

  private static Object document(Path file) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(Files.newBufferedReader(file))) {
      Object document = READER.anyFrom(parser);
      if (parser.nextToken() != null) {
        throw new IOException(
            file + ":" + parser.currentLocation().getLineNr() + ": more than one JSON document");
      }
      return document;
    } catch (NoSuchFileException missing) {
      throw new IOException(file.toAbsolutePath() + " does not exist, expected a file", missing);
    } catch (JsonProcessingException broken) {
      throw new IOException(
          place(file, broken) + "no JSON: " + broken.getOriginalMessage(), broken);
    }
  }

  private static String place(Path file, JsonProcessingException broken) {
    return broken.getLocation() == null
        ? file + ": "
        : file + ":" + broken.getLocation().getLineNr() + ": ";
  }
}
