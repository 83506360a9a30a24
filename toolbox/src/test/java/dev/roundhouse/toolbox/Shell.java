package dev.roundhouse.toolbox;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.roundhouse.profile.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs command lines in this JVM, with a home and a directory of their own. */
final class Shell {

  private final Path directory;
  private final Path home;

  Shell(Path directory) {
    this(directory, directory.resolve("home"));
  }

  Shell(Path directory, Path home) {
    this.directory = directory;
    this.home = home;
  }

  /** What a command left behind. */
  record Ran(ExitCode exit, String out, String err) {

    /** Standard output as the one JSON document that it must be. */
    Map<String, Object> document() {
      try {
        return JSON.std.with(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS).mapFrom(out);
      } catch (IOException e) {
        throw new UncheckedIOException("not one JSON document: <" + out + ">", e);
      }
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> error() {
      return (Map<String, Object>) document().getOrDefault("error", Map.of());
    }
  }

  Ran run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Ran ran = run(out, args);
    return new Ran(ran.exit(), out.toString(StandardCharsets.UTF_8), ran.err());
  }

  /** Runs a command whose standard output goes there, and is not told of. */
  Ran run(OutputStream out, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            new Home(home),
            directory,
            false);
    ExitCode exit = new Commands(surroundings).run(args);
    return new Ran(exit, "", err.toString(StandardCharsets.UTF_8));
  }
}
