package dev.roundhouse.scheme;

import java.util.Objects;

/**
 * Where an attempt ran.
 *
 * @param scheme name of the scheme
 * @param engine engine id; empty for local schemes
 * @param host host name
 * @param pid process that computed it
 */
public record Place(String scheme, String engine, String host, long pid) {

  public Place {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(host, "host");
  }
}
