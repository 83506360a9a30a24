package dev.roundhouse.profile;

import dev.roundhouse.RoundhouseException;
import java.util.List;

/**
 * The program cannot start as it is set up: a person must mend something first. Thrown where a
 * process begins (home, profile, keys, starting another process), never in the middle of work.
 */
public final class SetupException extends RoundhouseException {

  private static final long serialVersionUID = 1L;

  private final Code kind;
  private final transient List<SettingProblem> problems;

  /** What is wrong, stable over versions. */
  public enum Code {
    /** ROUNDHOUSE_HOME cannot be used. */
    HOME("home-unusable"),
    /** No profile has this name. */
    UNKNOWN_PROFILE("unknown-profile"),
    /** A profile's settings are wrong. */
    INVALID_PROFILE("invalid-profile"),
    /** A profile's keys are missing, unsafe, expired or broken. */
    KEYS("keys-unusable"),
    /** A process of ours could not be started. */
    PROCESS("process-failed"),
    /** The port is taken. */
    PORT("port-taken");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    /** The code as it is printed, in kebab case. */
    public String text() {
      return text;
    }
  }

  /**
   * One that has a single cause.
   *
   * @param message what happened, the value, what was expected
   * @param remedy what to do next; empty where there is nothing to say
   */
  public SetupException(Code kind, String message, String remedy) {
    super(kind.text(), message, remedy);
    this.kind = kind;
    this.problems = List.of();
  }

  /** One that lists everything that is wrong with a profile. */
  SetupException(String message, List<SettingProblem> problems, String remedy) {
    super(Code.INVALID_PROFILE.text(), message, remedy);
    this.kind = Code.INVALID_PROFILE;
    this.problems = List.copyOf(problems);
  }

  /** The same with the exception that told of it. */
  public SetupException causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** What kind of trouble it is. */
  public Code kind() {
    return kind;
  }

  /** All that is wrong with the profile's settings; empty for other kinds of trouble. */
  public List<SettingProblem> problems() {
    return problems;
  }
}
