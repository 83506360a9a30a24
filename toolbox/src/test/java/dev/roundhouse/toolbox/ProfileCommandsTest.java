package dev.roundhouse.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileCommandsTest {

  @TempDir Path directory;
  private Shell shell;
  private Home home;

  @BeforeEach
  void openShell() {
    shell = new Shell(directory);
    home = new Home(directory.resolve("home"));
  }

  @Test
  void aProfileIsMadeWithKeysThenChosenThenListed() throws IOException {
    Shell.Ran made = shell.run("profile", "create", "farm", "--from", "lan", "--json");
    assertThat(made.exit()).as(made.toString()).isEqualTo(ExitCode.DONE);
    assertThat(made.document()).containsEntry("name", "farm").containsEntry("extends", "lan");
    assertThat(OwnerOnly.isOwnerOnly(home.profiles().resolve("farm/security/keys.p12"))).isTrue();

    assertThat(shell.run("profile", "use", "farm", "--json").document())
        .containsEntry("inUse", "farm")
        .containsEntry("before", "default");
    assertThat(shell.run("profile", "use", "farm").exit()).isEqualTo(ExitCode.DONE);

    Map<String, Object> list = shell.run("profile", "list", "--json").document();
    assertThat(list).containsEntry("inUse", "farm");
    assertThat(rows(list, "profiles"))
        .extracting(row -> String.valueOf(row.get("name")), row -> String.valueOf(row.get("made")))
        .contains(tuple("farm", "true"), tuple("default", "false"));
    assertThat(shell.run("profile", "list").out()).contains("* farm", "changes lan");
  }

  @Test
  void everySettingIsShownWithItsPlace() throws IOException {
    Path file = Files.writeString(directory.resolve("mine.conf"), "roundhouse.attempts = 9\n");

    Shell.Ran text = shell.run("profile", "show", "mine.conf");
    Map<String, Object> json = shell.run("profile", "show", file.toString(), "--json").document();

    assertThat(text.out()).contains("roundhouse.attempts = 9").contains("mine.conf:1");
    assertThat(rows(json, "settings"))
        .anySatisfy(
            row -> {
              assertThat(row.get("key")).isEqualTo("roundhouse.attempts");
              assertThat(row.get("value")).isEqualTo(9);
              assertThat(row.get("where")).isEqualTo(file + ":1");
            });
    assertThat(shell.run("profile", "show", "--profile", "test").out()).contains("test.conf:");
  }

  @Test
  void allThatIsWrongWithAFileIsToldAtOnce() throws IOException {
    Files.writeString(
        directory.resolve("bad.conf"),
        "roundhouse {\n lease = soon\n nothing = 1\n tls = maybe\n}\n");

    Shell.Ran text = shell.run("profile", "check", "bad.conf");
    Shell.Ran json = shell.run("profile", "check", "bad.conf", "--json");

    assertThat(text.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(text.err()).contains("bad.conf:2", "bad.conf:3", "bad.conf:4");
    assertThat(json.error()).containsEntry("code", "invalid-profile");
    assertThat(rows(json.document(), "problems")).hasSize(3);
    assertThat(shell.run("profile", "check", "lan", "--json").document())
        .containsEntry("valid", true);
  }

  @Test
  void aProfileIsCarriedToAnotherHomeWithAWarningOfItsKeys() {
    shell.run("profile", "create", "farm", "--from", "lan");
    Shell.Ran wrote = shell.run("profile", "export", "farm.zip", "--profile", "farm");
    assertThat(wrote.exit()).as(wrote.toString()).isEqualTo(ExitCode.DONE);
    assertThat(wrote.err()).contains("keys").contains("can run code");
    assertThat(wrote.err()).contains("roundhouse.controller.host is not set");

    Shell other = new Shell(directory, directory.resolve("other-home"));
    assertThat(other.run("profile", "import", "farm.zip", "--json").document())
        .containsEntry("profile", "farm")
        .containsEntry("keys", true);

    shell.run("profile", "use", "farm");
    assertThat(shell.run("profile", "export", "farm.zip").exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(shell.run("profile", "export", "farm.zip", "--force").exit())
        .isEqualTo(ExitCode.DONE);
    assertThat(other.run("profile", "import", "farm.zip", "--json").error())
        .containsEntry("code", "profile-exists");
    assertThat(other.run("profile", "import", "farm.zip", "--force").exit())
        .isEqualTo(ExitCode.DONE);
    assertThat(other.run("profile", "import", "farm.zip", "--name", "b2").exit())
        .isEqualTo(ExitCode.DONE);
    assertThat(Profiles.list(new Home(directory.resolve("other-home")))).contains("farm", "b2");
  }

  @Test
  void aProfileIsNotReplacedUnderItsRunningProcesses() {
    shell.run("profile", "create", "farm");
    shell.run("profile", "export", "farm.zip", "--profile", "farm");
    RunFiles.of(Profiles.open(home, "farm"))
        .write(RunFile.ofThisProcess(Role.ENGINE, "e1", "127.0.0.1:1", "farm"));

    Shell.Ran refused = shell.run("profile", "import", "farm.zip", "--force");

    assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("e1").contains("shutdown --profile farm");
  }

  @Test
  void schemesAreListedEnabledDisabledAndSizedForGood() {
    assertThat(shell.run("schemes").out()).contains("cluster", "multiprocessing", "threading");
    assertThat(shell.run("schemes").out()).isEqualTo(shell.run("schemes", "list").out());

    assertThat(scheme(shell.run("schemes", "enable", "cluster", "--json"), "cluster"))
        .containsEntry("enabled", true);
    assertThat(
            scheme(
                shell.run("schemes", "set", "threading", "size=3", "priority=10", "--json"),
                "threading"))
        .containsEntry("size", 3)
        .containsEntry("priority", 10);
    shell.run("schemes", "disable", "multiprocessing");

    Shell.Ran after = shell.run("schemes", "--json");
    assertThat(scheme(after, "cluster")).containsEntry("enabled", true);
    assertThat(scheme(after, "multiprocessing")).containsEntry("enabled", false);
    assertThat(rows(after.document(), "schemes"))
        .extracting(row -> String.valueOf(row.get("name")))
        .containsExactly("threading", "cluster", "multiprocessing");
    assertThat(shell.run("profile", "show").out()).contains("choices.conf:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profile",
        "profile create",
        "profile create a/b",
        "profile create default --from nowhere",
        "profile use nobody",
        "profile show nobody",
        "profile check nowhere.conf",
        "profile export",
        "profile export no/such/directory.zip",
        "profile import nothing.zip",
        "schemes enable quantum",
        "schemes enable",
        "schemes set threading",
        "schemes set threading colour=red",
        "schemes set threading size=many",
        "schemes set threading size=-1",
        "schemes surplus"
      })
  void wrongUsesAreCodeTwoAsTextAndAsADocument(String line) {
    Shell.Ran text = shell.run(line.split(" "));
    Shell.Ran json = shell.run((line + " --json").split(" "));

    assertThat(text.exit()).as(text.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).startsWith("error: ").doesNotContain("\tat ");
    assertThat(json.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(json.error()).containsKeys("code", "message", "hint");
  }

  private static Map<String, Object> scheme(Shell.Ran ran, String name) {
    return rows(ran.document(), "schemes").stream()
        .filter(row -> name.equals(row.get("name")))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(Map<String, Object> document, String key) {
    return (List<Map<String, Object>>) document.get(key);
  }
}
