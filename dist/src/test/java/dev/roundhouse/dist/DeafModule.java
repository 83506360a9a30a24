package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A user's module that ignores interrupts for a minute, as a folder of classes. */
final class DeafModule {

  private static final String SOURCE =
      """
      import dev.roundhouse.module.ModuleContext;
      import dev.roundhouse.module.Parallelizable;
      import dev.roundhouse.module.TaskModule;

      @Parallelizable(threading = true, multiprocessing = true, cluster = true)
      public final class DeafModule implements TaskModule<DeafModule.In, DeafModule.Out> {
        public record In() {}

        public record Out(long spins) {}

        @Override
        public Out compute(In in, ModuleContext context) {
          long end = System.nanoTime() + 60_000_000_000L;
          long spins = 0;
          while (System.nanoTime() < end) {
            spins++;
            Thread.onSpinWait();
          }
          return new Out(spins);
        }
      }
      """;

  private DeafModule() {}

  /** Compiles it into a folder and returns that. */
  static Path compile(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path source = Files.writeString(folder.resolve("DeafModule.java"), SOURCE);
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(exit).as("exit code of the compiler").isZero();
    return folder;
  }
}
