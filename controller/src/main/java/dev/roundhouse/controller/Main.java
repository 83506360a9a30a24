package dev.roundhouse.controller;

import dev.roundhouse.process.ProgramMain;
import dev.roundhouse.process.Role;
import java.time.Duration;

/** A controller's process: {@code dev.roundhouse.controller.Main --profile X}. */
public final class Main {

  private static final Duration DRAIN = Duration.ofSeconds(8);

  private Main() {}

  /** Runs until the cluster is shut down or the process is told to end. */
  public static void main(String[] arguments) {
    ProgramMain.run(
        Role.CONTROLLER,
        arguments,
        (process, profile) -> {
          ControllerNode node = new ControllerNode(profile);
          process.drainBy(DRAIN, node::leave);
          process.onEngineExit(node::engineExited);
          process.ready(profile, Role.CONTROLLER.text(), node.address());
          node.ended().toCompletableFuture().join();
        });
  }
}
