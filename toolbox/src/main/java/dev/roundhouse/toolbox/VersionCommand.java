package dev.roundhouse.toolbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Tells the versions of the program and of the JVM that runs it. */
@Command(name = "version", description = "Shows the version of the program and of its JVM.")
final class VersionCommand implements ToolboxCommand {

  @Override
  public ExitCode run(CommandContext context) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", version());
    document.put("java", System.getProperty("java.runtime.version"));
    document.put("jvm", System.getProperty("java.vm.name"));
    document.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    context
        .output()
        .result(
            document,
            "roundhouse "
                + version()
                + " (Java "
                + document.get("java")
                + ", "
                + document.get("system")
                + ")");
    return ExitCode.DONE;
  }

  /** From the jar's manifest; class folders have none. */
  static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
