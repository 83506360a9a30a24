package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** A user's program that starts two engines and closes its session when a file is gone. */
final class SessionProgram {

  private static final String SOURCE =
      """
      import dev.roundhouse.client.Session;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.nio.file.StandardWatchEventKinds;
      import java.nio.file.WatchService;
      import java.util.concurrent.TimeUnit;

      public final class SessionProgram {
        public static void main(String[] arguments) throws Exception {
          Path until = Path.of(arguments[0]);
          try (Session session = Session.open();
              WatchService deletions = until.getFileSystem().newWatchService()) {
            until.getParent().register(deletions, StandardWatchEventKinds.ENTRY_DELETE);
            session.cluster().start(2).get(3, TimeUnit.MINUTES);
            if (arguments.length > 1) {
              session.cluster().detach();
            }
            System.err.println("ready: 2 engines");
            while (Files.exists(until)) {
              deletions.take().reset();
            }
          }
        }
      }
      """;

  private SessionProgram() {}

  /** Compiles it into a folder. */
  static void compile(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path source = Files.writeString(folder.resolve("SessionProgram.java"), SOURCE);
    String path = System.getProperty("java.class.path");
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", path, "-d", folder.toString(), source.toString());
    assertThat(exit).as("exit code of the compiler").isZero();
  }

  /** The words that run it as a user would, in a terminal of its own. */
  static List<String> words(Path folder, Path home, Path until, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Droundhouse.home=" + home,
                "-cp",
                Commands.PROGRAM.resolve("lib") + "/*:" + folder,
                "SessionProgram",
                until.toString()));
    words.addAll(List.of(more));
    return words;
  }
}
