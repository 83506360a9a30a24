package dev.roundhouse.upkeep;

import dev.roundhouse.cluster.NodeSpecs;
import dev.roundhouse.process.Role;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.profile.SetupException;
import dev.roundhouse.security.Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks of a profile: its settings, its keys, and its controller's address. */
final class ProfileChecks {

  private static final Duration EXPIRES_SOON = Duration.ofDays(30);
  private static final int CONNECT_MILLIS = 2_000;

  private ProfileChecks() {}

  static List<Finding> all(Profile profile, Predicate<Profile> answers, Instant now) {
    return List.of(
        Finding.ok("profile", profile.name() + " is valid (" + Profiles.file(profile) + ")"),
        keys(profile, now),
        address(profile),
        controller(profile, answers));
  }

  /** A controller that listens to other machines must be reached by them. */
  static Finding address(Profile profile) {
    String bind = profile.settings().controller().bindHost();
    InetSocketAddress socket = socket(profile);
    boolean loopback = !socket.isUnresolved() && socket.getAddress().isLoopbackAddress();
    boolean alone = bind.isEmpty() || isLoopback(bind);
    if (loopback && !alone) {
      return Finding.warn(
          "address",
          "the controller listens at "
              + bind
              + ", but is known as "
              + NodeSpecs.controllerAddress(profile)
              + ", which is every machine itself",
          "set roundhouse.controller.host to the name by which other machines reach it");
    }
    return Finding.ok(
        "address",
        NodeSpecs.controllerAddress(profile) + (loopback ? ", for this machine only" : ""));
  }

  private static boolean isLoopback(String host) {
    InetSocketAddress socket = new InetSocketAddress(host, 0);
    return !socket.isUnresolved() && socket.getAddress().isLoopbackAddress();
  }

  private static InetSocketAddress socket(Profile profile) {
    return NodeSpecs.controllerPlace(profile).socketAddress();
  }

  static Finding keys(Profile profile, Instant now) {
    if (!profile.settings().tls()) {
      return Finding.ok("keys", "none: the profile says roundhouse.tls = off");
    }
    if (!Files.exists(profile.security())) {
      return Finding.ok("keys", "none yet: they are made on the first start");
    }
    try {
      Instant expiry = Keys.read(profile.security()).expiry();
      String found = "valid until " + expiry + ", for their owner only";
      return now.plus(EXPIRES_SOON).isBefore(expiry)
          ? Finding.ok("keys", found)
          : Finding.warn(
              "keys",
              found,
              "end the profile's processes and delete "
                  + profile.security()
                  + ": new ones are made, and must be carried to other machines");
    } catch (SetupException e) {
      return Finding.fail("keys", String.valueOf(e.getMessage()), e.hint());
    }
  }

  static Finding controller(Profile profile, Predicate<Profile> answers) {
    String address = NodeSpecs.controllerAddress(profile);
    InetSocketAddress socket = socket(profile);
    if (socket.isUnresolved()) {
      return Finding.fail(
          "controller",
          "the name in " + address + " has no address",
          "mend roundhouse.controller.host in the profile, or the names of this network");
    }
    Optional<RunFile> own =
        RunFiles.of(profile).live().stream()
            .filter(file -> file.role() == Role.CONTROLLER && file.address().equals(address))
            .findFirst();
    if (own.isPresent()) {
      return Finding.ok("controller", "runs at " + address + " (pid " + own.get().pid() + ")");
    }
    if (listens(socket)) {
      return answers.test(profile)
          ? Finding.ok("controller", "answers at " + address)
          : Finding.fail(
              "controller",
              "somebody listens at " + address + " who is no controller with this profile's keys",
              "end that process, or set roundhouse.controller.port to another port");
    }
    return isHere(socket) ? port(profile, socket) : elsewhere(address);
  }

  private static boolean listens(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isHere(InetSocketAddress socket) {
    InetAddress address = socket.getAddress();
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static Finding port(Profile profile, InetSocketAddress address) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
      return Finding.ok(
          "controller",
          "none runs; port " + address.getPort() + " is free for profile " + profile.name());
    } catch (IOException e) {
      return Finding.fail(
          "controller",
          "port " + address.getPort() + " cannot be listened on: " + e.getMessage(),
          "set roundhouse.controller.port to another one, from 1024 on");
    }
  }

  private static Finding elsewhere(String address) {
    return Finding.warn(
        "controller",
        "none answers at " + address + ", which is another machine",
        "start it there, and let the port through its firewall");
  }
}
