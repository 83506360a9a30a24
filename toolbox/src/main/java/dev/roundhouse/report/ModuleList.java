package dev.roundhouse.report;

import dev.roundhouse.history.AttemptRecord;
import dev.roundhouse.history.ModuleRecord;
import dev.roundhouse.history.ModuleShape;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The modules of a run, a line each that opens to parameters, attempts, errors and output. */
final class ModuleList {

  /** Attempts of one module that are listed at most. */
  private static final int MOST_ATTEMPTS = 200;

  private final Html page;
  private final RunRecord run;
  private final double longest;

  private ModuleList(Html page, RunRecord run) {
    this.page = page;
    this.run = run;
    this.longest = run.modules().stream().mapToDouble(ModuleList::seconds).max().orElse(0);
  }

  static void draw(Html page, RunRecord run) {
    ModuleList list = new ModuleList(page, run);
    page.raw("<div id=\"modules\">\n");
    for (int i = 0; i < run.modules().size(); i++) {
      list.module(i, run.modules().get(i));
    }
    page.raw("</div>\n");
  }

  private static double seconds(ModuleRecord module) {
    return module.elapsed().map(Duration::toNanos).orElse(0L) / 1e9;
  }

  private void module(int position, ModuleRecord module) {
    page.raw("<details class=\"module\" id=\"m" + position + "\" data-position=\"" + position);
    page.raw("\" data-status=\"").text(module.state().status());
    page.raw("\" data-name=\"").text(module.name());
    page.raw("\" data-seconds=\"" + seconds(module) + "\"><summary>");
    page.element("span", "class=\"name\"", module.name());
    status(page, module.state().status());
    page.element("span", "class=\"scheme\"", module.state().scheme().orElse("–"));
    page.raw("<span class=\"attempts\">" + attempts(module) + "</span>");
    page.raw("<span class=\"elapsed\">");
    page.text(module.elapsed().map(Html::span).orElse("–")).raw("</span>");
    double share = longest == 0 ? 0 : seconds(module) / longest * 100;
    page.raw("<span class=\"share\" aria-hidden=\"true\"><i style=\"width:");
    page.raw(Html.number(share) + "%\"></i></span></summary><div class=\"inside\">\n");
    facts(module);
    error(page, module);
    printed(page, module);
    table(module);
    page.raw("</div></details>\n");
  }

  private static String attempts(ModuleRecord module) {
    int attempts = module.attempts().size();
    return attempts == 0 ? "–" : attempts == 1 ? "1 attempt" : attempts + " attempts";
  }

  static void status(Html page, String status) {
    page.raw("<span class=\"status ").text(status).raw("\">").text(status).raw("</span>");
  }

  private void facts(ModuleRecord module) {
    page.raw("<dl>");
    page.raw("<dt>type</dt>").element("dd", "", module.shape().module().type());
    module
        .startedAt()
        .map(at -> Duration.between(run.header().startedAt(), at))
        .ifPresent(
            after ->
                page.raw("<dt>started</dt>")
                    .element("dd", "", Html.span(after) + " after the run began"));
    module
        .state()
        .signature()
        .ifPresent(text -> page.raw("<dt>signature</dt>").element("dd", "", text));
    for (ModuleShape.Input input : module.shape().inputs()) {
      String value =
          input
              .value()
              .map(json -> "= " + json)
              .orElseGet(
                  () ->
                      "← "
                          + input.sources().stream()
                              .map(Object::toString)
                              .collect(Collectors.joining(", ")));
      page.element("dt", "", input.port()).element("dd", "class=\"value\"", value);
    }
    page.raw("</dl>\n");
  }

  static void error(Html page, ModuleRecord module) {
    module
        .state()
        .error()
        .ifPresent(
            error -> {
              page.raw("<p class=\"error\">").element("b", "", error.type());
              page.raw(": ").text(error.message()).raw("</p>");
              trace(page, error);
            });
    module
        .state()
        .skippedBecause()
        .filter(because -> module.state().status().equals("skipped"))
        .ifPresent(because -> page.element("p", "", "skipped because of " + because));
  }

  private static void trace(Html page, TaskError error) {
    if (!error.stackTrace().isBlank()) {
      page.raw("<details><summary>stack trace</summary>");
      page.element("pre", "tabindex=\"0\"", error.stackTrace()).raw("</details>\n");
    }
  }

  static void printed(Html page, ModuleRecord module) {
    printed(page, "standard output", module.state().printed().stdout());
    printed(page, "standard error", module.state().printed().stderr());
  }

  private static void printed(Html page, String stream, String text) {
    if (!text.isEmpty()) {
      page.raw("<h4>" + stream + "</h4>").element("pre", "tabindex=\"0\"", text).raw("\n");
    }
  }

  private void table(ModuleRecord module) {
    List<AttemptRecord> attempts = module.attempts();
    if (attempts.isEmpty()) {
      return;
    }
    page.raw("<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>task<th>attempt<th>status");
    page.raw("<th>scheme<th>where<th>started<th>elapsed<th>error</tr></thead><tbody>\n");
    attempts.stream().limit(MOST_ATTEMPTS).forEach(this::attempt);
    page.raw("</tbody></table></div>");
    if (attempts.size() > MOST_ATTEMPTS) {
      page.raw("<p>" + (attempts.size() - MOST_ATTEMPTS) + " more attempts are not listed;");
      page.raw(" <code>roundhouse runs show</code> has them all.</p>");
    }
  }

  private void attempt(AttemptRecord record) {
    Place place = record.attempt().place();
    Duration after = Duration.between(run.header().startedAt(), record.startedAt());
    page.raw("<tr><td>" + record.task() + "<td>" + record.attempt().number() + "<td>");
    status(page, record.status());
    page.element("td", "", place.scheme());
    String who = place.engine().isEmpty() ? place.host() : place.engine() + ", " + place.host();
    page.element("td", "", who + " pid " + place.pid());
    page.raw("<td>" + Html.span(after) + "<td>" + Html.span(record.elapsed()));
    page.element("td", "", record.attempt().error().map(TaskError::message).orElse(""));
    page.raw("</tr>\n");
  }
}
