package dev.roundhouse.toolbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a script by which a shell completes command lines. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which a shell completes command lines.",
      "In bash or zsh: source <(roundhouse completion)"
    })
final class CompletionCommand implements ToolboxCommand {

  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Parameters(
      paramLabel = "bash|zsh",
      arity = "0..1",
      description = "The shell. Default: by the variable SHELL, else bash.")
  private @Nullable String shell;

  @Override
  public ExitCode run(CommandContext context) {
    String chosen = Optional.ofNullable(shell).orElseGet(() -> usual(context));
    if (!SHELLS.contains(chosen)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "usage",
          "no completion for \"" + chosen + "\", expected bash or zsh",
          "source <(roundhouse completion bash)");
    }
    String script = script(chosen);
    context.output().result(Map.of("shell", chosen, "script", script), script.stripTrailing());
    return ExitCode.DONE;
  }

  private static String usual(CommandContext context) {
    String path = context.surroundings().environment().getOrDefault("SHELL", "bash");
    return path.endsWith("zsh") ? "zsh" : "bash";
  }

  /** The script of zsh is that of bash, which turns on zsh's own support of such scripts. */
  private static String script(String shell) {
    String script = AutoComplete.bash("roundhouse", new Roundhouse().all());
    return shell.equals("zsh") ? "#compdef roundhouse\n" + script : script;
  }
}
