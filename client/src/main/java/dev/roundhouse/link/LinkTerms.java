package dev.roundhouse.link;

import java.time.Duration;
import java.util.Objects;

/**
 * What a link goes by.
 *
 * @param address {@code host:port} of the controller, for messages
 * @param machine identity of the client's machine
 * @param connectTimeout how long to look for a controller, and for a first engine
 * @param engineTimeout how long to wait for another engine once there was one
 * @param helloInterval pause between two greetings
 * @param expectedEngines engines that are being started for this link: tasks wait for all of them,
 *     a little, so that the first one does not take everything
 * @param resend how long without acknowledgement before a message is sent again
 */
record LinkTerms(
    String address,
    String machine,
    Duration connectTimeout,
    Duration engineTimeout,
    Duration helloInterval,
    Duration resend,
    int expectedEngines) {

  LinkTerms {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(connectTimeout, "connectTimeout");
    Objects.requireNonNull(engineTimeout, "engineTimeout");
    Objects.requireNonNull(helloInterval, "helloInterval");
    Objects.requireNonNull(resend, "resend");
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
