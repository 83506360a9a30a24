package dev.roundhouse.local;

import dev.roundhouse.cluster.Machine;
import dev.roundhouse.process.JvmCommand;
import dev.roundhouse.process.Role;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings.ChildSettings;
import dev.roundhouse.scheme.ChildJvm;
import dev.roundhouse.scheme.MultiprocessingScheme;
import dev.roundhouse.scheme.MultiprocessingSettings;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Recycling;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.ThreadingScheme;
import dev.roundhouse.scheme.ThreadingSettings;
import dev.roundhouse.work.CodeRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Makes the schemes of this machine as the profile says.
 *
 * @param clock the session's
 * @param runner computes portable work on threads
 */
public record LocalSchemes(Profile profile, InstantSource clock, CodeRunner runner) {

  public LocalSchemes {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(runner, "runner");
  }

  /**
   * Threads of this process.
   *
   * @param name {@code threading}, or the interpreter's
   */
  public Scheme threads(String name, int slots, Scheme.Listener listener) {
    Place here = new Place(name, "", Machine.here().host(), ProcessHandle.current().pid());
    ThreadingSettings settings =
        new ThreadingSettings(
            name,
            slots,
            ThreadingSettings.WAITING,
            profile.settings().cancelGrace(),
            clock,
            () -> here,
            scratch());
    return new ThreadingScheme(settings, runner, listener);
  }

  /** Child JVMs, which start when there is work for them. */
  public Scheme children(int slots, ActorSystem<?> system, Scheme.Listener listener) {
    ChildSettings children = profile.settings().children();
    MultiprocessingSettings settings =
        new MultiprocessingSettings(
            "multiprocessing",
            slots,
            0,
            Recycling.of(children.tasks(), children.heapGrowth()),
            profile.settings().cancelGrace(),
            clock,
            Machine.here().host(),
            child(children));
    return new MultiprocessingScheme(settings, system, listener);
  }

  private ChildJvm child(ChildSettings children) {
    ChildJvm like = ChildJvm.like(profile.home().directory(), scratch());
    List<String> options = new ArrayList<>(children.options());
    if (children.heap() > 0) {
      options.add("-Xmx" + children.heap());
    }
    return new ChildJvm(
        like.javaHome(),
        like.classPath(),
        like.home(),
        JvmCommand.archive(Role.CHILD),
        options,
        children.directory(),
        children.environment(),
        like.directory(),
        children.startTimeout());
  }

  private Path scratch() {
    return profile.home().directory().resolve("scratch");
  }
}
