package dev.roundhouse.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** User code that is compiled while a test runs, so that it is not on the test's class path. */
public final class CompiledCode {
  private CompiledCode() {}

  /** Compiles a class into a class folder below a directory. */
  public static Path folder(Path directory, String className, String source) {
    try {
      Path file = directory.resolve("src/" + className.replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
      Path classes = Files.createDirectories(directory.resolve("classes"));
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      List<String> options = List.of("-d", classes.toString(), "-proc:none", "--release", "17");
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
        boolean compiled =
            compiler
                .getTask(null, files, null, options, null, files.getJavaFileObjects(file))
                .call();
        if (!compiled) {
          throw new IllegalStateException(className + " does not compile");
        }
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles a class into a jar below a directory. */
  public static Path jar(Path directory, String className, String source) {
    Path classes = folder(directory, className, source);
    Path jar = directory.resolve("code.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> walk = Files.walk(classes)) {
      for (Path each : walk.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }
}
