package dev.roundhouse.history;

import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recorded runs as CSV (RFC 4180, with a line of names; lines end by LF). */
public final class RunCsv {

  private RunCsv() {}

  /** A line a run. */
  public static String runs(List<RunSummary> runs) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "id,pipeline,status,started_at,finished_at,elapsed_seconds,modules,failed,cached,user,host,"
            + "profile,version,source,command");
    for (RunSummary run : runs) {
      RunHeader header = run.header();
      lines.add(
          line(
              run.id(),
              header.pipeline(),
              run.status(),
              UtcTime.text(header.startedAt()),
              run.finishedAt().map(UtcTime::text).orElse(null),
              seconds(run.elapsed()),
              run.modules(),
              run.failed(),
              run.cached(),
              header.user(),
              run.host(),
              header.profile(),
              header.version(),
              header.source().orElse(null),
              header.command().orElse(null)));
    }
    return String.join("\n", lines);
  }

  /** A line an attempt, and one for each module without any. */
  public static String attempts(List<RunRecord> runs) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "run,pipeline,module,type,module_status,cached,signature,task,attempt,status,scheme,engine,"
            + "host,pid,started_at,finished_at,elapsed_seconds,error_type,error_message");
    for (RunRecord run : runs) {
      for (ModuleRecord module : run.modules()) {
        if (module.attempts().isEmpty()) {
          lines.add(line(untried(run, module)));
        }
        module.attempts().forEach(attempt -> lines.add(line(attempt(run, module, attempt))));
      }
    }
    return String.join("\n", lines);
  }

  private static @Nullable Object[] untried(RunRecord run, ModuleRecord module) {
    @Nullable Object[] nothing = new @Nullable Object[10];
    return joined(module(run, module), nothing, error(module.state().error()));
  }

  private static @Nullable Object[] attempt(
      RunRecord run, ModuleRecord module, AttemptRecord record) {
    Place place = record.attempt().place();
    @Nullable Object[] facts = {
      record.task(),
      record.attempt().number(),
      record.status(),
      place.scheme(),
      place.engine(),
      place.host(),
      place.pid(),
      UtcTime.text(record.startedAt()),
      UtcTime.text(record.finishedAt()),
      seconds(Optional.of(record.elapsed()))
    };
    return joined(module(run, module), facts, error(record.attempt().error()));
  }

  private static @Nullable Object[] module(RunRecord run, ModuleRecord module) {
    return new @Nullable Object[] {
      run.header().id(),
      run.header().pipeline(),
      module.name(),
      module.shape().module().type(),
      module.state().status(),
      module.state().cached(),
      module.state().signature().orElse(null)
    };
  }

  private static @Nullable Object[] error(Optional<TaskError> error) {
    return new @Nullable Object[] {
      error.map(TaskError::type).orElse(null), error.map(TaskError::message).orElse(null)
    };
  }

  private static @Nullable Object[] joined(@Nullable Object[]... parts) {
    return Stream.of(parts).flatMap(Stream::of).toArray();
  }

  private static String line(@Nullable Object... values) {
    return Stream.of(values).map(RunCsv::cell).collect(Collectors.joining(","));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean plain = text.chars().noneMatch(sign -> "\",\n\r".indexOf(sign) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static @Nullable String seconds(Optional<Duration> elapsed) {
    return elapsed
        .map(time -> java.math.BigDecimal.valueOf(time.toNanos() / 1_000, 6).toPlainString())
        .orElse(null);
  }
}
