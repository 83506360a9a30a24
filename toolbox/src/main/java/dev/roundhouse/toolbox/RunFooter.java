package dev.roundhouse.toolbox;

import dev.roundhouse.client.ModuleProgress;
import dev.roundhouse.client.ModuleStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The line below the bars: how long the run took so far, how long it will still take, and which
 * modules run. Knows no clock; for one thread.
 */
final class RunFooter {

  /** It must not go on in the next line of a narrow terminal. */
  private static final int WIDEST = 78;

  private static final Duration LEAST_LEFT = Duration.ofMillis(500);

  private final Expectation expectation;
  private final Map<String, Duration> running = new LinkedHashMap<>();

  RunFooter(List<String> modules) {
    this.expectation = new Expectation(modules);
  }

  Expectation expectation() {
    return expectation;
  }

  /** A module changed, so long after the run began. */
  void update(ModuleProgress module, Duration elapsed) {
    expectation.update(module);
    if (module.status() == ModuleStatus.RUNNING) {
      running.putIfAbsent(module.name(), elapsed);
    } else {
      running.remove(module.name());
    }
  }

  /** The line, so long after the run began. */
  String text(Duration elapsed) {
    StringBuilder line = new StringBuilder("  ").append(clock(elapsed));
    expectation
        .left(elapsed)
        .filter(left -> left.compareTo(LEAST_LEFT) >= 0)
        .ifPresent(left -> line.append(", about ").append(clock(left)).append(" left"));
    int shown = 0;
    for (Map.Entry<String, Duration> module : running.entrySet()) {
      String more = " +" + (running.size() - shown);
      String next =
          (shown == 0 ? "  running " : ", ")
              + module.getKey()
              + " "
              + clock(elapsed.minus(module.getValue()));
      if (line.length() + next.length() + more.length() > WIDEST) {
        return line.append(shown == 0 ? "  running " + running.size() : more).toString();
      }
      line.append(next);
      shown++;
    }
    return line.toString();
  }

  private static String clock(Duration span) {
    return span.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", span.toMinutes(), span.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            span.toHours(),
            span.toMinutesPart(),
            span.toSecondsPart());
  }
}
