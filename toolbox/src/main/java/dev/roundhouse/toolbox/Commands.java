package dev.roundhouse.toolbox;

import dev.roundhouse.RoundhouseException;
import dev.roundhouse.module.NearNames;
import dev.roundhouse.pipeline.OnError;
import dev.roundhouse.profile.SettingProblem;
import dev.roundhouse.profile.SetupException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Parses a command line, runs its command, and turns every way in which it can go wrong into an
 * exit code and a message: never a stack trace for somebody who mistyped.
 */
final class Commands {

  private final Surroundings surroundings;
  private final Roundhouse root = new Roundhouse();

  Commands(Surroundings surroundings) {
    this.surroundings = Objects.requireNonNull(surroundings, "surroundings");
  }

  /** Runs a command line to its end. */
  ExitCode run(String... args) {
    try {
      return run(parse(args));
    } catch (ParameterException e) {
      output(mannerOf(args)).failure(wrongUsage(e));
      return ExitCode.USAGE;
    }
  }

  /** What is wrong is told with all commands in view. */
  private ParseResult parse(String... args) {
    Optional<CommandLine> only = args.length == 0 ? Optional.empty() : root.only(args[0]);
    if (only.isPresent()) {
      try {
        return configured(only.get()).parseArgs(args);
      } catch (ParameterException e) {
        return configured(root.all()).parseArgs(args);
      }
    }
    return configured(root.all()).parseArgs(args);
  }

  private CommandLine configured(CommandLine line) {
    return line.registerConverter(OnError.class, new ChoiceOption<>(OnError.class))
        .registerConverter(GraphCommand.Format.class, new ChoiceOption<>(GraphCommand.Format.class))
        .registerConverter(
            RunsExportCommand.Format.class, new ChoiceOption<>(RunsExportCommand.Format.class))
        .setUsageHelpAutoWidth(surroundings.terminal())
        .setUsageHelpLongOptionsMaxWidth(28);
  }

  private ExitCode run(ParseResult parsed) {
    Output output = output(Output.Manner.of(root.options(), surroundings));
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine chosen = last.commandSpec().commandLine();
    if (root.options().help()) {
      return help(output, chosen);
    }
    if (!(last.commandSpec().userObject() instanceof ToolboxCommand command)) {
      output.failure(commandMissing(chosen));
      return ExitCode.USAGE;
    }
    ExitCode end = perform(command, new CommandContext(surroundings, root.options(), output));
    return output.isWhole() ? end : ExitCode.FAILED;
  }

  private static ExitCode perform(ToolboxCommand command, CommandContext context) {
    try {
      return command.run(context);
    } catch (CommandFailure e) {
      context.output().failure(e);
      return e.exit();
    } catch (SetupException e) {
      context.output().failure(setup(e));
      return setup(e).exit();
    } catch (RoundhouseException e) {
      CommandFailure failure = known(e);
      context.output().failure(failure);
      return failure.exit();
    } catch (UncheckedIOException e) {
      CommandFailure failure = unreadable(e);
      context.output().failure(failure);
      return failure.exit();
    } catch (RuntimeException | LinkageError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      context.output().detail(trace.toString());
      context.output().failure(bug(e));
      return ExitCode.FAILED;
    }
  }

  private static ExitCode help(Output output, CommandLine command) {
    String text = command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
    output.result(Map.of("help", text), text);
    return ExitCode.DONE;
  }

  private Output output(Output.Manner manner) {
    return new Output(surroundings, manner);
  }

  /** The manner where the options could not be parsed. */
  private Output.Manner mannerOf(String... args) {
    boolean json = Arrays.asList(args).contains("--json");
    return new Output.Manner(
        json,
        false,
        false,
        surroundings.terminal(),
        surroundings.terminal() && !surroundings.environment().containsKey("NO_COLOR"));
  }

  private static CommandFailure wrongUsage(ParameterException e) {
    CommandLine line = e.getCommandLine();
    String command = line.getCommandSpec().qualifiedName(" ");
    String help = "see: " + command + " --help";
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return new CommandFailure(ExitCode.USAGE, "usage", firstLine(e), help);
    }
    String wrong = unmatched.getUnmatched().get(0);
    boolean option = wrong.startsWith("-");
    boolean parent = !line.getSubcommands().isEmpty();
    String name = option ? wrong.split("=", 2)[0] : wrong;
    String what = option ? "unknown option " : parent ? "unknown command " : "surplus argument ";
    List<String> near = NearNames.of(name, option ? options(line) : line.getSubcommands().keySet());
    String hint = near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "? ";
    return new CommandFailure(
        ExitCode.USAGE, "usage", what + name + " for " + command, hint + help);
  }

  private static List<String> options(CommandLine line) {
    return line.getCommandSpec().options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static String firstLine(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  private static CommandFailure commandMissing(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName(" ");
    String known = String.join(", ", command.getSubcommands().keySet());
    return new CommandFailure(
        ExitCode.USAGE,
        "usage",
        "a command is missing after '" + name + "', expected one of " + known,
        "see: " + name + " --help");
  }

  private static CommandFailure setup(SetupException e) {
    ExitCode exit =
        switch (e.kind()) {
          case HOME, UNKNOWN_PROFILE, INVALID_PROFILE -> ExitCode.USAGE;
          case KEYS, PROCESS, PORT -> ExitCode.FAILED;
        };
    return new CommandFailure(
        exit, e.code(), String.valueOf(e.getMessage()), e.hint(), problems(e));
  }

  private static Map<String, Object> problems(SetupException e) {
    return e.problems().isEmpty()
        ? Map.of()
        : Map.of("problems", e.problems().stream().map(Commands::problem).toList());
  }

  private static Map<String, Object> problem(SettingProblem problem) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("where", problem.where());
    map.put("key", problem.key());
    map.put("message", problem.message());
    return map;
  }

  private static CommandFailure known(RoundhouseException e) {
    ExitCode exit = e.code().equals("no-cluster") ? ExitCode.NO_CLUSTER : ExitCode.FAILED;
    return new CommandFailure(exit, e.code(), String.valueOf(e.getMessage()), e.hint());
  }

  /** A disk that is full, a file that is not for this user: nothing that the program could know. */
  private static CommandFailure unreadable(UncheckedIOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new CommandFailure(
        ExitCode.FAILED,
        "io",
        "a file could not be read or written: " + e.getMessage(),
        "look for space and permissions where it is: " + cause.getClass().getSimpleName());
  }

  private static CommandFailure bug(Throwable e) {
    return new CommandFailure(
        ExitCode.FAILED,
        "internal",
        "this should not have happened: " + e,
        "run it again with -v for the stack trace, and report it");
  }
}
