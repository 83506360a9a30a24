package dev.roundhouse.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Finishes {@code target/roundhouse}: makes its script executable, trains the class-data archives,
 * and leaves the stamp that tells how new the program is.
 */
final class Finish {

  private Finish() {}

  /**
   * Runs the step.
   *
   * @param args the program's directory, the pipeline to train with, and a directory for work
   */
  public static void main(String[] args) throws IOException {
    List<Path> paths = List.of(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    Path program = paths.get(0);
    Files.setPosixFilePermissions(
        program.resolve("bin/roundhouse"), PosixFilePermissions.fromString("rwxr-xr-x"));
    new Training(program, paths.get(1), paths.get(2)).run();
    Files.writeString(program.resolve(".stamp"), "");
    // A process that would not end must not keep the build waiting.
    Runtime.getRuntime().halt(0);
  }
}
