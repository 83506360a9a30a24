package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import dev.roundhouse.dist.Hosts.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of profile {@code farm}, handled by commands as the person who keeps it does: the
 * controller on alpha, engines on beta and gamma.
 */
final class Farm {

  private static final Duration BOUND = Duration.ofSeconds(180);
  private static final int SLOTS = 2;
  private static final int LARGE = 200_000;

  private final Hosts hosts;
  private final Path folder;
  private final Map<Host, Command> processes = new HashMap<>();

  Farm(Hosts hosts, Path folder) {
    this.hosts = hosts;
    this.folder = folder;
  }

  /**
   * Makes the profile on alpha and carries it to the others.
   *
   * @return the controller's address, as the others are told it
   */
  String carry(String controllerHost) throws Exception {
    Host alpha = hosts.alpha();
    done(alpha, "profile", "create", "farm", "--from", "lan");
    settings(alpha, "roundhouse.controller.host = \"" + controllerHost + "\"");
    settings(alpha, "roundhouse.engine.slots = " + SLOTS);
    String zip = folder.resolve("farm.zip").toString();
    done(alpha, "profile", "export", zip, "--profile", "farm");
    String address = "";
    for (Host host : List.of(hosts.beta(), hosts.gamma())) {
      Command taken = done(host, "profile", "import", zip, "--json");
      address = String.valueOf(taken.json().get("address"));
    }
    return address;
  }

  /** Changes the profile on one host. */
  static void settings(Host host, String more) throws IOException {
    Path file = host.commands().home.resolve("profiles/farm/profile.conf");
    Files.writeString(file, more + "\n", StandardOpenOption.APPEND);
  }

  void startAll() throws Exception {
    start(hosts.alpha(), "controller");
    start(hosts.beta(), "engine");
    start(hosts.gamma(), "engine");
    awaitEngines();
  }

  void start(Host host, String... words) throws IOException {
    processes.put(host, host.commands().start(ofFarm(words)));
  }

  void awaitEngines() throws Exception {
    done(hosts.alpha(), "info", "--wait", "120s", "--engines", "2", "--profile", "farm");
  }

  /** The controller or the engine of a host. */
  Command process(Host host) {
    return processes.get(host);
  }

  /** How often the host's engine was admitted: once in each of its lives. */
  long registrations(Host host) {
    return said(process(host)).lines().filter(line -> line.contains("registered as")).count();
  }

  /** A command that succeeds. */
  Command done(Host host, String... words) throws Exception {
    boolean named = words[0].equals("profile") || List.of(words).contains("--profile");
    Command command = host.commands().start(named ? words : ofFarm(words));
    assertThat(command.exitCode(BOUND)).as("said: %s", command.said()).isZero();
    return command;
  }

  private static String[] ofFarm(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--profile", "farm"));
    return all.toArray(String[]::new);
  }

  /** The hosts that have an engine, as one of them sees it. */
  List<String> engineHosts(Host from) {
    try {
      List<String> names = new ArrayList<>();
      for (Object engine : (List<?>) done(from, "info", "--json").json().get("engines")) {
        names.add(String.valueOf(((Map<?, ?>) engine).get("host")));
      }
      return names;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A run of so many tasks, each of which waits so long; some of them run. */
  Command naps(Host host, int tasks, int seconds) throws Exception {
    String all =
        IntStream.range(0, tasks)
            .mapToObj(i -> "[ sh, -c, \"sleep " + seconds + "; echo " + i + "\" ]")
            .collect(Collectors.joining(", "));
    Command run = run(host, "nap { type = command, inputs { args = [ " + all + " ] } }");
    Commands.await(run, BOUND, "tasks run", () -> said(run).contains("nap: running"));
    return run;
  }

  private Command run(Host host, String module) throws IOException {
    Path file = Files.createTempFile(folder, "run-", ".conf");
    Files.writeString(file, "modules { " + module + " }");
    String[] words = {"run", file.toString(), "--schemes", "cluster", "--no-cache", "--json"};
    return host.commands().start(ofFarm(words));
  }

  /** The document of a run that ends well. */
  Map<String, Object> succeeded(Command run) throws Exception {
    assertThat(run.exitCode(BOUND)).as("said: %s", run.said()).isZero();
    assertThat(run.json()).containsEntry("status", "succeeded");
    return run.json();
  }

  /** For as long as something is to last; the run goes on meanwhile. */
  static void lasts(Command run, Duration time) throws Exception {
    boolean ended = run.process().waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(ended).as("the run ended meanwhile; it said: %s", run.said()).isFalse();
  }

  /** Large values go to engines and back, directly between the processes. */
  void assertValuesGoAllWays(Host client) throws Exception {
    String x = "x".repeat(LARGE);
    List<String> texts = List.of("1" + x, "2" + x, "3" + x, "4" + x);
    String stdin = "[ \"" + String.join("\", \"", texts) + "\" ]";
    Command run =
        run(client, "big { type = command, inputs { args = [ cat ], stdin = " + stdin + " } }");
    Map<?, ?> outputs = (Map<?, ?>) ((Map<?, ?>) succeeded(run).get("outputs")).get("big");
    assertThat(outputs.get("stdout")).isEqualTo(texts);
  }

  private static String said(Command command) {
    try {
      return command.said();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
