package dev.roundhouse.toolbox;

import dev.roundhouse.client.SchemeChoice;
import dev.roundhouse.client.SchemePolicy;
import dev.roundhouse.client.SchemeSetting;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.profile.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run would do: each module with the scheme that it would take, and why no other. */
final class DryRun {

  private DryRun() {}

  static Map<String, Object> document(CommandContext context, PipelineRunner.Request request) {
    SchemePolicy policy = policy(context, request);
    Map<String, Object> modules = new LinkedHashMap<>();
    for (Plan.Node node : computed(request.plan())) {
      SchemeChoice choice = policy.choose(node.descriptor().support(), node.options());
      Map<String, Object> module = new LinkedHashMap<>();
      module.put("type", node.descriptor().type());
      module.put("scheme", choice.scheme());
      module.put("reasons", choice.notTaken().stream().map(Object::toString).toList());
      module.put("needs", needs(node));
      modules.put(node.name(), module);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pipeline", request.plan().name());
    document.put("modules", modules);
    document.put("sinks", request.plan().sinks());
    return document;
  }

  static String text(CommandContext context, PipelineRunner.Request request) {
    SchemePolicy policy = policy(context, request);
    boolean reasons = context.output().manner().verbose();
    int width =
        computed(request.plan()).stream().mapToInt(node -> node.name().length()).max().orElse(1);
    return computed(request.plan()).stream()
        .map(
            node -> {
              SchemeChoice choice = policy.choose(node.descriptor().support(), node.options());
              String line =
                  String.format(
                      Locale.ROOT,
                      "%-" + width + "s  %-15s  %s",
                      node.name(),
                      choice.scheme(),
                      node.descriptor().type());
              List<String> needs = needs(node);
              return line
                  + (needs.isEmpty() ? "" : "  <- " + String.join(", ", needs))
                  + (reasons ? "  (" + choice.reasons() + ")" : "");
            })
        .collect(Collectors.joining("\n"));
  }

  /** Groups take no scheme, their modules do. */
  private static List<Plan.Node> computed(Plan plan) {
    return plan.nodes().stream().filter(Plan.Node::isComputed).toList();
  }

  private static List<String> needs(Plan.Node node) {
    return node.inputs().stream()
        .flatMap(input -> input.sources().stream())
        .map(Plan.Source::node)
        .distinct()
        .toList();
  }

  private static SchemePolicy policy(CommandContext context, PipelineRunner.Request request) {
    Settings.Schemes schemes = context.profile().settings().schemes();
    return new SchemePolicy(
        List.of(
            setting("cluster", schemes.cluster(), request),
            setting("multiprocessing", schemes.multiprocessing(), request),
            setting("threading", schemes.threading(), request)));
  }

  private static SchemeSetting setting(
      String name, Settings.SchemeSettings settings, PipelineRunner.Request request) {
    return new SchemeSetting(
        name, request.allows(name, settings.enabled()), settings.size(), settings.priority());
  }
}
