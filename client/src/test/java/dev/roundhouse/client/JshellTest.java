package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at JShell, in a JVM of its own as JShell starts it. */
@Timeout(120)
class JshellTest {

  @Test
  void computesOnThreads(@TempDir Path home) {
    try (JShell shell = JShell.builder().remoteVMOptions("-Droundhouse.home=" + home).build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));

      run(shell, "import dev.roundhouse.client.*;");
      run(shell, "import java.util.List;");
      run(shell, "Session session = Session.open(\"test\");");
      run(shell, "int factor = 3;");
      assertThat(run(shell, "session.map(List.of(1, 2, 3), x -> x * factor)"))
          .isEqualTo("[3, 6, 9]");
      assertThat(run(shell, "session.submit(() -> 2 * factor).join()")).isEqualTo("6");
      run(shell, "session.close();");
    }
  }

  private static String run(JShell shell, String source) {
    List<SnippetEvent> events = shell.eval(source);
    assertThat(events)
        .as("JShell on: %s", source)
        .allSatisfy(
            event -> {
              assertThat(event.status())
                  .as("%s", shell.diagnostics(event.snippet()).toList())
                  .isEqualTo(Snippet.Status.VALID);
              assertThat(event.exception()).isNull();
            });
    return String.valueOf(events.get(events.size() - 1).value());
  }
}
