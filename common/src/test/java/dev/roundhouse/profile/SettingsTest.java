package dev.roundhouse.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path directory;

  @Test
  void hasTheDocumentedDefaults() throws IOException {
    Settings settings = read("");

    assertThat(settings.tls()).isTrue();
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.cancelGrace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.attempts()).isEqualTo(3);
    assertThat(settings.shutdown()).isEqualTo(Settings.ShutdownRule.ALLOWED);
    assertThat(settings.engine().slots()).isEqualTo(1);
    assertThat(settings.engine().scheme()).isEqualTo(Settings.EngineScheme.THREADING);
    assertThat(settings.client().portRange()).isEqualTo(PortRange.ANY);
    assertThat(settings.limits().frame()).isEqualTo(256 * 1024);
    assertThat(settings.schemes().cluster()).isEqualTo(new Settings.SchemeSettings(false, 0, 50));
    assertThat(settings.schemes().multiprocessing())
        .isEqualTo(new Settings.SchemeSettings(true, 0, 100));
    assertThat(settings.schemes().threading()).isEqualTo(new Settings.SchemeSettings(true, 0, 200));
  }

  @Test
  void refusesAWrongTypeForEveryKey() throws IOException {
    Config reference =
        ConfigFactory.parseURL(
            Objects.requireNonNull(Settings.class.getResource("reference.conf")));
    for (var entry : reference.entrySet()) {
      String key = entry.getKey();
      boolean text =
          entry.getValue().valueType() == ConfigValueType.STRING
              && !key.matches(".*(shutdown|scheme|lease|heartbeat|port-range)$");
      String wrong = text ? "[ 1 ]" : "{ wrong = \"?\" }";

      List<SettingProblem> problems = problems(key + " = " + wrong);

      assertThat(problems).as(key).anyMatch(problem -> problem.key().startsWith(key));
    }
  }

  @Test
  void readsEveryKey() throws IOException {
    Map<String, String> changed =
        Map.of(
            "roundhouse.shutdown", "protected",
            "roundhouse.lease", "20s",
            "roundhouse.client.port-range", "\"26000-26099\"",
            "roundhouse.engine.scheme", "multiprocessing",
            "roundhouse.schemes.threading.size", "7",
            "roundhouse.limits.frame", "512 KiB",
            "roundhouse.cache.disk", "off",
            "roundhouse.cache.memory", "1 MiB",
            "roundhouse.cache.size", "3 GiB");
    StringBuilder file = new StringBuilder();
    changed.forEach((key, value) -> file.append(key).append(" = ").append(value).append('\n'));

    Settings settings = read(file.toString());

    assertThat(settings.shutdown()).isEqualTo(Settings.ShutdownRule.PROTECTED);
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.client().portRange()).isEqualTo(new PortRange(26_000, 26_099));
    assertThat(settings.engine().scheme()).isEqualTo(Settings.EngineScheme.MULTIPROCESSING);
    assertThat(settings.schemes().threading().size()).isEqualTo(7);
    assertThat(settings.limits().frame()).isEqualTo(512 * 1024);
    assertThat(settings.cache())
        .isEqualTo(new Settings.CacheSettings(true, false, 3L << 30, 1L << 20));
  }

  @Test
  void tellsAllProblemsTogetherEachWithFileLineAndKey() throws IOException {
    List<SettingProblem> problems =
        problems(
            """
            roundhouse {
              lease = soon
              atempts = 3
              engine { slots = -1, colour = red }
              controller.port = 99999
              client = none
              heartbeat = 5
            }
            other = 1
            """);

    String file = directory.resolve("p.conf").toString();
    assertThat(problems)
        .extracting(SettingProblem::where, SettingProblem::key)
        .contains(
            tuple(file + ":2", "roundhouse.lease"),
            tuple(file + ":3", "roundhouse.atempts"),
            tuple(file + ":4", "roundhouse.engine.slots"),
            tuple(file + ":4", "roundhouse.engine.colour"),
            tuple(file + ":5", "roundhouse.controller.port"),
            tuple(file + ":6", "roundhouse.client"),
            tuple(file + ":7", "roundhouse.heartbeat"),
            tuple(file + ":9", "other"));
    assertThat(problems).hasSize(8);
  }

  @Test
  void namesTheLineOfBrokenSyntax() throws IOException {
    assertThat(problems("roundhouse {\n  lease = 10s\n"))
        .singleElement()
        .extracting(SettingProblem::where)
        .asString()
        .startsWith(directory.resolve("p.conf") + ":");
  }

  @Test
  void refusesAnUnknownBaseAndAnUnresolvedReference() throws IOException {
    assertThat(problems("roundhouse.extends = moon"))
        .singleElement()
        .asString()
        .contains("moon", "plain");
    assertThat(problems("roundhouse.attempts = ${nowhere.at-all}"))
        .singleElement()
        .asString()
        .contains("nowhere.at-all");
  }

  @Test
  void allowsPlainTextOnLoopbackOnly() throws IOException {
    assertThat(problems("roundhouse { tls = off, controller.bind-host = 0.0.0.0 }"))
        .extracting(SettingProblem::key)
        .containsExactly("roundhouse.controller.bind-host");
    assertThat(read("roundhouse { tls = off }").tls()).isFalse();
  }

  @Test
  void wantsALeaseOfTwoHeartbeats() throws IOException {
    assertThat(problems("roundhouse { lease = 10s, heartbeat = 6s }"))
        .extracting(SettingProblem::key)
        .containsExactly("roundhouse.lease");
  }

  private Settings read(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("p.conf"), content);
    return Layers.read("p", file, directory.resolve("choices.conf"), Map.of());
  }

  private List<SettingProblem> problems(String content) {
    return catchThrowableOfType(SetupException.class, () -> read(content)).problems();
  }
}
