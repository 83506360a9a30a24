package dev.roundhouse.toolbox;

import dev.roundhouse.client.EngineManager;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.process.OwnedProcess;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.SetupException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a controller, where none answers, and engines. */
@Command(
    name = "start",
    description = "Starts a controller, where none answers, and engines on this machine.")
final class StartCommand implements ToolboxCommand {

  @Option(
      names = {"-n", "--engines"},
      paramLabel = "N",
      description = "How many engines. Default: one a core.")
  private int count = Runtime.getRuntime().availableProcessors();

  @Option(names = "--detach", description = "Return when they are ready, and leave them running.")
  private boolean detach;

  @Override
  public ExitCode run(CommandContext context) {
    if (count < 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "usage", "-n is " + count + ", expected at least 1", "");
    }
    Profile profile = context.profile();
    Output output = context.output();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    EngineManager manager =
        new EngineManager(profile, "start " + ProcessHandle.current().pid(), new Talk(output));
    try (Interruption interruption = Interruption.listen(() -> ended.complete(true));
        manager) {
      Optional<ExitCode> early = bringUp(context, profile, manager, ended);
      if (early.isPresent()) {
        return early.get();
      }
      boolean orderly = ended.join();
      if (interruption.fired()) {
        output.say("ending what was started");
        return ExitCode.INTERRUPTED;
      }
      output.say(orderly ? "the cluster was shut down" : "what was started has died");
      return orderly ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** Starts all and says so; an exit code where the command is done then. */
  private Optional<ExitCode> bringUp(
      CommandContext context,
      Profile profile,
      EngineManager manager,
      CompletableFuture<Boolean> ended) {
    Optional<RunFile> there = Reach.localController(profile);
    boolean own = there.isEmpty() && !Reach.listens(profile);
    if (own) {
      context.output().say("starting a controller at " + Reach.address(profile));
      await(manager.startController(), ended);
      manager.controllerOver().thenAccept(ended::complete);
    } else {
      requireController(profile);
      context.output().say("a controller answers already at " + Reach.address(profile));
    }
    context.output().say("starting " + count + (count == 1 ? " engine" : " engines"));
    await(manager.startEngines(count), ended);
    manager.enginesOver().thenAccept(ended::complete);
    if (ended.isDone()) {
      return Optional.empty();
    }
    List<OwnedProcess> processes = manager.processes();
    if (detach) {
      manager.detach();
    }
    context.output().result(document(profile, processes), text(profile, processes));
    return detach ? Optional.of(ExitCode.DONE) : Optional.empty();
  }

  /** Somebody listens at the address: it must be a controller with this profile's keys. */
  private static void requireController(Profile profile) {
    boolean connected;
    try (Session session = Session.open(new SessionOptions(profile))) {
      connected = session.cluster().info().connected();
    }
    if (!connected) {
      throw new SetupException(
          SetupException.Code.PORT,
          "somebody listens at "
              + Reach.address(profile)
              + ", but no controller with this profile's keys answers there",
          "end that process, or set roundhouse.controller.port to another port in the profile");
    }
  }

  /** Waits for processes to be ready, or for the command to be interrupted. */
  private static void await(CompletableFuture<?> ready, CompletableFuture<Boolean> ended) {
    try {
      CompletableFuture.anyOf(ready, ended).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SetupException known) {
        throw known;
      }
      throw e;
    }
  }

  private Map<String, @Nullable Object> document(Profile profile, List<OwnedProcess> processes) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("address", Reach.address(profile));
    document.put(
        "controller",
        processes.stream()
            .filter(process -> process.role() == Role.CONTROLLER)
            .map(StartCommand::process)
            .findFirst()
            .orElse(null));
    document.put(
        "engines",
        processes.stream()
            .filter(process -> process.role() == Role.ENGINE)
            .map(StartCommand::process)
            .toList());
    document.put("detached", detach);
    return document;
  }

  private static Map<String, Object> process(OwnedProcess process) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pid", process.pid());
    map.put("log", process.log().toString());
    return map;
  }

  private String text(Profile profile, List<OwnedProcess> processes) {
    long engines = processes.stream().filter(process -> process.role() == Role.ENGINE).count();
    return "ready: controller at "
        + Reach.address(profile)
        + ", "
        + engines
        + (engines == 1 ? " engine" : " engines")
        + (detach ? "; end them with: roundhouse shutdown" : "; Ctrl-C ends them");
  }

  /** Passes on what the manager tells. */
  private record Talk(Output output) implements EngineManager.Watcher {

    @Override
    public void ready(Role role, int ready, int wanted) {
      output.say(role.text() + ": " + ready + " of " + wanted + " ready");
    }

    @Override
    public void exited(Role role, long pid, String how) {
      output.detail(role.text() + " (pid " + pid + "): " + how);
    }

    @Override
    public void said(String line) {
      output.say(line);
    }
  }
}
