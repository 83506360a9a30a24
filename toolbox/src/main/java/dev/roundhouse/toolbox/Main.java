package dev.roundhouse.toolbox;

/** The program {@code roundhouse}. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new Commands(Surroundings.ofProcess()).run(args).number());
  }
}
