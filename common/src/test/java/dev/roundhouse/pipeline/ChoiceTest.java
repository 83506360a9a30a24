package dev.roundhouse.pipeline;

import static dev.roundhouse.pipeline.Planning.levels;
import static dev.roundhouse.pipeline.Planning.node;
import static dev.roundhouse.pipeline.Planning.plan;
import static dev.roundhouse.pipeline.Planning.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.module.PortType;
import dev.roundhouse.pipeline.TestModules.Described;
import dev.roundhouse.pipeline.TestModules.Smooth;
import dev.roundhouse.pipeline.TestModules.Source;
import dev.roundhouse.pipeline.TestModules.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code if} and {@code filter} as the planner sees them. */
class ChoiceTest {

  /** Says two things of a word. */
  public static final class Judge extends Described<Judge.In, Judge.Out> {
    public record In(String word) {}

    public record Out(boolean good, boolean bad, String word) {}
  }

  private static PipelineBuilder pipeline() {
    return Pipeline.named("p")
        .module("a", Source.class)
        .module("judge", Judge.class, m -> m.set("word", "x"));
  }

  @Test
  void aResultHasTheTypeThatTakesBothBranches() {
    Plan plan =
        plan(
            pipeline()
                .module("i", "if")
                .module("sink", Target.class)
                .connect("judge.good", "i.condition")
                .connect("a.whole", "i.then")
                .connect("a.real", "i.else")
                .connect("i.result", "sink.real"));
    assertThat(node(plan, "i").descriptor().output("result").orElseThrow().type())
        .isEqualTo(new PortType(double.class));
    assertThat(node(plan, "i").role())
        .isEqualTo(new Plan.Role.Choice(Map.of("result", new Plan.Branches("then", "else"))));
    assertThat(node(plan, "i").isComputed()).isFalse();
  }

  @Test
  void severalResultsAreNamed() {
    Plan plan =
        plan(
            pipeline()
                .module(
                    "i",
                    "if",
                    m ->
                        m.set("results", List.of("word", "count"))
                            .set("then-count", 1)
                            .set("else-count", 2))
                .connect("judge.bad", "i.condition")
                .connect("a.text", "i.then-word"));
    assertThat(node(plan, "i").descriptor().outputs())
        .extracting("name")
        .containsExactly("word", "count");
  }

  @Test
  void aListOfConditionsLoops() {
    Plan plan =
        plan(
            Pipeline.named("p")
                .module(
                    "i",
                    "if",
                    m -> m.set("condition", List.of(true, false)).set("then", 1).set("else", 2)));
    assertThat(levels(plan, "i")).containsExactly(List.of("condition"));
  }

  @Test
  void whatIsWrongWithAnIfIsReported() {
    assertThat(
            problems(
                pipeline()
                    .module("i", "if", m -> m.set("condition", "maybe").set("then", 1))
                    .module("j", "if", m -> m.set("condition", true))
                    .module("k", "if", m -> m.set("results", List.of()))
                    .module("l", "if", m -> m.set("condition", true))
                    .connect("a.counts", "l.then")
                    .connect("a.whole", "l.else")
                    .module("m", "if", m -> m.set("condition", true).set("then", 1))
                    .connect("a.text", "m.els")
                    .module("n", "if", m -> m.set("then", 1))
                    .connect("a.text", "n.condition")))
        .containsExactlyInAnyOrder(
            "port i.condition: value \"maybe\", expected true or false",
            "mandatory port j.then (Object) is open, expected a connection or a set value",
            "k.results is empty, expected names of outputs",
            "module l: then gets Map<String, Integer>, else gets int, expected types of which one takes the other",
            "connection a.text -> m.els: unknown input port m.els (if), did you mean else?",
            "type mismatch: a.text gives String, n.condition takes boolean, expected the same type,"
                + " one that fits without loss, or a list of it");
  }

  @Test
  void aFilterKeepsElementsByABooleanOutput() {
    Plan plan =
        plan(
            pipeline()
                .module(
                    "f", "filter", m -> m.set("module", Judge.class.getName()).set("keep", "good"))
                .module("sink", Target.class)
                .connect("a.texts", "f.list")
                .connect("f.kept", "sink.texts"));
    assertThat(node(plan, "f").expansion())
        .isEqualTo(
            new Plan.Expansion.Filter(
                "word", new Plan.Expansion.Loop(List.of(new Plan.Level(List.of("word"), false)))));
    assertThat(node(plan, "f").outputs()).isEqualTo(Map.of("kept", "good"));
  }

  @Test
  void whatIsWrongWithAFilterIsReported() {
    assertThat(
            problems(
                pipeline()
                    .module("f", "filter", m -> m.set("module", Judge.class.getName()))
                    .module("g", "filter", m -> m.set("module", Smooth.class.getName()))
                    .module(
                        "h",
                        "filter",
                        m -> m.set("module", Judge.class.getName()).set("keep", "word"))))
        .containsExactly(
            "f.module ("
                + Judge.class.getName()
                + "): its boolean outputs are [good, bad], expected keep = the one that says which"
                + " elements to keep",
            "g.module (" + Smooth.class.getName() + "): its boolean outputs are [], expected one",
            "h.module ("
                + Judge.class.getName()
                + "): keep = word gives String, expected an output that is boolean");
  }
}
