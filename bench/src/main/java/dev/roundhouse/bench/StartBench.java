package dev.roundhouse.bench;

import dev.roundhouse.bench.Table.Figure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a command to its answer, beside bare nodes that do the same and nothing else. */
final class StartBench {

  private static final int REPETITIONS = 7;
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

  private final Path program;
  private final Path work;

  private StartBench(Path program, Path work) {
    this.program = program;
    this.work = work;
  }

  static void run(Path program, Table table) throws Exception {
    Path work = Files.createTempDirectory("roundhouse-bench-");
    try {
      new StartBench(program, work).measure(table);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private void measure(Table table) throws Exception {
    Path pipeline = work.resolve("one.conf");
    Files.writeString(
        pipeline,
        "name = one\n"
            + "modules { hello { type = command, inputs { args = [ echo, hi ] },"
            + " schemes = [ cluster ] } }\n");
    archive("controller", "engine", "client");
    command(List.of("run", pipeline.toString(), "--engines", "2", "--profile", "plain"));
    table.measure("roundhouse version", "s", REPETITIONS, () -> command(List.of("version")));
    Figure floor =
        table.measure("four bare nodes, to the first answer", "s", REPETITIONS, this::bare);
    for (String profile : List.of("plain", "default")) {
      List<String> words =
          List.of("run", pipeline.toString(), "--engines", "2", "--no-cache", "--profile", profile);
      Figure first =
          table.measure(
              "run --engines 2, profile " + profile + ", to the first answer",
              "s",
              REPETITIONS,
              () -> untilLine(words, "hello.stdout: hi"));
      table.against(first, floor);
      Figure whole =
          table.measure(
              "run --engines 2, profile " + profile + ", to its end",
              "s",
              REPETITIONS,
              () -> command(words));
      table.against(whole, floor);
    }
  }

  private double command(List<String> words) throws Exception {
    return untilLine(words, "");
  }

  /** Seconds until a line comes, or where it is empty until the command's end. */
  private double untilLine(List<String> words, String line) throws Exception {
    List<String> all = new ArrayList<>(List.of(program.resolve("bin/roundhouse").toString()));
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("ROUNDHOUSE_HOME", System.getProperty("roundhouse.home"));
    long begun = System.nanoTime();
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      double seconds = line.isEmpty() ? 0 : secondsTo(process, line, begun);
      process.getInputStream().readAllBytes();
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(all + " failed");
      }
      return line.isEmpty() ? Load.seconds(begun) : seconds;
    } finally {
      process.destroyForcibly();
    }
  }

  private static double secondsTo(Process process, String line, long begun) throws IOException {
    StringBuilder seen = new StringBuilder();
    int next = process.getInputStream().read();
    while (next >= 0) {
      seen.append((char) next);
      if (seen.indexOf(line) >= 0) {
        return Load.seconds(begun);
      }
      next = process.getInputStream().read();
    }
    throw new IllegalStateException("no " + line + " in " + seen);
  }

  /** Trains the archives of bare nodes, as the product has them. */
  private void archive(String... roles) throws Exception {
    bare(Stream.of(roles).map(role -> "-XX:ArchiveClassesAtExit=" + jsa(role)).toList());
  }

  private double bare() throws Exception {
    return bare(
        Stream.of("controller", "engine", "client")
            .map(role -> "-XX:SharedArchiveFile=" + jsa(role))
            .toList());
  }

  private Path jsa(String role) {
    return work.resolve(role + ".jsa");
  }

  private double bare(List<String> options) throws Exception {
    int port;
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    List<Process> nodes = new ArrayList<>();
    long begun = System.nanoTime();
    try {
      nodes.add(node(port, "controller", options.get(0)));
      nodes.add(node(port, "engine", options.get(1)));
      nodes.add(node(port, "engine", options.get(1).replace("engine.jsa", other(options))));
      Process client = node(port, "client", options.get(2));
      nodes.add(client);
      double seconds = secondsTo(client, BareNode.ANSWER, begun);
      for (int i = nodes.size() - 1; i >= 0; i--) {
        nodes.get(i).getOutputStream().close();
        if (!nodes.get(i).waitFor(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("a bare node did not end");
        }
      }
      return seconds;
    } finally {
      nodes.forEach(Process::destroyForcibly);
    }
  }

  /** Two engines must not write one archive. */
  private static String other(List<String> options) {
    return options.get(1).startsWith("-XX:Archive") ? "unused.jsa" : "engine.jsa";
  }

  private Process node(int port, String role, String archive) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(SHORT_LIVED);
    words.addAll(List.of(archive, "-Xlog:disable", "-cp", classPath()));
    words.addAll(List.of(BareNode.class.getName(), role, Integer.toString(port)));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Jars only: a directory would be refused by an archive. */
  private String classPath() throws IOException {
    Path own = work.resolve("bench.jar");
    if (!Files.exists(own)) {
      Path classes =
          Path.of(StartBench.class.getProtectionDomain().getCodeSource().getLocation().getPath());
      Process jar =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                  "cf",
                  own.toString(),
                  "-C",
                  classes.toString(),
                  ".")
              .redirectErrorStream(true)
              .start();
      String said = new String(jar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!said.isEmpty()) {
        throw new IOException("jar: " + said);
      }
    }
    try (Stream<Path> files = Files.list(program.resolve("lib"))) {
      return Stream.concat(files.filter(file -> file.toString().endsWith(".jar")), Stream.of(own))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
