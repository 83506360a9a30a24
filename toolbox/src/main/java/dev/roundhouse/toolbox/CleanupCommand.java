package dev.roundhouse.toolbox;

import dev.roundhouse.client.StartedProcesses;
import dev.roundhouse.process.RunFile;
import dev.roundhouse.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forgets what was started here. */
@Command(
    name = "cleanup",
    description =
        "Forgets the processes that were started here with this profile and live on by themselves:"
            + " ends them, or leaves them running.")
final class CleanupCommand implements ToolboxCommand {

  /** What becomes of the processes. */
  static final class Fate {

    @Option(
        names = "--terminate",
        description = "End them; a controller takes all its engines with it.")
    boolean terminate;

    @Option(names = "--leave", description = "Leave them running, for others.")
    boolean leave;
  }

  @ArgGroup(multiplicity = "1")
  private Fate fate = new Fate();

  @Override
  public ExitCode run(CommandContext context) {
    Profile profile = context.profile();
    StartedProcesses started = StartedProcesses.of(profile);
    Cleaned cleaned = clean(context, profile, started, fate.terminate);
    context.output().result(document(profile, cleaned), text(profile, cleaned));
    return ExitCode.DONE;
  }

  /**
   * What came of a clean-up.
   *
   * @param killed those that did not end by themselves
   */
  record Cleaned(StartedProcesses started, boolean terminated, List<RunFile> killed) {
    Cleaned {
      killed = List.copyOf(killed);
    }
  }

  static Cleaned clean(
      CommandContext context, Profile profile, StartedProcesses started, boolean terminate) {
    if (!terminate) {
      started.leave();
      return new Cleaned(started, false, List.of());
    }
    if (!started.detached().isEmpty()) {
      context.output().say("ending " + names(started.detached()));
    }
    List<RunFile> killed = started.terminate(profile.settings().processes().stopTimeout());
    return new Cleaned(started, true, killed);
  }

  private static Map<String, Object> document(Profile profile, Cleaned cleaned) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("profile", profile.name());
    document.put("action", cleaned.terminated() ? "terminate" : "leave");
    document.put("processes", processes(cleaned.started().detached()));
    document.put("killed", cleaned.killed().stream().map(RunFile::pid).toList());
    document.put("kept", processes(cleaned.started().kept()));
    return document;
  }

  private static List<Map<String, Object>> processes(List<RunFile> files) {
    List<Map<String, Object>> processes = new ArrayList<>();
    for (RunFile file : files) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("role", file.role().text());
      map.put("id", file.id());
      map.put("pid", file.pid());
      map.put("owner", file.owner());
      processes.add(map);
    }
    return processes;
  }

  private static String text(Profile profile, Cleaned cleaned) {
    List<String> lines = new ArrayList<>();
    List<RunFile> detached = cleaned.started().detached();
    if (detached.isEmpty()) {
      lines.add("nothing that was started here with profile " + profile.name() + " lives on");
    } else {
      lines.add((cleaned.terminated() ? "ended " : "left running ") + names(detached));
    }
    if (!cleaned.killed().isEmpty()) {
      lines.add("had to be killed: " + names(cleaned.killed()));
    }
    for (RunFile file : cleaned.started().kept()) {
      lines.add(ProcessEnds.name(file) + " ends with `" + file.owner() + "`, which keeps it");
    }
    return String.join("\n", lines);
  }

  static String names(List<RunFile> files) {
    return files.stream().map(ProcessEnds::name).collect(Collectors.joining(", "));
  }
}
