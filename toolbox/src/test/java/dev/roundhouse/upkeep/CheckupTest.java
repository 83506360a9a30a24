package dev.roundhouse.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import dev.roundhouse.security.Keys;
import dev.roundhouse.upkeep.Finding.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {

  @TempDir Path temporary;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(temporary.resolve("home"));
  }

  @Test
  void aFreshHomeIsWell() {
    List<Finding> findings = checkup("default");

    assertThat(findings)
        .extracting(Finding::name)
        .contains(
            "java",
            "memory",
            "open-files",
            "processes",
            "host-name",
            "home",
            "disk",
            "sockets",
            "clock",
            "run-files",
            "profile",
            "keys",
            "address",
            "controller")
        .doesNotHaveDuplicates();
    assertThat(findings).noneMatch(finding -> finding.status() == Status.FAIL);
  }

  @Test
  void keysThatOthersCanReadFailAndThePersonIsToldWhatToType() throws IOException {
    Path store = Keys.open(Profiles.open(home, "default")).store();
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));

    Finding keys = find("keys", checkup("default"));

    assertThat(keys.status()).isEqualTo(Status.FAIL);
    assertThat(keys.mend()).contains("chmod 600 " + store);
  }

  @Test
  void keysThatExpireSoonAreAWarning() {
    Profile profile = Profiles.open(home, "default");
    Instant expiry = Keys.open(profile).expiry();

    assertThat(ProfileChecks.keys(profile, expiry.minus(Duration.ofDays(31))).status())
        .isEqualTo(Status.OK);
    assertThat(ProfileChecks.keys(profile, expiry.minus(Duration.ofDays(29))).status())
        .isEqualTo(Status.WARN);
    assertThat(ProfileChecks.keys(Profiles.open(home, "plain"), expiry).message())
        .contains("tls = off");
  }

  @Test
  void aStrangerAtTheControllersPortFailsAndAControllerThereDoesNot() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String file = profile("roundhouse.controller.port = " + socket.getLocalPort());

      assertThat(find("controller", Checkup.of(home, file, profile -> false)).mend())
          .contains("roundhouse.controller.port");
      assertThat(find("controller", Checkup.of(home, file, profile -> true)).status())
          .isEqualTo(Status.OK);
    }
  }

  @Test
  void aNameWithoutAnAddressFailsAndAnAddressThatNobodyElseReachesIsAWarning() throws IOException {
    assertThat(
            find("controller", checkup(profile("roundhouse.controller.host = \"no.such.invalid\"")))
                .message())
        .contains("no.such.invalid");
    String open =
        profile("roundhouse.controller { host = \"127.0.0.1\", bind-host = \"0.0.0.0\" }");
    assertThat(find("address", checkup(open)).status()).isEqualTo(Status.WARN);
  }

  @Test
  void aBrokenProfileFailsWithAllItsProblemsAndAnUnknownOneIsAMistake() throws IOException {
    Finding broken = find("profile", checkup(profile("roundhouse { lease = soon, tls = maybe }")));

    assertThat(broken.status()).isEqualTo(Status.FAIL);
    assertThat(broken.message()).contains("roundhouse.lease").contains("roundhouse.tls");
    assertThatThrownBy(() -> checkup("nobody")).isInstanceOf(SetupException.class);
  }

  @Test
  void aHomeThatCannotBeMadeFailsAndNothingElseOfItIsLookedAt() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "in the way");

    List<Finding> findings = Checkup.of(new Home(file), "default", profile -> false);

    assertThat(find("home", findings).mend()).contains("ROUNDHOUSE_HOME");
    assertThat(findings).extracting(Finding::name).doesNotContain("profile");
  }

  @Test
  void staleRunFilesAndALongPathAreWarnings() throws IOException {
    Profile profile = Profiles.open(home, "default");
    Files.createDirectories(profile.run());
    Files.writeString(profile.run().resolve("engine-1.json"), "{}");

    assertThat(find("run-files", checkup("default")).mend()).contains("roundhouse clean");
    assertThat(HomeChecks.sockets(new Home(Path.of("/" + "x".repeat(80)))).status())
        .isEqualTo(Status.WARN);
    assertThat(HomeChecks.sockets(new Home(Path.of("/home/ada/.roundhouse"))).status())
        .isEqualTo(Status.OK);
  }

  @Test
  void smallLimitsAreWarningsAndHopelessOnesFail() {
    assertThat(MachineChecks.openFiles(Optional.of(100L)).status()).isEqualTo(Status.FAIL);
    assertThat(MachineChecks.openFiles(Optional.of(1_024L)).status()).isEqualTo(Status.WARN);
    assertThat(MachineChecks.openFiles(Optional.empty()).status()).isEqualTo(Status.OK);
    assertThat(MachineChecks.processes(Optional.of(100L)).status()).isEqualTo(Status.WARN);
    assertThat(MachineChecks.memory(512L << 20).status()).isEqualTo(Status.WARN);
    assertThat(MachineChecks.java(11, temporary).status()).isEqualTo(Status.FAIL);
    assertThat(MachineChecks.java(21, temporary).message()).contains("keytool");
    assertThat(HomeChecks.disk(temporary, 1).status()).isEqualTo(Status.FAIL);
    assertThat(HomeChecks.disk(temporary, 500L << 20).status()).isEqualTo(Status.WARN);
  }

  private List<Finding> checkup(String profile) {
    return Checkup.of(home, profile, any -> false);
  }

  private String profile(String content) throws IOException {
    return Files.writeString(temporary.resolve("p.conf"), content).toString();
  }

  private static Finding find(String name, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no finding " + name + " in " + findings));
  }
}
