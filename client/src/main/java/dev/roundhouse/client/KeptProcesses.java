package dev.roundhouse.client;

import dev.roundhouse.module.Durations;
import dev.roundhouse.process.OwnedProcess;
import dev.roundhouse.process.ProcessEnd;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.SetupException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Processes of one role that are kept alive: carries out what {@link EngineFleet} decides. All
 * state belongs to one thread of its own, but for the processes, which anybody may look at.
 */
final class KeptProcesses {

  /** Starts one process; may throw {@link SetupException}. */
  @FunctionalInterface
  interface Launcher {
    OwnedProcess launch();
  }

  private final Role role;
  private final Launcher launcher;
  private final EngineManager.Watcher watcher;
  private final InstantSource clock;
  private final EngineFleet fleet;
  private final ScheduledExecutorService loop;
  private final Map<Integer, OwnedProcess> processes = new ConcurrentSkipListMap<>();
  private final Map<Integer, String> complaints = new LinkedHashMap<>();
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private final Map<Integer, String> addresses = new LinkedHashMap<>();
  private final Map<Integer, Integer> placeOf = new HashMap<>();
  private final List<Growth> growths = new ArrayList<>();
  private int wanted;
  private boolean released;

  /** Places that were asked for together, and those of them that were never ready yet. */
  private record Growth(Set<Integer> missing, CompletableFuture<List<String>> ready) {}

  KeptProcesses(
      Role role,
      Launcher launcher,
      EngineManager.Watcher watcher,
      ReplacementRules rules,
      InstantSource clock) {
    this.role = Objects.requireNonNull(role, "role");
    this.launcher = Objects.requireNonNull(launcher, "launcher");
    this.watcher = Objects.requireNonNull(watcher, "watcher");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.fleet = new EngineFleet(rules);
    this.loop =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "roundhouse-keeps-" + role.text() + "s");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts so many more.
   *
   * @return the addresses of all that are ready, once these are; fails with {@link SetupException}
   *     where one of these could not start
   */
  CompletableFuture<List<String>> grow(int count) {
    Growth growth = new Growth(new HashSet<>(), new CompletableFuture<>());
    if (!onLoop(() -> grow(growth, count))) {
      growth.ready().completeExceptionally(tooLate());
    }
    return growth.ready().copy();
  }

  private void grow(Growth growth, int count) {
    if (released) {
      growth.ready().completeExceptionally(tooLate());
      return;
    }
    for (int i = 0; i < count; i++) {
      growth.missing().add(++wanted);
    }
    growths.add(growth);
    handle(new FleetEvent.Grow(count));
  }

  /** Starts and replaces nothing any more; who waits for what is not ready waits in vain. */
  private void release() {
    released = true;
    handle(new FleetEvent.Release());
    growths.forEach(growth -> growth.ready().completeExceptionally(tooLate()));
    growths.clear();
  }

  private SetupException tooLate() {
    return new SetupException(
        SetupException.Code.PROCESS,
        "the " + role.text() + " was stopped or let go before it was ready",
        "start it again");
  }

  /** Says a line to all that live. */
  void tell(String line) {
    onLoop(() -> processes.values().forEach(process -> process.tell(line)));
  }

  /**
   * Completes when no process is left and none will be started: whether all were stopped on
   * purpose.
   */
  CompletableFuture<Boolean> over() {
    return over.copy();
  }

  /** The processes that live, asked of the thread that knows. */
  CompletableFuture<List<OwnedProcess>> live() {
    return CompletableFuture.supplyAsync(
        () -> processes.values().stream().filter(OwnedProcess::isAlive).toList(), loop);
  }

  /** Lets all live on; afterwards nothing is replaced, and {@link #stop} ends none of them. */
  CompletableFuture<Void> detach(Duration bound) {
    return CompletableFuture.runAsync(
        () -> {
          release();
          processes.forEach(
              (launch, process) -> {
                if (process.isAlive()) {
                  process.detach(bound);
                }
                processes.remove(launch);
              });
        },
        loop);
  }

  /** Ends all and waits for them; those that do not end within the bound are killed. */
  CompletableFuture<Void> stop(Duration bound) {
    return CompletableFuture.runAsync(
        () -> {
          release();
          List<OwnedProcess> alive =
              processes.values().stream().filter(OwnedProcess::isAlive).toList();
          alive.forEach(OwnedProcess::cut);
          long deadline = System.nanoTime() + bound.toNanos();
          alive.forEach(process -> process.stop(left(deadline)));
        },
        loop);
  }

  /** Kills what there is now; called by any thread. */
  void kill() {
    processes.values().forEach(OwnedProcess::kill);
  }

  /** Releases the thread; what was asked for before is still done. */
  void close() {
    loop.shutdown();
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  /** False where it is too late for anything. */
  private boolean onLoop(Runnable action) {
    if (loop.isShutdown()) {
      return false;
    }
    loop.execute(action);
    return true;
  }

  private void handle(FleetEvent event) {
    for (FleetEffect effect : fleet.handle(event, clock.instant())) {
      if (effect instanceof FleetEffect.Launch launch) {
        placeOf.put(launch.launch(), launch.place());
        launch(launch.launch());
      } else if (effect instanceof FleetEffect.Replacing replacing) {
        tell(replacing.death(), replacement(replacing));
        schedule(replacing.pause());
      } else if (effect instanceof FleetEffect.GaveUp gaveUp) {
        onGaveUp(gaveUp);
      }
    }
    if (wanted > 0 && fleet.over()) {
      over.complete(!fleet.counts().containsKey(FleetState.GIVEN_UP));
    }
  }

  private void launch(int launch) {
    try {
      OwnedProcess process = launcher.launch();
      processes.put(launch, process);
      process
          .ready()
          .whenComplete((address, failure) -> onLoop(() -> onReady(launch, address, failure)));
      process.onExit().thenAccept(end -> onLoop(() -> onExit(launch, process, end)));
    } catch (SetupException e) {
      String why = String.valueOf(e.getMessage());
      onLoop(() -> handle(new FleetEvent.Ended(launch, EngineDeath.notStarted(why))));
    }
  }

  private void onReady(int launch, String address, Throwable failure) {
    if (failure != null) {
      complaints.put(launch, String.valueOf(cause(failure).getMessage()));
      return;
    }
    handle(new FleetEvent.Ready(launch));
    addresses.put(launch, address);
    int count = fleet.counts().getOrDefault(FleetState.READY, 0);
    watcher.ready(role, count, wanted);
    for (Growth growth : List.copyOf(growths)) {
      growth.missing().remove(placeOf.get(launch));
      if (growth.missing().isEmpty()) {
        growths.remove(growth);
        growth.ready().complete(List.copyOf(addresses.values()));
      }
    }
  }

  private void onExit(int launch, OwnedProcess process, ProcessEnd end) {
    Optional<String> complaint = Optional.ofNullable(complaints.remove(launch));
    processes.remove(launch);
    addresses.remove(launch);
    placeOf.remove(launch);
    handle(new FleetEvent.Ended(launch, death(process, end, complaint)));
  }

  private static EngineDeath death(
      OwnedProcess process, ProcessEnd end, Optional<String> complaint) {
    if (process.wasLate()) {
      return EngineDeath.late(process.pid(), complaint.orElse("was not ready in time"));
    }
    EngineDeath death = EngineDeath.exited(process.pid(), end.code());
    return complaint.map(death::saying).orElse(death);
  }

  private void onGaveUp(FleetEffect.GaveUp gaveUp) {
    String message =
        gaveUp.everReady() || gaveUp.replacements() > 0
            ? name(gaveUp.place(), gaveUp.death())
                + " died ("
                + gaveUp.death().describe()
                + ") and is not replaced any more, after "
                + gaveUp.replacements()
                + " replacements in a row"
            : gaveUp.death().describe();
    tell(gaveUp.death(), message);
    SetupException failure =
        new SetupException(SetupException.Code.PROCESS, message, "see: roundhouse logs");
    for (Growth growth : List.copyOf(growths)) {
      if (growth.missing().contains(gaveUp.place())) {
        growths.remove(growth);
        growth.ready().completeExceptionally(failure);
      }
    }
  }

  private String replacement(FleetEffect.Replacing replacing) {
    String when = replacing.pause().isZero() ? "now" : "in " + Durations.text(replacing.pause());
    String how = replacing.death().describe();
    return name(replacing.place(), replacing.death())
        + (replacing.death().toRestart() ? " was " + how : " died (" + how + ")")
        + "; another is started "
        + when;
  }

  private String name(int place, EngineDeath death) {
    String pid = death.pid().isPresent() ? " (pid " + death.pid().getAsLong() + ")" : "";
    return role.text() + " " + place + pid;
  }

  private void tell(EngineDeath death, String message) {
    String how = death.end().map(ProcessEnd::text).orElseGet(death::describe);
    death.pid().ifPresent(pid -> watcher.exited(role, pid, how));
    watcher.said(message);
  }

  private void schedule(Duration pause) {
    if (!pause.isZero()) {
      loop.schedule(
          () -> handle(new FleetEvent.Tick()), pause.toMillis() + 1, TimeUnit.MILLISECONDS);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
