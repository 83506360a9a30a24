package dev.roundhouse.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Three hosts on one machine, each in a network of its own with a name, addresses and a home of its
 * own, and a router between them whose links can be cut. Each knows its own name as 127.0.1.1, as
 * Debian sets it up, and the others by their addresses.
 */
final class Hosts {

  /** Which way packets still do not go. */
  enum Way {
    TO_THE_HOST,
    FROM_THE_HOST
  }

  /**
   * One of them.
   *
   * @param number 1 to 3, the third number of its addresses
   * @param commands the program on this host
   */
  record Host(String name, int number, String namespace, Commands commands) {

    String address() {
      return "10.77." + number + ".2";
    }

    String address6() {
      return "fd77:0:0:" + number + "::2";
    }

    /** Its other address, of no interface to the outside. */
    String inner() {
      return "10.77.10" + number + ".1";
    }

    private String link() {
      return "to-" + name;
    }
  }

  private static final List<String> NAMES = List.of("alpha", "beta", "gamma");
  private static final String BECOME =
      "mount --bind \"$1\" /etc/hosts && hostname \"$0\" && shift && exec \"$@\"";
  private static final int DELAYED = 77;

  private final Path folder;
  private final Namespaces namespaces;
  private final String router;
  private final List<Host> hosts = new ArrayList<>();
  private Optional<Process> wire = Optional.empty();

  /** Makes them; what earlier tests that were killed left of theirs is removed. */
  static Hosts open(Path folder) throws Exception {
    Namespaces namespaces = Namespaces.open();
    try {
      return new Hosts(folder, namespaces);
    } catch (Exception | AssertionError e) {
      namespaces.close();
      throw e;
    }
  }

  private Hosts(Path folder, Namespaces namespaces) throws Exception {
    this.folder = folder;
    this.namespaces = namespaces;
    this.router = namespaces.make("router");
    Namespaces.set(router, "ipv4/ip_forward", 1);
    Namespaces.set(router, "ipv4/conf/all/rp_filter", 0);
    Namespaces.set(router, "ipv4/conf/default/rp_filter", 0);
    Namespaces.set(router, "ipv6/conf/all/forwarding", 1);
    Namespaces.set(router, "ipv6/conf/all/keep_addr_on_down", 1);
    for (int number = 1; number <= NAMES.size(); number++) {
      hosts.add(join(NAMES.get(number - 1), number));
    }
  }

  private Host join(String name, int number) throws Exception {
    String own = namespaces.make(name);
    Path place = Files.createDirectories(folder.resolve(name));
    List<String> prefix = new ArrayList<>(List.of("ip", "netns", "exec", own));
    prefix.addAll(List.of("unshare", "--uts", "sh", "-c", BECOME, name));
    prefix.add(Files.writeString(place.resolve("hosts"), known(number)).toString());
    Host host = new Host(name, number, own, new Commands(place, prefix));
    String link = host.link();
    Namespaces.ip(router, "link add name " + link + " type veth peer name eth0 netns " + own);
    Namespaces.ip(router, "addr add 10.77." + number + ".1/24 dev " + link);
    Namespaces.ip(router, "addr add fd77:0:0:" + number + "::1/64 dev " + link + " nodad");
    Namespaces.ip(router, "link set " + link + " up");
    Namespaces.ip(router, "route add " + host.inner() + " via " + host.address());
    Namespaces.ip(own, "addr add " + host.address() + "/24 dev eth0");
    Namespaces.ip(own, "addr add " + host.address6() + "/64 dev eth0 nodad");
    Namespaces.ip(own, "addr add " + host.inner() + "/32 dev lo");
    Namespaces.ip(own, "link set eth0 up");
    Namespaces.ip(own, "route add default via 10.77." + number + ".1");
    Namespaces.ip(own, "-6 route add default via fd77:0:0:" + number + "::1");
    return host;
  }

  private static String known(int self) {
    StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n::1 localhost\n");
    for (int number = 1; number <= NAMES.size(); number++) {
      String address = number == self ? "127.0.1.1" : "10.77." + number + ".2";
      lines.append(address).append(' ').append(NAMES.get(number - 1)).append('\n');
    }
    return lines.toString();
  }

  Host alpha() {
    return hosts.get(0);
  }

  Host beta() {
    return hosts.get(1);
  }

  Host gamma() {
    return hosts.get(2);
  }

  /** The cable is out: nothing goes to the host or from it. */
  void cut(Host host) throws Exception {
    Namespaces.ip(router, "link set " + host.link() + " down");
  }

  void join(Host host) throws Exception {
    Namespaces.ip(router, "link set " + host.link() + " up");
  }

  /** Packets of one direction vanish on the way, and nobody is told. */
  void cut(Host host, Way way) throws Exception {
    Namespaces.ip(router, oneWay("add", host, way));
  }

  void join(Host host, Way way) throws Exception {
    Namespaces.ip(router, oneWay("del", host, way));
  }

  /** These two do not reach each other any more, but all others. */
  void part(Host one, Host other) throws Exception {
    Namespaces.ip(router, apart(one, other));
    Namespaces.ip(router, apart(other, one));
  }

  private static String apart(Host from, Host to) {
    return "rule add iif " + from.link() + " to " + to.address() + " blackhole";
  }

  private static String oneWay(String verb, Host host, Way way) {
    return way == Way.TO_THE_HOST
        ? "route " + verb + " blackhole " + host.address() + "/32"
        : "rule " + verb + " iif " + host.link() + " blackhole";
  }

  /**
   * From now on packets from and to these hosts take so long each way, and this share of them is
   * lost: by netem, or where the kernel has none, by a process that all of them pass through.
   */
  void disturb(int millis, int percent, Host... disturbed) throws Exception {
    String netem = " root netem delay " + millis + "ms loss " + percent + "%";
    for (Host host : disturbed) {
      Namespaces.Result out = queue(router, host.link() + netem);
      if (out.code() != 0 && out.printed().contains("qdisc kind is unknown")) {
        passThroughWire(millis, percent, disturbed);
        return;
      }
      Namespaces.Result in = queue(host.namespace(), "eth0" + netem);
      if (out.code() != 0 || in.code() != 0) {
        throw new AssertionError("netem: " + out + " " + in);
      }
    }
  }

  private static Namespaces.Result queue(String namespace, String what) throws Exception {
    String words = "ip netns exec " + namespace + " tc qdisc add dev " + what;
    return Namespaces.tried(words.split(" "));
  }

  private void passThroughWire(int millis, int percent, Host... disturbed) throws Exception {
    Path script = folder.resolve("wire.pl");
    try (InputStream in = Hosts.class.getResourceAsStream("wire.pl")) {
      Files.copy(Objects.requireNonNull(in), script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", router, "perl"));
    words.addAll(List.of(script.toString(), "wire", millis / 1e3 + "", percent / 1e2 + ""));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    wire = Optional.of(process);
    String said = firstLine(process);
    if (!said.equals("ready")) {
      throw new AssertionError("neither netem nor " + String.join(" ", words) + ": " + said);
    }
    Namespaces.set(router, "ipv4/conf/wire/rp_filter", 0);
    Namespaces.ip(router, "link set wire up");
    Namespaces.ip(router, "route add default dev wire table " + DELAYED);
    for (Host host : disturbed) {
      Namespaces.ip(router, "rule add iif " + host.link() + " lookup " + DELAYED);
      for (Host other : hosts) {
        if (other != host) {
          String way = "to " + host.address() + " iif " + other.link();
          Namespaces.ip(router, "rule add " + way + " lookup " + DELAYED);
        }
      }
    }
  }

  private static String firstLine(Process process) throws IOException {
    return String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine());
  }

  /** Ends every process of theirs and takes them away. */
  void close() throws Exception {
    try {
      wire.ifPresent(Process::destroyForcibly);
      hosts.forEach(host -> host.commands().close());
    } finally {
      namespaces.close();
    }
  }
}
