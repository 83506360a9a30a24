package dev.roundhouse.builtin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program to run once.
 *
 * @param args program and arguments
 * @param directory where it runs
 * @param environment added to this process's
 * @param stdin what it can read; nothing where empty
 */
record Program(
    List<String> args, Path directory, Map<String, String> environment, Optional<String> stdin) {

  private static final long ECHO_MILLIS = 100;
  static final String ENDING = "this process is ending, it starts no program any more";

  /** The system's error number: {@code error=2,} up to JDK 24, {@code error: 2 (…)} since. */
  private static final Pattern ERROR = Pattern.compile("error[=:] ?(\\d+)");

  private static final int NOT_FOUND = 2;
  private static final int NOT_ALLOWED = 13;

  /**
   * Runs it to its end. What it prints also goes to this thread's standard output and error, as it
   * comes.
   *
   * @throws IOException it could not be started, or printed more than can be held
   * @throws InterruptedException the thread was interrupted; the program is gone
   */
  ProgramResult run() throws IOException, InterruptedException {
    ProgramTree tree = new ProgramTree(UUID.randomUUID().toString());
    Thread atExit = new Thread(tree::end, "end-" + args.get(0));
    hook(atExit);
    Process process = start(tree, atExit);
    ProgramText out = ProgramText.of(process.getInputStream(), "stdout");
    ProgramText err = ProgramText.of(process.getErrorStream(), "stderr");
    try {
      feed(process.getOutputStream());
      await(process, tree, out, err);
    } finally {
      tree.end();
      unhook(atExit);
      out.close();
      err.close();
    }
    echo(out, err);
    return new ProgramResult(process.exitValue(), out.text(), err.text());
  }

  private Process start(ProgramTree tree, Thread atExit) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(args).directory(directory.toFile());
    builder.environment().putAll(environment);
    try {
      return tree.start(builder);
    } catch (IOException failed) {
      unhook(atExit);
      throw new IOException(reason(String.valueOf(failed.getMessage())), failed);
    }
  }

  private String reason(String message) {
    String program = "program \"" + args.get(0) + "\" ";
    Matcher found = ERROR.matcher(message);
    int error = found.find() ? Integer.parseInt(found.group(1)) : 0;
    if (error == NOT_FOUND) {
      return program
          + "was not found, expected a program on the PATH or a path relative to "
          + directory;
    }
    if (error == NOT_ALLOWED) {
      return program + "may not be run, expected an executable file";
    }
    return program + "could not be started: " + message;
  }

  /** Before it starts, so that there is no moment at which nobody would end it. */
  private static void hook(Thread atExit) throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      throw new IOException(ENDING, ending);
    }
  }

  private static void unhook(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // the hook runs already, and ends what is ended
    }
  }

  /** A program need not read its input: what it does not take is dropped. */
  private void feed(OutputStream to) throws IOException {
    if (stdin.isEmpty()) {
      to.close();
      return;
    }
    byte[] content = stdin.get().getBytes(StandardCharsets.UTF_8);
    Thread writer =
        new Thread(
            () -> {
              try (to) {
                to.write(content);
              } catch (IOException closed) {
                // it ended or closed its input
              }
            },
            "stdin-" + args.get(0));
    writer.setDaemon(true);
    writer.start();
  }

  private void await(Process process, ProgramTree tree, ProgramText out, ProgramText err)
      throws IOException, InterruptedException {
    while (!process.waitFor(ECHO_MILLIS, TimeUnit.MILLISECONDS)) {
      tree.watch();
      echo(out, err);
      out.requireBounded();
      err.requireBounded();
    }
    tree.end();
    out.finish();
    err.finish();
    out.requireBounded();
    err.requireBounded();
  }

  private static void echo(ProgramText out, ProgramText err) {
    System.out.print(out.news());
    System.err.print(err.news());
  }
}
