package dev.roundhouse.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineTest {

  @Test
  void isTheSameEachTime() {
    assertThat(Machine.here()).isEqualTo(Machine.here());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsApartContainersOfOneBootWhichCountTheirProcessesThemselves() throws Exception {
    String processIds = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();

    assertThat(Machine.here().identity()).contains(processIds);
  }
}
