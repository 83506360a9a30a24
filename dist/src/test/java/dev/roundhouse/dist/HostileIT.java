package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.dist.Commands.Command;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import dev.roundhouse.security.Tls;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers send whatever they like to every port of a cluster for a minute. It goes on working,
 * keeps nothing of what they sent, and its logs stay small. Finding the ports needs Linux.
 */
@Tag("strangers")
@Timeout(400)
@EnabledOnOs(OS.LINUX)
class HostileIT {

  private static final Duration ATTACK = Duration.ofSeconds(60);
  private static final Duration BOUND = Duration.ofSeconds(120);
  private static final int STRANGERS = 4;
  private static final int TIMEOUT = 2_000;
  private static final long HEAP_GROWTH = 8L << 20;
  private static final long LOG_GROWTH = 1L << 20;
  private static final String LISTENS = "0A";

  @TempDir Path temporary;
  private Commands commands;

  @BeforeEach
  void open() {
    commands = new Commands(temporary);
  }

  @AfterEach
  void close() {
    commands.close();
  }

  @Test
  void goesOnWorkingWhileStrangersSendWhateverTheyLike() throws Exception {
    assertThat(commands.start("start", "-n", "1", "--detach").exitCode(BOUND)).isZero();
    assertWorks();
    List<ProcessHandle> processes = commands.processes();
    Map<Long, Set<Integer>> ports = new TreeMap<>();
    for (ProcessHandle process : processes) {
      ports.put(process.pid(), listening(process.pid()));
    }
    assertThat(ports.values()).as("each process listens").noneMatch(Set::isEmpty);
    List<Integer> all = ports.values().stream().flatMap(Set::stream).toList();

    attack(all, Duration.ofSeconds(5));
    Map<Long, Long> before = heaps(processes);
    long logged = logBytes();
    long sent = attack(all, ATTACK);

    assertThat(sent).as("connections of strangers").isGreaterThan(1_000);
    assertThat(processes).allMatch(ProcessHandle::isAlive);
    assertWorks();
    Map<Long, Long> after = heaps(processes);
    before.forEach(
        (pid, bytes) ->
            assertThat(after.get(pid) - bytes)
                .as("live heap of %s: %s before, %s after %s connections", pid, before, after, sent)
                .isLessThan(HEAP_GROWTH));
    assertThat(logBytes() - logged).as("bytes logged").isLessThan(LOG_GROWTH);
    assertThat(commands.start("shutdown", "--yes").exitCode(BOUND)).isZero();
    commands.awaitNothingLeft(BOUND);
  }

  private void assertWorks() throws Exception {
    Path pipeline = temporary.resolve("one.conf");
    Files.writeString(
        pipeline,
        "modules { hello { type = command, inputs { args = [ echo, hi ] }, schemes = [ cluster ] } }");
    Command run =
        commands.start("run", pipeline.toString(), "--schemes", "cluster", "--no-cache", "--json");
    assertThat(run.exitCode(BOUND)).as("said: %s", run.said()).isZero();
    assertThat(run.json()).containsEntry("status", "succeeded");
  }

  // --- the strangers

  private long attack(List<Integer> ports, Duration duration) throws Exception {
    SSLContext foreign =
        Tls.context(Profiles.open(new Home(temporary.resolve("stranger")), "default"));
    AtomicLong connections = new AtomicLong();
    long end = System.nanoTime() + duration.toNanos();
    ExecutorService strangers = Executors.newFixedThreadPool(STRANGERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < STRANGERS; i++) {
        Random random = new Random(i);
        running.add(
            strangers.submit(
                () -> {
                  while (System.nanoTime() < end) {
                    bother(ports.get(random.nextInt(ports.size())), random, foreign);
                    connections.incrementAndGet();
                  }
                }));
      }
      for (Future<?> stranger : running) {
        stranger.get(duration.plus(BOUND).toSeconds(), TimeUnit.SECONDS);
      }
    } finally {
      strangers.shutdownNow();
    }
    return connections.get();
  }

  /** One connection; that the other side ends it at any time is as it should be. */
  private static void bother(int port, Random random, SSLContext foreign) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT);
      socket.setSoTimeout(TIMEOUT);
      switch (random.nextInt(6)) {
        case 0 -> send(socket, noise(random, random.nextInt(64 << 10)));
        case 1 -> send(socket, serialised());
        case 2 -> send(socket, oversized(random));
        case 3 -> {
          socket.getOutputStream().write(noise(random, random.nextInt(16)));
          socket.shutdownOutput();
          socket.getInputStream().read();
        }
        case 4 -> send(socket, remotingGreeting(random));
        default -> greetWithForeignKeys(socket, foreign, port);
      }
    } catch (IOException e) {
      assertThat(e).isInstanceOf(IOException.class);
    }
  }

  private static void send(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  private static byte[] noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] serialised() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      Set<Object> nested = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        nested = new HashSet<>(List.of(nested, new HashMap<>(Map.of("depth", i))));
      }
      out.writeObject(nested);
    }
    return bytes.toByteArray();
  }

  /** Says that two gibibytes follow. */
  private static byte[] oversized(Random random) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
    bytes.putInt(Integer.MAX_VALUE);
    bytes.put(noise(random, bytes.remaining()));
    return bytes.array();
  }

  /** How remoting begins without TLS, and a frame that is far too long. */
  private static byte[] remotingGreeting(Random random) {
    ByteBuffer bytes = ByteBuffer.allocate(4 << 10).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    bytes.put("AKKA".getBytes(StandardCharsets.US_ASCII)).put((byte) (1 + random.nextInt(3)));
    bytes.putInt(Integer.MAX_VALUE);
    bytes.put(noise(random, bytes.remaining()));
    return bytes.array();
  }

  private static void greetWithForeignKeys(Socket socket, SSLContext foreign, int port)
      throws IOException {
    SSLSocket secured =
        (SSLSocket) foreign.getSocketFactory().createSocket(socket, "127.0.0.1", port, false);
    secured.setSoTimeout(TIMEOUT);
    secured.startHandshake();
  }

  // --- what the system knows of the processes

  /** The TCP ports that a process listens at. */
  private static Set<Integer> listening(long pid) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          sockets.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    Set<Integer> ports = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
        String[] columns = line.trim().split("\\s+");
        if (columns[3].equals(LISTENS) && sockets.contains("socket:[" + columns[9] + "]")) {
          ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
        }
      }
    }
    return ports;
  }

  private static Map<Long, Long> heaps(List<ProcessHandle> processes) throws Exception {
    Map<Long, Long> heaps = new TreeMap<>();
    for (ProcessHandle process : processes) {
      heaps.put(process.pid(), liveHeap(process.pid()));
    }
    return heaps;
  }

  /** Bytes of reachable objects. */
  private static long liveHeap(long pid) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String total =
          lines.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
      return Long.parseLong(total.trim().split("\\s+")[2]);
    } finally {
      process.destroyForcibly();
    }
  }

  private long logBytes() throws IOException {
    try (Stream<Path> files = Files.walk(commands.home)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
