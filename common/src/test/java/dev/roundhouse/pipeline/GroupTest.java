package dev.roundhouse.pipeline;

import static dev.roundhouse.pipeline.Planning.input;
import static dev.roundhouse.pipeline.Planning.levels;
import static dev.roundhouse.pipeline.Planning.node;
import static dev.roundhouse.pipeline.Planning.plan;
import static dev.roundhouse.pipeline.Planning.problems;
import static dev.roundhouse.pipeline.Planning.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.module.Support;
import dev.roundhouse.pipeline.TestModules.Add;
import dev.roundhouse.pipeline.TestModules.Smooth;
import dev.roundhouse.pipeline.TestModules.Source;
import dev.roundhouse.pipeline.TestModules.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code group} as the planner sees it. */
class GroupTest {

  private static final String GROUP = "group";

  /** Two modules in a row, and one that nobody reads. */
  private static Pipeline pair() {
    return Pipeline.named("pair")
        .module("first", Target.class)
        .module("second", Target.class, m -> m.set("whole", 7))
        .module("aside", Target.class)
        .connect("first.text", "second.text")
        .connect("first.text", "aside.text")
        .portIn("word", "first.text")
        .portIn("whole", "second.whole")
        .portOut("word", "second.text")
        .build();
  }

  private static PipelineBuilder pipeline() {
    return Pipeline.named("p").module("a", Source.class);
  }

  private static PipelineBuilder withPair(PipelineBuilder pipeline) {
    return pipeline.group("g", pair(), m -> m);
  }

  @Test
  void aGroupThatRunsOnceIsTakenApart() {
    Plan plan =
        plan(
            withPair(pipeline())
                .module("b", Target.class)
                .connect("a.text", "g.word")
                .connect("g.word", "b.text"));

    assertThat(plan.nodes())
        .extracting(Plan.Node::name)
        .containsExactly("a", "g/first", "g/second", "g/aside", "g", "b");
    assertThat(plan.nodes()).allMatch(node -> node.group().isEmpty());
    assertThat(input(plan, "g/first", "text").sources())
        .containsExactly(new Plan.Source("a", "text"));
    assertThat(input(plan, "b", "text").sources())
        .containsExactly(new Plan.Source("g/second", "text"));
    assertThat(node(plan, "g").role())
        .isEqualTo(new Plan.Role.Gather(List.of("g/second", "g/aside")));
    assertThat(plan.sinks()).containsExactly("b");
  }

  @Test
  void whatIsSetInsideIsTheDefaultOfThePort() {
    assertThat(input(plan(withPair(pipeline())), "g/second", "whole").constant()).contains(7);
    Plan set = plan(pipeline().group("g", pair(), m -> m.set("whole", 8)));
    assertThat(input(set, "g/second", "whole").constant()).contains(8);
    assertThat(input(plan(withPair(pipeline())), "g/first", "text").constant()).contains("a");
  }

  @Test
  void aListAtAPortRunsTheGroupOnceAnElement() {
    Plan plan =
        plan(
            withPair(pipeline())
                .module("b", Target.class)
                .connect("a.texts", "g.word")
                .connect("g.word", "b.texts"));

    assertThat(levels(plan, "g")).containsExactly(List.of("word"));
    assertThat(node(plan, "g").role())
        .isEqualTo(new Plan.Role.Body(Map.of("word", new Plan.Source("g/second", "text"))));
    assertThat(node(plan, "g/first").group()).contains("g");
    assertThat(input(plan, "g/first", "text").sources())
        .containsExactly(new Plan.Source("g", "word"));
    assertThat(input(plan, "b", "texts").sources()).containsExactly(new Plan.Source("g", "word"));
    assertThat(plan.nodes())
        .extracting(Plan.Node::name)
        .containsExactly("a", "g/first", "g/second", "g/aside", "g", "b");
    assertThat(plan.nodes()).extracting(Plan.Node::rank).containsExactly(5, 4, 3, 1, 2, 1);
  }

  @Test
  void groupsNest() {
    Pipeline outer =
        Pipeline.named("outer")
            .group("pair", pair(), m -> m)
            .module("last", Target.class)
            .connect("pair.word", "last.text")
            .portIn("word", "pair.word")
            .portOut("word", "last.text")
            .build();
    Plan once = plan(pipeline().group("g", outer, m -> m).connect("a.text", "g.word"));
    assertThat(input(once, "g/pair/first", "text").sources())
        .containsExactly(new Plan.Source("a", "text"));
    assertThat(input(once, "g/last", "text").sources())
        .containsExactly(new Plan.Source("g/pair/second", "text"));

    Plan looped = plan(pipeline().group("g", outer, m -> m).connect("a.texts", "g.word"));
    assertThat(input(looped, "g/pair/first", "text").sources())
        .containsExactly(new Plan.Source("g", "word"));
    assertThat(node(looped, "g/pair/first").group()).contains("g");
    assertThat(node(looped, "g").role())
        .isEqualTo(new Plan.Role.Body(Map.of("word", new Plan.Source("g/last", "text"))));
  }

  @Test
  void aGroupSupportsWhatAllItsModulesSupport() {
    Pipeline inside =
        Pipeline.named("inside")
            .module("threads", Smooth.class, m -> m.set("signal", List.of(1.0)))
            .module("all", "constant", m -> m.set("value", 1))
            .portOut("smoothed", "threads.smoothed")
            .build();
    Support support =
        node(plan(Pipeline.named("p").group("g", inside, m -> m)), "g").descriptor().support();
    assertThat(support.allows("threading")).isTrue();
    assertThat(support.allows("multiprocessing")).isFalse();
  }

  @Test
  void schemesAndCacheOfAGroupNarrowItsModules() {
    Pipeline inside =
        Pipeline.named("inside")
            .module("one", "constant", m -> m.set("value", 1))
            .module("two", "constant", m -> m.set("value", 1).schemes("threading", "cluster"))
            .build();
    Plan plan =
        plan(
            Pipeline.named("p")
                .group("g", inside, m -> m.schemes("multiprocessing", "threading").cache(false)));
    assertThat(node(plan, "g/one").options().schemes())
        .contains(List.of("multiprocessing", "threading"));
    assertThat(node(plan, "g/two").options().schemes()).contains(List.of("threading"));
    assertThat(node(plan, "g/two").options().cache()).isFalse();
  }

  @Test
  void optionsOfTasksAreRefusedOnGroups() {
    assertThat(
            problems(
                Pipeline.named("p")
                    .group("g", pair(), m -> m.retries(2).runTimeout(Duration.ofSeconds(1)))))
        .containsExactly(
            "retries is set on g, expected it on the modules inside",
            "run-timeout is set on g, expected it on the modules inside");
  }

  @Test
  void portsThatAreNotThereAreReportedTogether() {
    Pipeline inside =
        Pipeline.named("inside")
            .module("one", Target.class)
            .portIn("a", "on.text")
            .portIn("b", "one.txt")
            .portIn("c")
            .portIn("d", "text")
            .portOut("e", "one.txet")
            .build();
    assertThat(problems(Pipeline.named("p").group("g", inside, m -> m)))
        .containsExactly(
            "port d of a group is \"text\", expected module.port",
            "port g.a: unknown module g/on, did you mean g/one?",
            "port g.b: unknown input port g/one.txt ("
                + Target.class.getName()
                + "), did you mean text?",
            "port g.c names no port inside, expected module.port",
            "port g.d names no port inside, expected module.port",
            "port g.e: unknown output port g/one.txet ("
                + Target.class.getName()
                + "), did you mean text?");
  }

  @Test
  void whatIsWrongOutsideIsReportedWithTheGroupsPorts() {
    assertThat(
            problems(
                withPair(pipeline()).connect("a.text", "g.wrd").connect("a.counts", "g.whole")))
        .containsExactly(
            "connection a.text -> g.wrd: unknown input port g.wrd (group), did you mean word?",
            "type mismatch: a.counts gives Map<String, Integer>, g.whole takes int, expected the"
                + " same type, one that fits without loss, or a list of it");
  }

  @Test
  void aMandatoryPortStaysMandatory() {
    Pipeline inside =
        Pipeline.named("inside").module("s", Smooth.class).portIn("signal", "s.signal").build();
    assertThat(problems(Pipeline.named("p").group("g", inside, m -> m)))
        .containsExactly(
            "mandatory port g.signal (double[]) is open, expected a connection or a set value");
  }

  @Test
  void valuesAreSetInsideOfGroupsFromTheCommandLine() {
    Plan plan = plan(withPair(pipeline()), request().withOverrides(List.of("g/aside.whole=9")));
    assertThat(input(plan, "g/aside", "whole").constant()).contains(9);
    assertThat(problems(withPair(pipeline()), request().withOverrides(List.of("g/asid.whole=9"))))
        .containsExactly("--set g/asid.whole=9: unknown module g/asid, did you mean g/aside?");
  }

  @Test
  void aGroupWithoutModulesIsReported() {
    assertThat(
            problems(
                Pipeline.named("p")
                    .group("g", Pipeline.named("empty").build(), m -> m)
                    .module("h", GROUP)))
        .containsExactly(
            "group g has no modules, expected at least one",
            "group h has nothing inside, expected PipelineBuilder.group");
  }

  @Test
  void anInnerPortThatTakesAnotherTypeIsConvertedAsByAConnection() {
    Pipeline inside =
        Pipeline.named("inside")
            .module("one", Target.class)
            .portIn("number", "one.whole", "one.large", "one.text")
            .build();
    Plan plan = plan(pipeline().group("g", inside, m -> m).connect("a.whole", "g.number"));
    // its text is that of an int, whatever comes in at the group
    assertThat(node(plan, "g").role()).isInstanceOf(Plan.Role.Body.class);
    assertThat(levels(plan, "g")).isEmpty();
  }

  @Test
  void mapAndFoldRunGroups() {
    Plan mapped =
        plan(
            pipeline()
                .module("m", "map", m -> m.set("module", pair()).set("over", "word"))
                .connect("a.texts", "m.list")
                .connect("a.whole", "m.whole"));
    assertThat(levels(mapped, "m")).containsExactly(List.of("word"));
    assertThat(node(mapped, "m/first").group()).contains("m");
    assertThat(input(mapped, "m/first", "text").sources())
        .containsExactly(new Plan.Source("m", "word"));
    assertThat(input(mapped, "m", "whole").sources())
        .containsExactly(new Plan.Source("a", "whole"));

    Pipeline add =
        Pipeline.named("add")
            .module("add", Add.class)
            .portIn("sum", "add.sum")
            .portIn("word", "add.word")
            .portOut("sum", "add.sum")
            .build();
    Plan folded =
        plan(
            pipeline()
                .module("f", "fold", m -> m.set("module", add).set("initial", 0))
                .connect("a.texts", "f.list"));
    assertThat(node(folded, "f").expansion())
        .isEqualTo(new Plan.Expansion.Fold("sum", "word", "sum", Plan.Expansion.Loop.ONCE));
    assertThat(node(folded, "f/add").group()).contains("f");
  }
}
