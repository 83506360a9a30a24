package dev.roundhouse.upkeep;

import dev.roundhouse.module.Durations;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.SetupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Checks of a home: whether it can be used, and what lies in it. */
final class HomeChecks {

  private static final long LITTLE_SPACE = 1L << 30;
  private static final long NO_SPACE = 50L << 20;
  private static final Duration CLOCKS_APART = Duration.ofSeconds(2);
  private static final Instant BEFORE_ALL = Instant.parse("2024-01-01T00:00:00Z");

  /** As the sockets of child JVMs have it, with the folder and the name that come to the home. */
  private static final int LONGEST_SOCKET_PATH = 100;

  private static final String SOCKET = "scratch/child-1234567890123456789/s";

  private HomeChecks() {}

  static List<Finding> all(Home home, Instant now) {
    Finding usable = usable(home);
    if (usable.status() == Finding.Status.FAIL) {
      return List.of(usable);
    }
    return List.of(usable, disk(home), sockets(home), clock(home, now), leftovers(home));
  }

  private static Finding usable(Home home) {
    try {
      home.ensure();
      Path directory = home.directory();
      return OwnerOnly.isOwnerOnly(directory)
          ? Finding.ok("home", directory + " can be written, by its owner only")
          : Finding.warn(
              "home",
              directory + " can be entered by others",
              "chmod 700 " + directory + "; the keys in it are guarded by themselves");
    } catch (SetupException e) {
      return Finding.fail("home", String.valueOf(e.getMessage()), e.hint());
    } catch (IOException e) {
      return Finding.fail("home", home.directory() + " cannot be read: " + e, "look into it");
    }
  }

  private static Finding disk(Home home) {
    try {
      return disk(home.directory(), Files.getFileStore(home.directory()).getUsableSpace());
    } catch (IOException e) {
      return Finding.warn("disk", "the free space is not known: " + e, "look with df");
    }
  }

  static Finding disk(Path directory, long free) {
    String found = (free >> 20) + " MiB are free in " + directory;
    String mend = "remove what is old: roundhouse clean, or set ROUNDHOUSE_HOME to another disk";
    if (free < NO_SPACE) {
      return Finding.fail("disk", found, mend);
    }
    return free < LITTLE_SPACE ? Finding.warn("disk", found, mend) : Finding.ok("disk", found);
  }

  static Finding sockets(Home home) {
    int length =
        home.directory().resolve(SOCKET).toString().getBytes(StandardCharsets.UTF_8).length;
    return length <= LONGEST_SOCKET_PATH
        ? Finding.ok("sockets", "the home's path is short enough for the sockets of child JVMs")
        : Finding.warn(
            "sockets",
            "the home's path makes sockets of "
                + length
                + " bytes, expected "
                + LONGEST_SOCKET_PATH
                + " at most: child JVMs connect by loopback TCP, which is slower",
            "set ROUNDHOUSE_HOME to a directory with a shorter path");
  }

  /** The home may lie on another machine's disk, whose clock stamps the files. */
  private static Finding clock(Home home, Instant now) {
    if (now.isBefore(BEFORE_ALL)) {
      return Finding.fail(
          "clock", "it is " + now + " by this machine", "set the clock; certificates go by it");
    }
    try {
      Path probe = Files.createTempFile(home.directory(), ".clock-", "");
      Duration apart =
          Duration.between(Instant.now(), Files.getLastModifiedTime(probe).toInstant()).abs();
      Files.delete(probe);
      return apart.compareTo(CLOCKS_APART) <= 0
          ? Finding.ok("clock", "agrees with that of the home's disk")
          : Finding.warn(
              "clock",
              "differs by " + Durations.text(apart) + " from that of the home's disk",
              "let both machines keep time with NTP");
    } catch (IOException e) {
      return Finding.fail(
          "clock", "no file can be made in " + home.directory() + ": " + e, "look at its disk");
    }
  }

  private static Finding leftovers(Home home) {
    int stale = RunFiles.of(home).stream().mapToInt(files -> files.stale().size()).sum();
    return stale == 0
        ? Finding.ok("run-files", "none is stale")
        : Finding.warn(
            "run-files",
            stale + " of processes that were killed",
            "remove them with: roundhouse clean");
  }
}
