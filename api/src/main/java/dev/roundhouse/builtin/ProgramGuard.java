package dev.roundhouse.builtin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A shell that waits at the end of a pipe which only this process holds. When this process ends in
 * whatever way, the system closes the pipe and the shell kills the program's tree.
 */
final class ProgramGuard {

  /** {@code $1} is the program's process id, {@code $2} its mark. */
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      read -r word
      [ "$word" = done ] && exit 0
      end() {
        for child in $(pgrep -P "$1" 2>/dev/null); do end "$child"; done
        kill -9 "$1" 2>/dev/null
      }
      end "$1"
      for file in $(grep -ls "$2" /proc/[0-9]*/environ 2>/dev/null); do
        pid=${file#/proc/}
        kill -9 "${pid%/environ}" 2>/dev/null
      done
      """;

  private static final long END_MILLIS = 1000;

  private final Optional<Process> shell;

  private ProgramGuard(Optional<Process> shell) {
    this.shell = shell;
  }

  /** Starts one; without a shell the program is unguarded, as on systems that have none. */
  static ProgramGuard start(long pid, String mark) {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh", "-c", SCRIPT, "guard", Long.toString(pid), ProgramTree.MARK + "=" + mark);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return new ProgramGuard(Optional.of(builder.start()));
    } catch (IOException noShell) {
      return new ProgramGuard(Optional.empty());
    }
  }

  /** The program has ended: nothing is left to guard. */
  void dismiss() {
    shell.ifPresent(ProgramGuard::dismiss);
  }

  private static void dismiss(Process shell) {
    try (OutputStream word = shell.getOutputStream()) {
      word.write("done\n".getBytes(StandardCharsets.US_ASCII));
      word.flush();
      if (!shell.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
        shell.destroyForcibly();
      }
    } catch (IOException gone) {
      shell.destroyForcibly();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
