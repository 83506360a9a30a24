package dev.roundhouse.report;

import dev.roundhouse.history.RunRecord;
import java.time.Duration;
import java.time.Instant;

/** A timeline as a picture. */
final class TimelineSvg {

  private static final double WIDTH = 1200;
  private static final double HEAD = 22;
  private static final double TITLE = 20;
  private static final double GAP = 6;
  private static final double TALLEST = 18;
  private static final double LOWEST = 3;
  private static final double ROOM = 1_600;
  private static final double LETTER = 6.6;
  private static final double READABLE = 12;
  private static final double THINNEST = 1.2;
  private static final int MOST_TICKS = 12;

  private final Html svg;
  private final Instant start;
  private final double seconds;
  private final double lane;

  private TimelineSvg(Html svg, RunRecord run, Timeline timeline) {
    this.svg = svg;
    this.start = run.header().startedAt();
    Duration all = Duration.between(start, end(run, timeline));
    this.seconds = Math.max(1e-6, all.toNanos() / 1e9);
    int lanes = timeline.groups().stream().mapToInt(group -> group.lanes().size()).sum();
    this.lane = Math.max(LOWEST, Math.min(TALLEST, ROOM / Math.max(1, lanes)));
  }

  static void draw(Html page, RunRecord run, Timeline timeline) {
    new TimelineSvg(page, run, timeline).draw(timeline);
  }

  /** An attempt that was given up may have been told of later than the run's end. */
  private static Instant end(RunRecord run, Timeline timeline) {
    return timeline.groups().stream()
        .flatMap(group -> group.lanes().stream())
        .map(bars -> bars.get(bars.size() - 1).to())
        .max(Instant::compareTo)
        .filter(last -> last.isAfter(run.lastKnown()))
        .orElse(run.lastKnown());
  }

  private void draw(Timeline timeline) {
    double height = HEAD;
    for (Timeline.Group group : timeline.groups()) {
      height += TITLE + group.lanes().size() * lane + GAP;
    }
    svg.raw(
            "<svg class=\"timeline\" role=\"img\" aria-label=\"Timeline of all attempts\" viewBox=\"0 0 ")
        .raw(Html.number(WIDTH) + " " + Html.number(height))
        .raw("\" width=\"" + Html.number(WIDTH) + "\" height=\"" + Html.number(height) + "\">\n");
    axis(height);
    double y = HEAD;
    for (Timeline.Group group : timeline.groups()) {
      svg.raw("<text class=\"lane\" x=\"4\" y=\"" + Html.number(y + 14) + "\">");
      svg.text(group.name()).raw("</text>\n");
      y += TITLE;
      for (var bars : group.lanes()) {
        double top = y;
        bars.forEach(bar -> bar(bar, top));
        y += lane;
      }
      y += GAP;
    }
    svg.raw("</svg>\n");
  }

  private void axis(double height) {
    double step = step();
    for (int i = 0; i * step <= seconds; i++) {
      double x = x(i * step);
      svg.raw("<line class=\"tick\" x1=\"" + Html.number(x) + "\" x2=\"" + Html.number(x));
      svg.raw("\" y1=\"16\" y2=\"" + Html.number(height) + "\"/>");
      boolean last = x > WIDTH - 40;
      svg.raw("<text class=\"tick\" y=\"11\" x=\"" + Html.number(last ? x - 3 : x + 3) + "\"");
      svg.raw(last ? " text-anchor=\"end\">" : ">").text(label(i * step)).raw("</text>\n");
    }
  }

  private static String label(double at) {
    return at == 0 ? "0" : Html.span(Duration.ofNanos(Math.round(at * 1e9)));
  }

  /** 1, 2 or 5 times a power of ten. */
  private double step() {
    double step = Math.pow(10, Math.floor(Math.log10(seconds / MOST_TICKS)));
    while (seconds / step > MOST_TICKS) {
      step *= seconds / step > MOST_TICKS * 2.5 ? 5 : 2;
    }
    return step;
  }

  private void bar(Timeline.Bar bar, double y) {
    double from = x(since(bar.from()));
    double width = Math.max(THINNEST, x(since(bar.to())) - from);
    String name = bar.module();
    svg.raw("<g class=\"bar ").text(bar.attempt().status()).raw("\"><title>").text(name);
    svg.raw(" task " + bar.attempt().task() + " attempt " + bar.attempt().attempt().number());
    svg.raw(": ").text(bar.attempt().status()).raw(", " + Html.span(bar.attempt().elapsed()));
    svg.raw(" from " + label(since(bar.from())) + "</title><rect x=\"" + Html.number(from));
    svg.raw("\" y=\"" + Html.number(y) + "\" width=\"" + Html.number(width));
    svg.raw("\" height=\"" + Html.number(Math.max(2, lane - 2)) + "\" rx=\"2\"/>");
    int letters = (int) ((width - 8) / LETTER);
    if (lane >= READABLE && letters >= Math.min(4, name.length())) {
      String shown = name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
      svg.raw("<text x=\"" + Html.number(from + 4) + "\" y=\"" + Html.number(y + lane - 6) + "\">");
      svg.text(shown).raw("</text>");
    }
    svg.raw("</g>\n");
  }

  private double since(Instant at) {
    return Math.max(0, Duration.between(start, at).toNanos() / 1e9);
  }

  private double x(double second) {
    return second / seconds * (WIDTH - 2);
  }
}
