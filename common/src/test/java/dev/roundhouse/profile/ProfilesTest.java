package dev.roundhouse.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {

  @TempDir Path temporary;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(temporary.resolve("home"));
  }

  @Test
  void makesDefaultOnFirstUseForItsOwnerOnlyWithAPortOfItsOwn() throws IOException {
    Profile profile = Profiles.open(home, "default");

    assertThat(profile.settings().controller().port()).isBetween(20_000, 32_000);
    assertThat(profile.settings().tls()).isTrue();
    assertThat(profile.directory()).isEqualTo(home.profiles().resolve("default"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(profile.directory())))
        .isEqualTo("rwx------");
    assertThat(Profiles.open(home, "default")).isEqualTo(profile);
  }

  @Test
  void opensEveryShippedProfile() {
    for (String name : List.of("default", "lan", "plain", "test")) {
      assertThat(Profiles.open(home, name).name()).isEqualTo(name);
    }
    assertThat(Profiles.open(home, "plain").settings().tls()).isFalse();
    assertThat(Profiles.open(home, "test").settings().lease()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void takesATwoLineFileForAProfile() throws IOException {
    Path file = temporary.resolve("two.conf");
    Files.writeString(
        file, "roundhouse.controller.port = 7001\nroundhouse.engine.labels = [ gpu ]\n");

    Profile profile = Profiles.open(home, file.toString());

    assertThat(profile.name()).isEqualTo("two");
    assertThat(profile.source()).isEqualTo(file.toString());
    assertThat(profile.settings().controller().port()).isEqualTo(7001);
    assertThat(profile.settings().engine().labels()).containsExactly("gpu");
    assertThat(profile.directory()).startsWith(home.directory());
  }

  @Test
  void takesTheFileOfAProfileForTheProfile() {
    Profile profile = Profiles.open(home, "default");

    assertThat(Profiles.open(home, profile.directory().resolve("profile.conf").toString()))
        .isEqualTo(profile);
  }

  @Test
  void letsOptionsWinOverChoicesAndChoicesOverTheFile() throws IOException {
    Profile made = Profiles.create(home, "mine", "lan");
    Files.writeString(
        made.directory().resolve("profile.conf"),
        "roundhouse { extends = lan, engine.slots = 2, attempts = 5 }");

    Profile chosen = Choices.keep(made, Map.of("roundhouse.engine.slots", 3));
    Profile again = Choices.keep(made, Map.of("roundhouse.schemes.cluster.enabled", true));

    assertThat(chosen.settings().engine().slots()).isEqualTo(3);
    assertThat(again.settings().engine().slots()).isEqualTo(3);
    assertThat(again.settings().attempts()).isEqualTo(5);
    assertThat(Profiles.open(home, "mine")).isEqualTo(again);
    assertThat(
            Profiles.open(home, "mine", Map.of("roundhouse.engine.slots", "4"))
                .settings()
                .engine()
                .slots())
        .isEqualTo(4);
  }

  @Test
  void tellsOfEverySettingWhereItComesFromOneLayerOverTheOther() throws IOException {
    Profile made = Profiles.create(home, "mine", "lan");
    Path file = made.directory().resolve("profile.conf");
    Files.writeString(
        file,
        "roundhouse {\n extends = lan\n attempts = 5\n engine.slots = 2\n}\ninclude \"choices.conf\"\n");
    Choices.keep(made, Map.of("roundhouse.engine.slots", 3));

    List<SettingValue> settings = Profiles.settings(home, "mine");

    assertThat(settings)
        .contains(new SettingValue("roundhouse.attempts", 5, file + ":3"))
        .extracting(SettingValue::key, SettingValue::value, value -> shortened(value.where()))
        .contains(
            tuple("roundhouse.engine.slots", 3, "choices.conf"),
            tuple("roundhouse.controller.bind-host", "0.0.0.0", "lan.conf"),
            tuple("roundhouse.membership.grace", "3s", "lan.conf"),
            tuple("roundhouse.tls", true, "reference.conf"),
            tuple("roundhouse.schemes.cluster.enabled", false, "reference.conf"));
    assertThat(settings).extracting(SettingValue::key).startsWith("roundhouse.extends");
  }

  /** The file's name; the lines of what ships change with it. */
  private static String shortened(String where) {
    assertThat(where).matches(".*:[0-9]+");
    return where.substring(where.lastIndexOf('/') + 1, where.lastIndexOf(':'));
  }

  @Test
  void checksAFileWithoutMakingAnything() throws IOException {
    Path good = Files.writeString(temporary.resolve("good.conf"), "roundhouse.attempts = 4\n");
    Path bad =
        Files.writeString(temporary.resolve("bad.conf"), "\nlease = 1\nroundhouse.tls = 7\n");

    assertThat(Profiles.check(home, good.toString()).attempts()).isEqualTo(4);
    SetupException failure =
        catchThrowableOfType(SetupException.class, () -> Profiles.check(home, bad.toString()));

    assertThat(failure.problems())
        .extracting(SettingProblem::where)
        .containsExactly(bad + ":2", bad + ":3");
    assertThat(home.directory()).doesNotExist();
  }

  @Test
  void keepsNoChoiceThatIsNoValidSetting() {
    Profile profile = Profiles.open(home, "default");

    SetupException failure =
        catchThrowableOfType(
            SetupException.class,
            () -> Choices.keep(profile, Map.of("roundhouse.attempts", "many")));

    assertThat(failure)
        .hasMessageContaining("roundhouse.attempts")
        .hasMessageNotContaining("draft");
    assertThat(Profiles.open(home, "default")).isEqualTo(profile);
  }

  @Test
  void namesTheProfilesThereAreWhereOneIsUnknown() {
    SetupException failure =
        catchThrowableOfType(SetupException.class, () -> Profiles.open(home, "nowhere"));

    assertThat(failure.kind()).isEqualTo(SetupException.Code.UNKNOWN_PROFILE);
    assertThat(failure).hasMessageContaining("nowhere").hasMessageContaining("lan");
    assertThat(failure.hint()).contains("profile create nowhere");
  }

  @Test
  void remembersTheProfileInUse() {
    assertThat(Profiles.inUse(home)).isEqualTo("default");

    Profiles.use(home, "test");

    assertThat(Profiles.inUse(home)).isEqualTo("test");
    assertThat(Profiles.list(home)).contains("default", "lan", "plain", "test");
  }

  @Test
  void saysWhatToDoWhereTheHomeCannotBeMade() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    SetupException failure =
        catchThrowableOfType(
            SetupException.class, () -> Profiles.open(new Home(file.resolve("home")), "default"));

    assertThat(failure.kind()).isEqualTo(SetupException.Code.HOME);
    assertThat(failure).hasMessageContaining(file.toString());
    assertThat(failure.hint()).contains("ROUNDHOUSE_HOME");
  }
}
