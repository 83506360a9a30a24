package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ChildPoolOwnerTest {

  private static final int PATIENCE_SECONDS = 90;

  @TempDir Path home;
  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void endProcesses() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void childrenEndWhenTheirParentIsKilled() throws Exception {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildPoolOwner.class.getName(),
                home.toString(),
                home.resolve("never").toString())
            .redirectError(home.resolve("owner.log").toFile())
            .start();
    started.add(owner.toHandle());
    List<ProcessHandle> children =
        CompletableFuture.supplyAsync(() -> childrenOf(owner))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);
    owner.destroyForcibly();
    for (ProcessHandle child : children) {
      child.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private List<ProcessHandle> childrenOf(Process owner) {
    BufferedReader lines = owner.inputReader();
    List<ProcessHandle> children =
        lines
            .lines()
            .filter(line -> line.startsWith("child "))
            .limit(2)
            .map(line -> ProcessHandle.of(Long.parseLong(line.substring("child ".length()))))
            .map(handle -> handle.orElseThrow())
            .toList();
    started.addAll(children);
    return children;
  }
}
