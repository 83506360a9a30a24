package dev.roundhouse.toolbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets size and priority of a scheme. */
@Command(name = "set", description = "Sets size or priority of a scheme, from the next run on.")
final class SchemesSetCommand implements ToolboxCommand {

  private static final List<String> SETTINGS = List.of("size", "priority");

  @Mixin private final SchemeName scheme = new SchemeName();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY=N",
      description = {
        "size=N: tasks at the same time; 0 is automatic.",
        "priority=N: the enabled scheme with the lowest number is taken."
      })
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public ExitCode run(CommandContext context) {
    Map<String, Object> choices = new LinkedHashMap<>();
    settings.forEach((key, value) -> choices.put(scheme.key(known(key)), number(key, value)));
    return SchemeTable.keep(context, choices);
  }

  private static String known(String key) {
    if (!SETTINGS.contains(key)) {
      throw wrong(
          "a scheme has no \"" + key + "\" to set, expected " + String.join(" or ", SETTINGS));
    }
    return key;
  }

  private static int number(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw wrong(key + " is \"" + value + "\", expected a whole number, such as " + key + "=4");
    }
  }

  private static CommandFailure wrong(String message) {
    return new CommandFailure(
        ExitCode.USAGE, "usage", message, "see: roundhouse schemes set --help");
  }
}
