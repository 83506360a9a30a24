package dev.roundhouse.toolbox;

import dev.roundhouse.client.ControllerSite;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.client.ShutdownReport;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.process.RunFiles;
import dev.roundhouse.profile.Profile;
import dev.roundhouse.profile.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the controller to end the whole cluster. */
@Command(
    name = "shutdown",
    description = "Ends the whole cluster: its engines, wherever they run, and its controller.")
final class ShutdownCommand implements ToolboxCommand {

  @Option(names = "--yes", description = "Do not ask whether it is meant.")
  private boolean yes;

  @Option(
      names = "--force",
      description = "Also where the profile protects the cluster; nothing is asked.")
  private boolean force;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationOption.class,
      description = "How long engines may take, such as 30s or 2m. Default: 30s.")
  private Duration deadline = Duration.ofSeconds(30);

  @Override
  public ExitCode run(CommandContext context) {
    Profile profile = context.profile();
    if (!new ControllerSite(profile).listens()) {
      throw new ControllerSite(profile).none();
    }
    if (profile.settings().shutdown() == Settings.ShutdownRule.PROTECTED && !force) {
      throw refused("the profile protects this cluster (shutdown = protected)");
    }
    confirm(context, profile);
    context.output().say("shutting down the cluster at " + new ControllerSite(profile).address());
    List<RunFile> local =
        RunFiles.of(profile).live().stream()
            .filter(
                file ->
                    !file.exclusive()
                        && file.address().equals(new ControllerSite(profile).address()))
            .toList();
    ShutdownReport report;
    try (Session session = Session.open(new SessionOptions(profile))) {
      report = session.cluster().shutdown(force, deadline);
    }
    if (!report.accepted()) {
      throw refused(report.refusedBecause().orElse("the controller refused"));
    }
    report = withLiving(report, local);
    context.output().result(document(report), text(report));
    return report.stragglers().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private CommandFailure refused(String because) {
    return new CommandFailure(
        ExitCode.REFUSED,
        "refused",
        "the cluster was not shut down: " + because,
        force ? "" : "say --force if it is meant");
  }

  /** Also processes of this machine that said goodbye and live on after the deadline. */
  private ShutdownReport withLiving(ShutdownReport report, List<RunFile> local) {
    List<String> stragglers = new ArrayList<>(report.stragglers());
    ProcessEnds.await(local, deadline).forEach(file -> stragglers.add(ProcessEnds.name(file)));
    return new ShutdownReport(true, Optional.empty(), stragglers);
  }

  private void confirm(CommandContext context, Profile profile) {
    if (yes || force) {
      return;
    }
    String question =
        "end the cluster at " + new ControllerSite(profile).address() + " and all that it runs?";
    if (!context.confirms(question)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "not-confirmed",
          "the cluster was not shut down: nobody confirmed it",
          "say --yes to shut it down without being asked");
    }
  }

  private static Map<String, @Nullable Object> document(ShutdownReport report) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("accepted", report.accepted());
    document.put("stragglers", report.stragglers());
    return document;
  }

  private static String text(ShutdownReport report) {
    return report.stragglers().isEmpty()
        ? "the cluster was shut down"
        : "the cluster was shut down, but these engines did not end in time: "
            + String.join(", ", report.stragglers());
  }
}
