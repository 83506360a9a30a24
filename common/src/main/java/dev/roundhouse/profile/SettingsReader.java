package dev.roundhouse.profile;

import com.typesafe.config.Config;
import dev.roundhouse.module.Durations;
import dev.roundhouse.profile.Settings.CacheSettings;
import dev.roundhouse.profile.Settings.ChildSettings;
import dev.roundhouse.profile.Settings.ClientSettings;
import dev.roundhouse.profile.Settings.ControllerSettings;
import dev.roundhouse.profile.Settings.EngineScheme;
import dev.roundhouse.profile.Settings.EngineSettings;
import dev.roundhouse.profile.Settings.HistorySettings;
import dev.roundhouse.profile.Settings.Limits;
import dev.roundhouse.profile.Settings.Membership;
import dev.roundhouse.profile.Settings.ProcessSettings;
import dev.roundhouse.profile.Settings.SchemeSettings;
import dev.roundhouse.profile.Settings.Schemes;
import dev.roundhouse.profile.Settings.ShutdownRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes {@link Settings} of layered files, or tells everything that is wrong with them. */
final class SettingsReader {

  private static final Duration NONE = Duration.ZERO;
  private static final Duration BRIEF = Duration.ofMillis(10);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  private final List<SettingProblem> problems = new ArrayList<>();
  private final Config config;
  private final Config defaults;
  private final KeyReader keys;

  /**
   * Starts a reading.
   *
   * @param config all layers, resolved
   * @param defaults the lowest layer, which has every key
   */
  SettingsReader(Config config, Config defaults) {
    this.config = config;
    this.defaults = defaults;
    this.keys = new KeyReader(config, defaults, problems);
  }

  /** What the files say; to be used only where {@link #problems} is empty. */
  Settings read() {
    rejectUnknownKeys();
    keys.text("roundhouse.extends");
    Settings settings =
        new Settings(
            keys.flag("roundhouse.tls"),
            keys.choice("roundhouse.shutdown", ShutdownRule.class),
            keys.duration("roundhouse.lease", Duration.ofMillis(200)),
            keys.duration("roundhouse.heartbeat", BRIEF),
            keys.duration("roundhouse.cancel-grace", NONE),
            keys.number("roundhouse.attempts", 1, 100),
            controller(),
            engine(),
            client(),
            new Schemes(scheme("cluster"), scheme("multiprocessing"), scheme("threading")),
            children(),
            processes(),
            membership(),
            limits(),
            cache(),
            history());
    checkTogether(settings);
    return settings;
  }

  /** All that was wrong, in the order in which it was found. */
  List<SettingProblem> problems() {
    return List.copyOf(problems);
  }

  private ControllerSettings controller() {
    return new ControllerSettings(
        host("roundhouse.controller.host"),
        keys.number("roundhouse.controller.port", 0, 65_535),
        host("roundhouse.controller.bind-host"),
        keys.number("roundhouse.controller.bind-port", 0, 65_535),
        keys.number("roundhouse.controller.client-window", 1, 1_000_000),
        keys.number("roundhouse.controller.engine-window", 1, 100_000),
        keys.duration("roundhouse.controller.shutdown-deadline", NONE));
  }

  private EngineSettings engine() {
    return new EngineSettings(
        keys.number("roundhouse.engine.slots", 0, 10_000),
        keys.texts("roundhouse.engine.labels"),
        keys.choice("roundhouse.engine.scheme", EngineScheme.class),
        host("roundhouse.engine.host"),
        host("roundhouse.engine.bind-host"),
        keys.ports("roundhouse.engine.port-range"),
        keys.size("roundhouse.engine.heap", 0));
  }

  private ClientSettings client() {
    return new ClientSettings(
        host("roundhouse.client.host"),
        host("roundhouse.client.bind-host"),
        keys.ports("roundhouse.client.port-range"),
        keys.duration("roundhouse.client.connect-timeout", BRIEF),
        keys.duration("roundhouse.client.hello-interval", BRIEF));
  }

  /** An address of IPv6 may stand in brackets. */
  private String host(String key) {
    return HostPort.plain(keys.text(key).strip());
  }

  private SchemeSettings scheme(String name) {
    String path = "roundhouse.schemes." + name;
    return new SchemeSettings(
        keys.flag(path + ".enabled"),
        keys.number(path + ".size", 0, 100_000),
        keys.number(path + ".priority", 0, 1_000_000));
  }

  private ChildSettings children() {
    return new ChildSettings(
        keys.size("roundhouse.children.heap", 0),
        keys.texts("roundhouse.children.options"),
        Optional.of(keys.text("roundhouse.children.directory"))
            .filter(text -> !text.isEmpty())
            .map(Path::of),
        keys.variables("roundhouse.children.environment"),
        keys.number("roundhouse.children.tasks", 0, Integer.MAX_VALUE),
        keys.size("roundhouse.children.heap-growth", 0),
        keys.duration("roundhouse.children.start-timeout", BRIEF));
  }

  private ProcessSettings processes() {
    return new ProcessSettings(
        keys.duration("roundhouse.processes.start-timeout", BRIEF),
        keys.duration("roundhouse.processes.stop-timeout", NONE),
        keys.number("roundhouse.processes.replacements", 0, 1_000),
        keys.duration("roundhouse.processes.pause", NONE),
        keys.duration("roundhouse.processes.max-pause", NONE));
  }

  private Membership membership() {
    return new Membership(
        keys.duration("roundhouse.membership.failure-pause", Duration.ofMillis(100)),
        keys.duration("roundhouse.membership.grace", NONE),
        keys.number("roundhouse.membership.orphan-leases", 1, 1_000),
        keys.duration("roundhouse.membership.join-timeout", NONE));
  }

  private Limits limits() {
    return new Limits(
        keys.smallSize("roundhouse.limits.frame", 256 * 1024),
        keys.duration("roundhouse.limits.resend-after", BRIEF));
  }

  private CacheSettings cache() {
    return new CacheSettings(
        keys.flag("roundhouse.cache.enabled"),
        keys.flag("roundhouse.cache.disk"),
        keys.size("roundhouse.cache.size", 0),
        keys.size("roundhouse.cache.memory", 0));
  }

  private HistorySettings history() {
    return new HistorySettings(
        keys.flag("roundhouse.history.enabled"),
        keys.smallSize("roundhouse.history.output", 0),
        keys.number("roundhouse.history.runs", 0, 100_000_000));
  }

  private void rejectUnknownKeys() {
    Set<String> known = new TreeSet<>();
    defaults.entrySet().forEach(entry -> known.add(entry.getKey()));
    config.entrySet().stream()
        .filter(entry -> !known.contains(entry.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> keys.problem(entry.getKey(), unknown(entry.getKey(), known)));
  }

  private String unknown(String key, Set<String> known) {
    if (known.stream().anyMatch(name -> name.startsWith(key + "."))) {
      return "is one value, expected an object with " + children(key, known);
    }
    if (known.stream().anyMatch(name -> key.startsWith(name + "."))) {
      return "is below a setting that has one value";
    }
    String parent = key;
    do {
      int dot = parent.lastIndexOf('.');
      parent = dot < 0 ? "" : parent.substring(0, dot);
    } while (children(parent, known).isEmpty());
    String place = parent.isEmpty() ? "at the top" : "in " + parent;
    return "no setting has this name; " + place + " there are " + children(parent, known);
  }

  private static String children(String parent, Set<String> known) {
    String prefix = parent.isEmpty() ? "" : parent + ".";
    Set<String> names = new TreeSet<>();
    for (String name : known) {
      if (name.startsWith(prefix)) {
        String rest = name.substring(prefix.length());
        names.add(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest);
      }
    }
    return String.join(", ", names);
  }

  private void checkTogether(Settings settings) {
    if (settings.lease().compareTo(settings.heartbeat().multipliedBy(2)) < 0) {
      keys.problem(
          "roundhouse.lease",
          "is shorter than two heartbeats (" + Durations.text(settings.heartbeat()) + " each)");
    }
    if (!settings.tls()) {
      requireLoopback("roundhouse.controller.host", settings.controller().host(), false);
      requireLoopback("roundhouse.controller.bind-host", settings.controller().bindHost(), true);
      requireLoopback("roundhouse.engine.host", settings.engine().host(), true);
      requireLoopback("roundhouse.engine.bind-host", settings.engine().bindHost(), true);
      requireLoopback("roundhouse.client.host", settings.client().host(), true);
      requireLoopback("roundhouse.client.bind-host", settings.client().bindHost(), true);
    }
  }

  private void requireLoopback(String key, String host, boolean emptyAllowed) {
    if (!(LOOPBACK.contains(host) || (emptyAllowed && host.isEmpty()))) {
      keys.problem(
          key,
          "is \""
              + host
              + "\", expected 127.0.0.1 where roundhouse.tls is off: without TLS"
              + " everybody who reaches the port can run code");
    }
  }
}
