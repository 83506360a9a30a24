package dev.roundhouse.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmCommandTest {

  @TempDir Path temporary;

  @Test
  void namesRoleAndHomeOnTheCommandLine() {
    Home home = new Home(temporary);

    for (Role role : Role.values()) {
      assertThat(JvmCommand.of(role, home).words())
          .contains("-Droundhouse.role=" + role.text(), "-Droundhouse.home=" + temporary)
          .endsWith(role.mainClass());
    }
  }

  @Test
  void startsWithTheProfileOfThisProcessAndItsBounds() {
    Profile profile =
        Profiles.open(new Home(temporary), "test", Map.of("roundhouse.engine.heap", "64 MiB"));

    assertThat(JvmCommand.of(Role.ENGINE, profile).words())
        .contains("-Xmx67108864")
        .containsSequence("dev.roundhouse.engine.Main", "--profile", "test");
    assertThat(JvmCommand.of(Role.CONTROLLER, profile).words())
        .noneMatch(word -> word.startsWith("-Xmx"));
  }

  @Test
  void compilesShortLivedRolesQuickly() {
    Home home = new Home(temporary);

    assertThat(JvmCommand.of(Role.CLI, home).words())
        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    assertThat(JvmCommand.of(Role.ENGINE, home).words()).doesNotContain("-XX:TieredStopAtLevel=1");
  }
}
