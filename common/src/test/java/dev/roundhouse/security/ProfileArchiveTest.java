package dev.roundhouse.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.roundhouse.profile.Choices;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileArchiveTest {

  @TempDir Path temporary;
  private Home here;
  private Home there;
  private Path zip;

  @BeforeEach
  void makeHomes() {
    here = new Home(temporary.resolve("here"));
    there = new Home(temporary.resolve("there"));
    zip = temporary.resolve("p.zip");
  }

  @Test
  void carriesSettingsAndKeysForTheirOwnerOnly() throws IOException {
    Profile profile = Profiles.create(here, "farm", "lan");
    Choices.keep(profile, Map.of("roundhouse.engine.slots", 7));
    ProfileArchive.of(profile).write(zip);

    Profile carried = ProfileArchive.read(zip).install(there, "farm");

    assertThat(OwnerOnly.isOwnerOnly(zip)).isTrue();
    assertThat(carried.settings().controller()).isEqualTo(profile.settings().controller());
    assertThat(carried.settings().engine().slots()).as("choices stay where they are").isZero();
    assertThat(Keys.open(carried).fingerprint()).isEqualTo(Keys.open(profile).fingerprint());
    try (Stream<Path> all = Files.walk(carried.directory())) {
      for (Path path : all.toList()) {
        assertThat(OwnerOnly.isOwnerOnly(path)).as(path.toString()).isTrue();
      }
    }
    assertThat(there.profiles().toFile().list()).as("no drafts").containsExactly("farm");
  }

  @Test
  void aShippedProfileChangesTheSameOneUnderAnotherName() throws IOException {
    ProfileArchive.of(Profiles.open(here, "test")).write(zip);

    Profile carried = ProfileArchive.read(zip).install(there, "other");

    assertThat(Profiles.base(carried)).isEqualTo("test");
    assertThat(carried.settings().lease())
        .isEqualTo(Profiles.open(here, "test").settings().lease());
  }

  @Test
  void aProfileWithoutTlsHasNoKeysToCarry() throws IOException {
    ProfileArchive archive = ProfileArchive.of(Profiles.open(here, "plain"));
    archive.write(zip);

    assertThat(archive.hasKeys()).isFalse();
    assertThat(ProfileArchive.read(zip).install(there, "plain").security()).doesNotExist();
  }

  @Test
  void replacesSettingsAndKeysButNotWhatIsTheMachinesOwn() throws IOException {
    Profile former = Profiles.create(there, "farm", "default");
    String formerKeys = Keys.open(former).fingerprint();
    Path log = former.log().resolve("engine.log");
    OwnerOnly.createDirectories(former.log());
    OwnerOnly.write(log, "said");
    Profile profile = Profiles.create(here, "farm", "lan");
    ProfileArchive.of(profile).write(zip);

    Profile carried = ProfileArchive.read(zip).install(there, "farm");

    assertThat(Keys.open(carried).fingerprint())
        .isEqualTo(Keys.open(profile).fingerprint())
        .isNotEqualTo(formerKeys);
    assertThat(Profiles.base(carried)).isEqualTo("lan");
    assertThat(log).hasContent("said");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "farm/../../evil",
        "../farm/profile.conf",
        "/farm/profile.conf",
        "farm\\profile.conf",
        "farm/security/../profile.conf",
        "farm/log/engine.log",
        "profile.conf",
        "farm/run/controller-1.json",
        "other/security/password"
      })
  void refusesEveryEntryButItsOwn(String entry) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("farm/profile.conf", "");
    files.put(entry, "x");
    zip(files);

    assertThat(refused()).hasMessageContaining("\"" + entry + "\"");
    assertThat(temporary.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesWhatIsTooLargeHoweverWellItIsPacked() throws IOException {
    zip(Map.of("farm/profile.conf", " ".repeat(2 << 20)));

    assertThat(refused()).hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void refusesWhatIsNoArchiveAndOneWithoutSettings() throws IOException {
    Files.writeString(zip, "no archive");
    assertThat(refused()).hasMessageContaining("profile.conf");
    zip(Map.of("farm/security/password", "x"));
    assertThat(refused()).hasMessageContaining("profile.conf");
  }

  @Test
  void changesNothingWhereSettingsAreWrongOrKeysAreMissingOrBroken() throws IOException {
    for (Map<String, String> files :
        List.of(
            Map.of("farm/profile.conf", "roundhouse.lease = soon"),
            Map.of("farm/profile.conf", "roundhouse.attempts = 2"),
            Map.of(
                "farm/profile.conf", "",
                "farm/security/keys.p12", "no keys",
                "farm/security/password", "secret"))) {
      zip(files);

      SetupException failure =
          catchThrowableOfType(
              SetupException.class, () -> ProfileArchive.read(zip).install(there, "farm"));

      assertThat(failure).as(files.toString()).isNotNull();
      assertThat(there.profiles().toFile().list()).isEmpty();
    }
  }

  private SetupException refused() {
    SetupException failure =
        catchThrowableOfType(SetupException.class, () -> ProfileArchive.read(zip));
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(SetupException.Code.INVALID_PROFILE);
    return failure;
  }

  private void zip(Map<String, String> files) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
  }
}
