package dev.roundhouse.toolbox;

import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.client.EngineManager;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.process.OwnedProcess;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Engines of this machine, with a controller where none answers, from their start to their end: for
 * the commands that start them. They end with it, unless they were detached.
 */
final class ClusterStart implements AutoCloseable {

  private final Profile profile;
  private final EngineManager manager;
  private Optional<Session> link = Optional.empty();

  /**
   * Starts nothing yet.
   *
   * @param command who starts, for the run files
   */
  ClusterStart(Profile profile, Output output, String command) {
    this.profile = profile;
    this.manager =
        new EngineManager(
            profile,
            command + " " + ProcessHandle.current().pid(),
            new Talk(output),
            (pid, how) -> link().cluster().engineExited(pid, how));
  }

  /**
   * Starts them all at once and waits until they are ready.
   *
   * @param until ends the wait too
   * @throws dev.roundhouse.RoundhouseException no controller answers and none can be started here,
   *     or one could not start
   */
  void start(int engines, CompletableFuture<?> until) {
    await(CompletableFuture.anyOf(manager.start(engines), manager.over(), until));
  }

  /** Completes when all is over and nothing is replaced: whether it was stopped on purpose. */
  CompletableFuture<Boolean> over() {
    return manager.over();
  }

  /**
   * Lets them live on.
   *
   * @return what was let go, as {@link #document} tells it
   */
  Map<String, @Nullable Object> detach() {
    Map<String, @Nullable Object> document = document(true);
    manager.detach();
    return document;
  }

  /** What is there and was started here. */
  Map<String, @Nullable Object> document() {
    return document(false);
  }

  private Map<String, @Nullable Object> document(boolean detached) {
    List<OwnedProcess> processes = manager.processes();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("address", new ControllerSite(profile).address());
    document.put("controller", of(Role.CONTROLLER, processes).stream().findFirst().orElse(null));
    document.put("engines", of(Role.ENGINE, processes));
    document.put("detached", detached);
    return document;
  }

  private List<Map<String, Object>> of(Role role, List<OwnedProcess> processes) {
    List<RunFile> files = RunFiles.of(profile).live();
    return processes.stream()
        .filter(process -> process.role() == role)
        .map(process -> process(process, files))
        .toList();
  }

  private static Map<String, Object> process(OwnedProcess process, List<RunFile> files) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (process.role() == Role.ENGINE) {
      files.stream()
          .filter(file -> file.pid() == process.pid())
          .findFirst()
          .ifPresent(file -> map.put("id", file.id()));
    }
    map.put("pid", process.pid());
    map.put("log", process.log().toString());
    return map;
  }

  @Override
  public void close() {
    try {
      manager.close();
    } finally {
      closeLink();
    }
  }

  private synchronized void closeLink() {
    link.ifPresent(Session::close);
  }

  /** The way to somebody else's controller, made when there is something to tell it. */
  private synchronized Session link() {
    Session session = link.orElseGet(() -> Session.open(new SessionOptions(profile)));
    link = Optional.of(session);
    return session;
  }

  private static void await(CompletableFuture<?> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
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
