package dev.roundhouse.toolbox;

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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Engines of this machine, with a controller where none answers, from their start to their end: for
 * the commands that start them. They end with it, unless they were detached.
 */
final class ClusterStart implements AutoCloseable {

  private final Profile profile;
  private final Output output;
  private final EngineManager manager;
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private final boolean ownController;
  private Optional<Session> link = Optional.empty();

  /**
   * Looks for a controller; starts nothing.
   *
   * @param command who starts, for the run files
   * @throws CommandFailure none answers, and none can be started here, or a stranger listens
   */
  ClusterStart(Profile profile, Output output, String command) {
    this.profile = profile;
    this.output = output;
    boolean known = Reach.localController(profile).isPresent();
    this.ownController = !known && !Reach.listens(profile);
    if (ownController && !Reach.isHere(profile)) {
      throw Reach.noCluster(profile);
    }
    if (!known && !ownController && !Reach.ask(profile, cluster -> cluster.info().connected())) {
      throw Reach.strangerListens(profile);
    }
    this.manager =
        new EngineManager(profile, command + " " + ProcessHandle.current().pid(), new Talk());
  }

  /**
   * Starts them all at once and waits until they are ready.
   *
   * @param until ends the wait too
   * @throws dev.roundhouse.profile.SetupException one could not start
   */
  void start(int engines, CompletableFuture<?> until) {
    CompletableFuture<?> controller = CompletableFuture.completedFuture(null);
    if (ownController) {
      output.say("starting a controller at " + Reach.address(profile));
      controller = manager.startController();
      manager.controllerOver().thenAccept(over::complete);
    } else {
      output.say("a controller answers at " + Reach.address(profile));
    }
    output.say("starting " + engines + (engines == 1 ? " engine" : " engines"));
    CompletableFuture<?> ready = both(controller, manager.startEngines(engines));
    manager.enginesOver().thenAccept(this::enginesOver);
    await(CompletableFuture.anyOf(ready, over, until));
  }

  /** Whether a controller was started too. */
  boolean ownController() {
    return ownController;
  }

  /** Engines that were all stopped on purpose leave a controller for others. */
  private void enginesOver(boolean orderly) {
    if (!(ownController && orderly)) {
      over.complete(orderly);
    }
  }

  /** Completes when all is over and nothing is replaced: whether it was stopped on purpose. */
  CompletableFuture<Boolean> over() {
    return over.copy();
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
    document.put("address", Reach.address(profile));
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

  private static CompletableFuture<?> both(CompletableFuture<?> one, CompletableFuture<?> other) {
    CompletableFuture<Object> both = new CompletableFuture<>();
    CompletableFuture.allOf(one, other).thenAccept(done -> both.complete(true));
    // The first to fail tells it: the other may wait for the one that failed.
    BiConsumer<Object, Throwable> first =
        (done, thrown) -> {
          if (thrown != null) {
            both.completeExceptionally(thrown);
          }
        };
    one.whenComplete(first);
    other.whenComplete(first);
    return both;
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
  private final class Talk implements EngineManager.Watcher {

    @Override
    public void ready(Role role, int ready, int wanted) {
      output.say(role.text() + ": " + ready + " of " + wanted + " ready");
    }

    @Override
    public void exited(Role role, long pid, String how) {
      Objects.requireNonNull(role, "role");
      output.detail(role.text() + " (pid " + pid + "): " + how);
      if (role == Role.ENGINE && !ownController) {
        link().cluster().engineExited(pid, how);
      }
    }

    @Override
    public void said(String line) {
      output.say(line);
    }
  }
}
