package dev.roundhouse.profile;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something listens, as it is written everywhere: {@code HOST:PORT}, an IPv6 address in
 * brackets.
 *
 * @param host a name, or an address without brackets
 * @param port 0 where it is not known yet
 */
public record HostPort(String host, int port) {

  private static final Pattern TEXT =
      Pattern.compile("(?:\\[([^\\[\\]]+)\\]|([^:\\[\\]]+)):(\\d{1,5})");
  private static final int HIGHEST = 65_535;

  public HostPort {
    Objects.requireNonNull(host, "host");
    host = plain(host);
    if (port < 0 || port > HIGHEST) {
      throw new IllegalArgumentException("port " + port + ", expected 0 to " + HIGHEST);
    }
  }

  /** Reads {@code HOST:PORT} or {@code [ADDRESS]:PORT}; empty where it is neither. */
  public static Optional<HostPort> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > HIGHEST) {
      return Optional.empty();
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Optional.of(new HostPort(host, Integer.parseInt(matcher.group(3))));
  }

  /**
   * As {@link #read}, of what a process of ours wrote.
   *
   * @throws IllegalArgumentException it is none
   */
  public static HostPort parse(String text) {
    return read(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + text + "\", expected HOST:PORT or [ADDRESS]:PORT"));
  }

  /** The host without brackets, with which people may have written it. */
  public static String plain(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The host as it stands before a port and in addresses of resources: IPv6 in brackets. */
  public String bracketed() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  /** Looks the host up; unresolved where it has no address. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return bracketed() + ":" + port;
  }
}
