package dev.roundhouse.report;

import dev.roundhouse.graph.GraphSvg;
import dev.roundhouse.graph.PipelineGraph;
import dev.roundhouse.history.EngineRecord;
import dev.roundhouse.history.MachineRecord;
import dev.roundhouse.history.ModuleRecord;
import dev.roundhouse.history.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A run as one page of HTML that asks for nothing from outside and lets nothing of what users wrote
 * become markup. It follows the reader's choice of light or dark.
 */
public final class RunReport {

  private static final List<String> STATUSES =
      List.of(
          "failed",
          "running",
          "queued",
          "waiting",
          "suspended",
          "cancelled",
          "skipped",
          "cached",
          "succeeded");

  private final Html page = new Html();
  private final RunRecord run;

  private RunReport(RunRecord run) {
    this.run = run;
  }

  /** The page. */
  public static String html(RunRecord run) {
    return new RunReport(run).draw();
  }

  /**
   * Writes the page whole: who reads the file sees the old one or the new one.
   *
   * @throws UncheckedIOException it cannot be written
   */
  public static void write(RunRecord run, Path file) {
    WholeFile.write(file, html(run));
  }

  private String draw() {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    page.raw(" style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>");
    page.text(run.header().pipeline() + " " + run.status()).raw("</title>\n<style>\n");
    page.raw(resource("report.css")).raw("</style></head>\n<body>\n");
    page.raw("<a class=\"skip\" href=\"#modules\">To the modules</a>\n");
    head();
    page.raw("<main>\n");
    failures();
    graph();
    timeline();
    modules();
    page.raw("</main>\n<script>\n").raw(resource("report.js")).raw("</script>\n</body></html>\n");
    return page.toString();
  }

  private void head() {
    page.raw("<header><h1>").text(run.header().pipeline()).raw(" ");
    ModuleList.status(page, run.status());
    page.raw("</h1>\n<p class=\"when\">").text(Html.moment(run.header().startedAt()));
    run.elapsed().ifPresent(elapsed -> page.raw(" · ").text(Html.span(elapsed)));
    page.raw("</p>\n<ul class=\"counts\">");
    counts()
        .forEach(
            (status, count) ->
                page.raw("<li class=\"")
                    .text(status)
                    .raw("\"><b>" + count + "</b> ")
                    .text(status)
                    .raw("</li>"));
    page.raw("</ul>\n<details class=\"facts\"><summary>About this run</summary><dl>");
    facts().forEach((name, value) -> page.element("dt", "", name).element("dd", "", value));
    page.raw("</dl></details>\n");
    run.problems().forEach(problem -> page.element("p", "class=\"problem\"", problem));
    page.raw("</header>\n");
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String status : STATUSES) {
      int count =
          (int)
              run.modules().stream()
                  .filter(module -> module.state().status().equals(status))
                  .count();
      if (count > 0) {
        counts.put(status, count);
      }
    }
    return counts;
  }

  private Map<String, String> facts() {
    MachineRecord machine = run.machine();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("run", run.header().id());
    run.header().source().ifPresent(file -> facts.put("file", file));
    run.header().command().ifPresent(command -> facts.put("command", command));
    facts.put("by", run.header().user());
    facts.put("version", "Roundhouse " + run.header().version());
    facts.put("profile", run.header().profile());
    facts.put("on error", run.header().onError());
    facts.put(
        "machine",
        machine.name()
            + ", "
            + machine.system()
            + " "
            + machine.architecture()
            + ", "
            + machine.cores()
            + " cores, "
            + (machine.memory() >> 20)
            + " MiB");
    facts.put("JDK", machine.jdk());
    for (EngineRecord engine : run.engines()) {
      facts.put(
          "engine " + engine.id(),
          engine.host()
              + " pid "
              + engine.pid()
              + ", "
              + engine.system()
              + ", slots "
              + engine.slots());
    }
    return facts;
  }

  private void failures() {
    List<ModuleRecord> failed =
        run.modules().stream().filter(module -> module.state().error().isPresent()).toList();
    if (failed.isEmpty()) {
      return;
    }
    page.raw("<section class=\"failures\"><h2>What failed</h2>\n");
    for (ModuleRecord module : failed) {
      page.raw("<article><h3>").text(module.name()).raw("</h3>");
      ModuleList.error(page, module);
      ModuleList.printed(page, module);
      page.raw("</article>\n");
    }
    page.raw("</section>\n");
  }

  private void graph() {
    Map<String, String> states = new HashMap<>();
    run.modules().forEach(module -> states.put(module.name(), module.state().status()));
    page.raw("<section><h2>Graph</h2>\n<div class=\"tools\">");
    page.raw("<button type=\"button\" data-zoom=\"fit\">Fit</button>");
    page.raw("<button type=\"button\" data-zoom=\"1\">Actual size</button>");
    page.raw("<button type=\"button\" data-zoom=\"out\" aria-label=\"Smaller\">−</button>");
    page.raw("<button type=\"button\" data-zoom=\"in\" aria-label=\"Larger\">+</button></div>\n");
    page.raw("<div class=\"picture\" id=\"graph\" tabindex=\"0\" role=\"group\"");
    page.raw(" aria-label=\"Graph of the modules\">");
    page.raw(
        GraphSvg.marked(
            run.graph(),
            (PipelineGraph.Module module) -> states.getOrDefault(module.name(), "waiting")));
    page.raw("</div></section>\n");
  }

  private void timeline() {
    Timeline timeline = Timeline.of(run);
    page.raw("<section><h2>Timeline</h2>\n");
    if (timeline.groups().isEmpty()) {
      page.raw("<p>Nothing was computed.</p></section>\n");
      return;
    }
    page.raw("<div class=\"picture\" tabindex=\"0\" role=\"group\" aria-label=\"Timeline\">");
    TimelineSvg.draw(page, run, timeline);
    page.raw("</div>");
    if (timeline.leftOut() > 0) {
      page.raw("<p>" + timeline.leftOut() + " more attempts are not drawn.</p>");
    }
    page.raw("</section>\n");
  }

  private void modules() {
    page.raw("<section><h2>Modules</h2>\n<div class=\"tools\">");
    page.raw("<label>Find <input id=\"find\" type=\"search\"></label>");
    page.raw("<label>State <select id=\"state\"><option value=\"\">all</option>");
    counts().forEach((status, count) -> page.element("option", "", status));
    page.raw("</select></label><label>Order <select id=\"order\">");
    page.raw(
        "<option value=\"position\">as they run</option><option value=\"seconds\">longest first");
    page.raw("</option><option value=\"name\">by name</option></select></label>");
    page.raw("<output id=\"shown\" aria-live=\"polite\"></output></div>\n");
    ModuleList.draw(page, run);
    page.raw("</section>\n");
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(RunReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
