package dev.roundhouse.history;

import dev.roundhouse.pipeline.PortRef;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Recorded runs in the W3C's provenance model, as a PROV-JSON document. A run and each of its
 * modules and attempts are activities; the pipeline is the plan; values that were set and values
 * that modules gave are entities; the user, the program and the engines are agents.
 */
public final class ProvDocument {

  private static final String NAMESPACE = "https://roundhouse.dev/provenance#";

  private final Map<String, Map<String, Object>> entities = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> activities = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> agents = new LinkedHashMap<>();
  private final Map<String, Map<String, Map<String, Object>>> relations = new LinkedHashMap<>();
  private int relationCount;

  private ProvDocument() {}

  /** The document: maps, lists and plain values. */
  public static Map<String, Object> of(List<RunRecord> runs) {
    ProvDocument document = new ProvDocument();
    runs.forEach(document::run);
    return document.document();
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "prefix",
        Map.of("rh", NAMESPACE, "run", "urn:roundhouse:run:", "agent", "urn:roundhouse:agent:"));
    document.put("entity", entities);
    document.put("activity", activities);
    document.put("agent", agents);
    document.putAll(relations);
    return document;
  }

  private void run(RunRecord run) {
    RunHeader header = run.header();
    String id = name("run", header.id());
    Map<String, Object> activity = type("Run");
    activity.put("prov:label", header.pipeline());
    activity.put("prov:startTime", UtcTime.text(header.startedAt()));
    run.end().ifPresent(end -> activity.put("prov:endTime", UtcTime.text(end.at())));
    activity.put("rh:status", run.status());
    activity.put("rh:profile", header.profile());
    activity.put("rh:host", run.machine().name());
    activity.put("rh:system", run.machine().system());
    activity.put("rh:architecture", run.machine().architecture());
    activity.put("rh:cores", run.machine().cores());
    activity.put("rh:memory", run.machine().memory());
    activity.put("rh:jdk", run.machine().jdk());
    header.command().ifPresent(command -> activity.put("rh:command", command));
    activities.put(id, activity);

    String plan = name("run", header.id(), "plan");
    Map<String, Object> pipeline = typed("prov:Plan");
    pipeline.put("prov:label", header.pipeline());
    header.source().ifPresent(file -> pipeline.put("prov:location", file));
    entities.put(plan, pipeline);

    String user = name("agent", "user", header.user());
    agents.put(user, agent("prov:Person", header.user()));
    String program = name("agent", "program", header.version());
    agents.put(program, agent("prov:SoftwareAgent", "Roundhouse " + header.version()));
    relate("wasAssociatedWith", "activity", id, "agent", program).put("prov:plan", plan);
    relate("actedOnBehalfOf", "delegate", program, "responsible", user).put("prov:activity", id);
    run.engines().forEach(engine -> engine(header.id(), engine));
    run.modules().forEach(module -> module(header.id(), id, module));
  }

  private void engine(String run, EngineRecord engine) {
    Map<String, Object> agent = agent("prov:SoftwareAgent", "engine " + engine.id());
    agent.put("rh:host", engine.host());
    agent.put("rh:pid", engine.pid());
    agent.put("rh:system", engine.system());
    agents.put(engineName(run, engine.id()), agent);
  }

  private void module(String run, String runActivity, ModuleRecord module) {
    String id = name("run", run, "module", module.name());
    Map<String, Object> activity = type("Module");
    activity.put("prov:label", module.name());
    module.startedAt().ifPresent(at -> activity.put("prov:startTime", UtcTime.text(at)));
    module.finishedAt().ifPresent(at -> activity.put("prov:endTime", UtcTime.text(at)));
    activity.put("rh:moduleType", module.shape().module().type());
    activity.put("rh:status", module.state().status());
    activity.put("rh:cached", module.state().cached());
    module.state().signature().ifPresent(text -> activity.put("rh:signature", text));
    activities.put(id, activity);
    relate("wasStartedBy", "activity", id, "starter", runActivity);
    module.shape().inputs().forEach(input -> input(run, id, module, input));
    String status = module.state().status();
    if (status.equals("succeeded") || status.equals("cached")) {
      for (String port : module.shape().outputs()) {
        String entity = output(run, new PortRef(module.name(), port));
        relate("wasGeneratedBy", "entity", entity, "activity", id).put("prov:role", port);
      }
    }
    module.attempts().forEach(attempt -> attempt(run, id, module, attempt));
  }

  private void input(String run, String activity, ModuleRecord module, ModuleShape.Input input) {
    input
        .value()
        .ifPresent(
            json -> {
              String id = name("run", run, "set", module.name() + "." + input.port());
              Map<String, Object> entity = type("Parameter");
              entity.put("prov:label", module.name() + "." + input.port());
              entity.put("prov:value", json);
              entities.put(id, entity);
              relate("used", "activity", activity, "entity", id).put("prov:role", input.port());
            });
    if (!module.attempts().isEmpty() || module.state().cached()) {
      for (PortRef source : input.sources()) {
        relate("used", "activity", activity, "entity", output(run, source))
            .put("prov:role", input.port());
      }
    }
  }

  private String output(String run, PortRef port) {
    String id = name("run", run, "output", port.toString());
    entities.computeIfAbsent(
        id,
        made -> {
          Map<String, Object> entity = type("Output");
          entity.put("prov:label", port.toString());
          return entity;
        });
    return id;
  }

  private void attempt(
      String run, String moduleActivity, ModuleRecord module, AttemptRecord record) {
    String task = record.task() + "." + record.attempt().number();
    String id = name("run", run, "attempt", module.name(), task);
    Map<String, Object> activity = type("Attempt");
    activity.put("prov:startTime", UtcTime.text(record.startedAt()));
    activity.put("prov:endTime", UtcTime.text(record.finishedAt()));
    activity.put("rh:status", record.status());
    activity.put("rh:scheme", record.attempt().place().scheme());
    activity.put("rh:host", record.attempt().place().host());
    activity.put("rh:pid", record.attempt().place().pid());
    record.attempt().error().ifPresent(error -> activity.put("rh:error", error.message()));
    activities.put(id, activity);
    relate("wasStartedBy", "activity", id, "starter", moduleActivity);
    String engine = record.attempt().place().engine();
    if (!engine.isEmpty()) {
      String agent = engineName(run, engine);
      agents.computeIfAbsent(agent, made -> agent("prov:SoftwareAgent", "engine " + engine));
      relate("wasAssociatedWith", "activity", id, "agent", agent);
    }
  }

  private Map<String, Object> relate(
      String relation, String role, String subject, String otherRole, String object) {
    Map<String, Object> ends = new LinkedHashMap<>();
    ends.put("prov:" + role, subject);
    ends.put("prov:" + otherRole, object);
    relations
        .computeIfAbsent(relation, kind -> new LinkedHashMap<>())
        .put("_:r" + ++relationCount, ends);
    return ends;
  }

  private static Map<String, Object> agent(String type, String label) {
    Map<String, Object> agent = typed(type);
    agent.put("prov:label", label);
    return agent;
  }

  private static Map<String, Object> type(String kind) {
    return typed("rh:" + kind);
  }

  private static Map<String, Object> typed(String type) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("prov:type", Map.of("$", type, "type", "prov:QUALIFIED_NAME"));
    return map;
  }

  private static String engineName(String run, String engine) {
    return name("agent", run, engine);
  }

  /** A qualified name; what such a name cannot hold is escaped as in addresses. */
  private static String name(String prefix, String... parts) {
    StringBuilder name = new StringBuilder(prefix).append(':');
    for (int i = 0; i < parts.length; i++) {
      name.append(i == 0 ? "" : "/");
      for (byte unit : parts[i].getBytes(StandardCharsets.UTF_8)) {
        boolean plain = unit > 0 && (Character.isLetterOrDigit(unit) || "._-".indexOf(unit) >= 0);
        name.append(plain ? "" + (char) unit : String.format(Locale.ROOT, "%%%02X", unit & 0xff));
      }
    }
    return name.toString();
  }
}
