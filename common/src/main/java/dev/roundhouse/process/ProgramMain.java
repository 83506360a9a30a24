package dev.roundhouse.process;

import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Program;
import dev.roundhouse.profile.SetupException;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What the mains of controller and engine have in common: arguments, errors, exit codes. */
public final class ProgramMain {

  private static final String LOGGING = "logback.configurationFile";
  private static final int WRONG_USAGE = 2;
  private static final int FAILED = 1;

  private ProgramMain() {}

  /** The work of a process; returns when it is done. */
  @FunctionalInterface
  public interface Work {
    void run(ForegroundProcess process, Profile profile) throws Exception;
  }

  /** Runs a process of this role from its arguments to its end. Does not return. */
  public static void run(Role role, String[] arguments, Work work) {
    ForegroundProcess process = ForegroundProcess.begin(role);
    chooseLogging();
    // Made here by one thread: several that come at once would have to wait for one another.
    LoggerFactory.getILoggerFactory();
    try {
      Optional<ProgramArguments.Given> given = ProgramArguments.read(role.text(), arguments);
      if (given.isPresent()) {
        given.get().readyFile().ifPresent(process::readyFile);
        work.run(process, given.get().profile());
      }
      process.end(0);
    } catch (CommandLine.ParameterException e) {
      process.fail(e.getMessage() + "; see " + role.text() + " --help", WRONG_USAGE);
    } catch (SetupException e) {
      boolean failed =
          e.kind() == SetupException.Code.PORT || e.kind() == SetupException.Code.PROCESS;
      process.fail(withRemedy(e), failed ? FAILED : WRONG_USAGE);
    } catch (Exception e) {
      process.fail(role.text() + " failed: " + e.getMessage(), FAILED);
    }
  }

  /** By plain {@code java -cp} nobody named the program's own logging, and the default is noisy. */
  private static void chooseLogging() {
    if (System.getProperty(LOGGING) == null) {
      Program.directory()
          .map(program -> program.resolve("conf").resolve("logback.xml"))
          .ifPresent(file -> System.setProperty(LOGGING, file.toString()));
    }
  }

  private static String withRemedy(SetupException e) {
    StringBuilder message = new StringBuilder(e.getMessage());
    if (!e.hint().isEmpty()) {
      message.append("; ").append(e.hint());
    }
    return message.toString();
  }
}
