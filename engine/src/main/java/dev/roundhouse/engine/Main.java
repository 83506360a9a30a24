package dev.roundhouse.engine;

import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.process.ForegroundProcess;
import dev.roundhouse.process.ProcessEnd;
import dev.roundhouse.process.ProgramMain;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.SetupException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** An engine's process: {@code dev.roundhouse.engine.Main --profile X}. */
public final class Main {

  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private Main() {}

  /** Runs until the controller says stop or the process is told to end. */
  public static void main(String[] arguments) {
    ProgramMain.run(Role.ENGINE, arguments, Main::work);
  }

  private static void work(ForegroundProcess process, Profile profile) throws Exception {
    Optional<Long> owner =
        process.isOwned()
            ? ProcessHandle.current().parent().map(ProcessHandle::pid)
            : Optional.empty();
    EngineNode node = EngineNode.start(profile, owner);
    process.drainBy(DRAIN.plus(MARGIN), () -> drain(node, process));
    try {
      String id = node.registered().toCompletableFuture().join();
      process.ready(profile, id, NodeSpecs.controllerAddress(profile));
      node.onRegistration(process::rename);
      node.ended().toCompletableFuture().join();
      if (node.wantsRestart()) {
        process.end(ProcessEnd.RESTART);
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof EngineException known) {
        if (known.code().equals("stopped")) {
          return;
        }
        throw new SetupException(SetupException.Code.PROCESS, known.getMessage(), "");
      }
      throw e;
    }
  }

  /** A lost owner leaves nobody to wait for results; a signal lets what computes finish. */
  private static void drain(EngineNode node, ForegroundProcess process) {
    node.leave(process.ownerLost() ? Duration.ZERO : DRAIN);
    node.ended()
        .toCompletableFuture()
        .completeOnTimeout("drained", DRAIN.toMillis(), TimeUnit.MILLISECONDS)
        .handle((done, failure) -> done)
        .join();
  }
}
