package dev.roundhouse.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunExportsTest {

  private static final RunRecord RUN = SampleRuns.failedRun("r1", "\"in.txt\"");

  /** The relations of PROV-JSON that are used, with what each end of them has to be. */
  private static final Map<String, Map<String, String>> RELATIONS =
      Map.of(
          "used", Map.of("prov:activity", "activity", "prov:entity", "entity"),
          "wasGeneratedBy", Map.of("prov:entity", "entity", "prov:activity", "activity"),
          "wasStartedBy", Map.of("prov:activity", "activity", "prov:starter", "activity"),
          "wasAssociatedWith", Map.of("prov:activity", "activity", "prov:agent", "agent"),
          "actedOnBehalfOf", Map.of("prov:delegate", "agent", "prov:responsible", "agent"));

  private static final Pattern QUALIFIED_NAME = Pattern.compile("(\\w+):([\\w./-]|%[0-9A-F]{2})+");

  @Test
  void theProvenanceDocumentHasTheStructureOfProvJson() {
    Map<String, Object> document = ProvDocument.of(List.of(RUN));

    Set<String> prefixes = new HashSet<>(map(document.get("prefix")).keySet());
    for (String kind : List.of("entity", "activity", "agent")) {
      assertThat(map(document.get(kind)).keySet())
          .isNotEmpty()
          .allSatisfy(
              name -> {
                var matcher = QUALIFIED_NAME.matcher(name);
                assertThat(matcher.matches()).as(name).isTrue();
                assertThat(prefixes).contains(matcher.group(1));
              });
    }
    assertThat(document.keySet())
        .isSubsetOf(
            "prefix",
            "entity",
            "activity",
            "agent",
            "used",
            "wasGeneratedBy",
            "wasStartedBy",
            "wasAssociatedWith",
            "actedOnBehalfOf");
    RELATIONS.forEach(
        (relation, ends) ->
            map(document.get(relation))
                .values()
                .forEach(
                    told ->
                        ends.forEach(
                            (role, kind) ->
                                assertThat(map(document.get(kind)))
                                    .as("%s %s", relation, role)
                                    .containsKey(String.valueOf(map(told).get(role))))));
  }

  @Test
  void theProvenanceDocumentTellsWhatUsedWhat() {
    Map<String, Object> document = ProvDocument.of(List.of(RUN));

    assertThat(map(document.get("used")).values())
        .contains(
            Map.of(
                "prov:activity",
                "run:r1/module/group%2F%3Ccount%3E",
                "prov:entity",
                "run:r1/output/read.lines",
                "prov:role",
                "text"));
    assertThat(map(document.get("wasGeneratedBy")).values())
        .as("a failed module gives nothing")
        .hasSize(1);
    assertThat(map(document.get("activity")).get("run:r1"))
        .asInstanceOf(MAP)
        .containsEntry("prov:startTime", "2026-11-24T10:00:00.000001Z")
        .containsEntry("rh:status", "failed");
  }

  @Test
  void csvHasALineAnAttemptAndQuotesWhatItMust() {
    List<String> lines = RunCsv.attempts(List.of(RUN)).lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1))
        .isEqualTo(
            "r1,words,read,read-file,succeeded,false,,0,1,succeeded,threading,,here,17,"
                + "2026-11-24T10:00:00.000001Z,2026-11-24T10:00:01.500001Z,1.500000,,");
    assertThat(lines.get(2)).endsWith(",Broken,\"no, \"\"really\"\"\"");
  }

  @Test
  void theDocumentHasEveryKeyAndParametersAsValues() {
    Map<String, ?> document = RunDocument.of(RUN);

    assertThat(document).containsKeys("id", "command", "machine", "engines", "problems");
    assertThat(map(map(document.get("modules")).get("group/<count>")))
        .containsEntry("connections", Map.of("text", List.of("read.lines")))
        .containsEntry("signature", "abc")
        .containsEntry("engine", "e1")
        .extractingByKey("parameters", MAP)
        .containsKey("weight");
  }

  @Test
  void aDifferenceNamesWhatChangedAndNothingElse() {
    RunRecord other = SampleRuns.failedRun("r2", "\"out.txt\"");

    RunDiff diff = RunDiff.of(RUN, other);

    assertThat(diff.run()).isEmpty();
    assertThat(diff.changed())
        .containsExactly(
            Map.entry("read", Map.of("parameters.file", new RunDiff.Change("in.txt", "out.txt"))));
    assertThat(RunDiff.of(RUN, RUN).isEmpty()).isTrue();
  }

  @Test
  void aDifferenceNamesModulesThatOnlyOneRunHas() {
    RunRecord shorter =
        new RunRecord(
            RUN.header(), RUN.machine(), RUN.end(), RUN.modules().subList(0, 1), RUN.engines());

    assertThat(RunDiff.of(RUN, shorter).removed()).containsExactly("group/<count>");
    assertThat(RunDiff.of(shorter, RUN).added()).containsExactly("group/<count>");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
