package dev.roundhouse.profile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Ports that a process may listen on.
 *
 * @param first the lowest; 0 where the system chooses
 * @param last the highest, inclusive
 */
public record PortRange(int first, int last) {

  /** Any free port. */
  public static final PortRange ANY = new PortRange(0, 0);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  public PortRange {
    if (first < 0 || last < first || last > 65_535 || (first == 0 && last > 0)) {
      throw new IllegalArgumentException(
          "ports " + first + "-" + last + ", expected 0, or 1 to 65535 in rising order");
    }
  }

  /** Whether the system chooses. */
  public boolean any() {
    return first == 0;
  }

  /** One port alone; 0 where the system chooses. */
  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /**
   * Every port once, in rising order from one that depends on the seed: processes that start at the
   * same time seldom try the same one first. Only 0 where the system chooses.
   */
  public IntStream ports(long seed) {
    int size = last - first + 1;
    int offset = Math.floorMod(seed, size);
    return IntStream.range(0, size).map(i -> first + (offset + i) % size);
  }

  /** As it is written: {@code 26000}, or {@code 26000-26099}. */
  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }

  /** Reads {@code 0}, {@code 26000} or {@code 26000-26099}; empty where it is none of them. */
  static Optional<PortRange> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    try {
      return Optional.of(new PortRange(first, last));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
