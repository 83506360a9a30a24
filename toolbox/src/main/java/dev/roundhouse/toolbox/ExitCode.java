package dev.roundhouse.toolbox;

/** What the process tells the shell. */
enum ExitCode {
  DONE(0),
  /** The run or the request failed. */
  FAILED(1),
  /** Wrong usage, or an invalid file. */
  USAGE(2),
  /** No cluster could be reached. */
  NO_CLUSTER(3),
  /** Somebody or something said no, such as a protected cluster. */
  REFUSED(4),
  /** The run is suspended: run it again later. */
  SUSPENDED(5),
  /** Ctrl-C. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
