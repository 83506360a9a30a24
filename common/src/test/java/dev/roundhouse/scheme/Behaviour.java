package dev.roundhouse.scheme;

import dev.roundhouse.module.ModuleContext;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a contract's task does, in words that any process understands. Tasks are held and released
 * through files, so that it does not matter which process computes them.
 *
 * @param name which behaviour
 * @param arguments its arguments
 */
public record Behaviour(String name, List<String> arguments) implements Serializable {

  /** Nothing is held longer than this, so that no test leaves a thread or process behind. */
  private static final Duration LONGEST = Duration.ofSeconds(120);

  private static final List<byte[]> HOARD = new CopyOnWriteArrayList<>();

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** A failure of a contract's task. */
  public static final class ExpectedException extends Exception {
    private static final long serialVersionUID = 1;

    ExpectedException(String message) {
      super(message);
    }
  }

  /** A value that cannot leave its process. */
  public static final class Unserialisable {
    private final Thread thread = Thread.currentThread();

    @Override
    public String toString() {
      return "made by " + thread;
    }
  }

  public static Behaviour returns(String value) {
    return new Behaviour("returns", List.of(value));
  }

  public static Behaviour throwing(String message) {
    return new Behaviour("throws", List.of(message));
  }

  /** Prints lines to both streams, each line with the mark. */
  public static Behaviour prints(String mark, int lines) {
    return new Behaviour("prints", List.of(mark, Integer.toString(lines)));
  }

  public static Behaviour printsThenThrows(String text) {
    return new Behaviour("prints-then-throws", List.of(text));
  }

  /** Prints a text, then waits for the file; ends early when it is interrupted. */
  public static Behaviour holds(Path release) {
    return new Behaviour("holds", List.of(release.toString()));
  }

  public static Behaviour printsThenHolds(String text, Path release) {
    return new Behaviour("prints-then-holds", List.of(release.toString(), text));
  }

  /** Waits for the one file, then makes the other. */
  public static Behaviour holdsThenMarks(Path release, Path mark) {
    return new Behaviour("holds-then-marks", List.of(release.toString(), mark.toString()));
  }

  /** Prints {@code deaf}, then waits for the file whatever happens. */
  public static Behaviour ignoresInterrupts(Path release) {
    return new Behaviour("ignores-interrupts", List.of(release.toString()));
  }

  public static Behaviour returnsBytes(int size) {
    return new Behaviour("returns-bytes", List.of(Integer.toString(size)));
  }

  public static Behaviour returnsUnserialisable() {
    return new Behaviour("returns-unserialisable", List.of());
  }

  /** Computes the sum of 1 to count, each number by a sub-task that waits for another. */
  public static Behaviour sumsBySubTasks(int count) {
    return new Behaviour("sums-by-sub-tasks", List.of(Integer.toString(count)));
  }

  /** Reports half, and publishes a value. */
  public static Behaviour reports(String value) {
    return new Behaviour("reports", List.of(value));
  }

  /** Writes a file in its scratch directory and returns the directory's path. */
  public static Behaviour usesScratch() {
    return new Behaviour("uses-scratch", List.of());
  }

  /** Ends its process with the code. */
  public static Behaviour exits(int code) {
    return new Behaviour("exits", List.of(Integer.toString(code)));
  }

  public static Behaviour printsThenExits(String text, int code) {
    return new Behaviour("exits", List.of(Integer.toString(code), text));
  }

  /** Returns the variable's value and its process's directory. */
  public static Behaviour looksAround(String variable) {
    return new Behaviour("looks-around", List.of(variable));
  }

  /** Keeps so many bytes for as long as its process lives. */
  public static Behaviour hoards(int bytes) {
    return new Behaviour("hoards", List.of(Integer.toString(bytes)));
  }

  public Object perform(ModuleContext context) throws Exception {
    return switch (name) {
      case "returns" -> argument(0);
      case "throws" -> throw new ExpectedException(argument(0));
      case "prints" -> print();
      case "prints-then-throws" -> printThenThrow();
      case "holds" -> hold();
      case "prints-then-holds" -> printThenHold();
      case "holds-then-marks" -> holdThenMark();
      case "ignores-interrupts" -> ignoreInterrupts();
      case "returns-bytes" -> new byte[Integer.parseInt(argument(0))];
      case "returns-unserialisable" -> new Unserialisable();
      case "sums-by-sub-tasks" -> sum(context, Integer.parseInt(argument(0)));
      case "reports" -> report(context);
      case "uses-scratch" -> useScratch(context);
      case "exits" -> exit();
      case "looks-around" -> System.getenv(argument(0)) + " in " + Path.of("").toAbsolutePath();
      case "hoards" -> hoard(Integer.parseInt(argument(0)));
      default -> throw new IllegalArgumentException("no behaviour " + name);
    };
  }

  private static Object hoard(int bytes) {
    HOARD.add(new byte[bytes]);
    return HOARD.size();
  }

  private String argument(int index) {
    return arguments.get(index);
  }

  private Object print() {
    int lines = Integer.parseInt(argument(1));
    for (int i = 0; i < lines; i++) {
      System.out.println(argument(0) + " out " + i);
      System.err.println(argument(0) + " err " + i);
    }
    return lines;
  }

  private Object printThenThrow() throws ExpectedException {
    System.out.print(argument(0));
    throw new ExpectedException("after printing");
  }

  private Object printThenHold() throws InterruptedException {
    System.out.print(argument(1));
    return hold();
  }

  private Object hold() throws InterruptedException {
    Path release = Path.of(argument(0));
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!Files.exists(release) && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for " + release);
      }
    }
    return "released";
  }

  private Object holdThenMark() throws Exception {
    Object held = hold();
    Files.createFile(Path.of(argument(1)));
    return held;
  }

  private Object ignoreInterrupts() {
    System.out.print("deaf");
    Path release = Path.of(argument(0));
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!Files.exists(release) && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      Thread.interrupted();
    }
    return "released";
  }

  private static Object sum(ModuleContext context, int count) throws Exception {
    List<Future<Integer>> parts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      int part = i;
      parts.add(context.submit(() -> context.submit(() -> part).get()));
    }
    int sum = 0;
    for (Future<Integer> part : parts) {
      sum += part.get();
    }
    return sum;
  }

  private Object report(ModuleContext context) {
    context.progress(0.5);
    context.publish("shown", argument(0));
    return "reported";
  }

  private static Object useScratch(ModuleContext context) throws Exception {
    Path directory = context.scratchDirectory();
    Files.writeString(directory.resolve("note"), "here");
    return directory.toString();
  }

  private Object exit() {
    if (arguments.size() > 1) {
      System.out.print(argument(1));
    }
    Runtime.getRuntime().halt(Integer.parseInt(argument(0)));
    return Optional.empty();
  }
}
