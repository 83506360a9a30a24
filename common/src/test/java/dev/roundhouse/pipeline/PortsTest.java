package dev.roundhouse.pipeline;

import static dev.roundhouse.pipeline.Planning.input;
import static dev.roundhouse.pipeline.Planning.levels;
import static dev.roundhouse.pipeline.Planning.plan;
import static dev.roundhouse.pipeline.Planning.problems;
import static dev.roundhouse.pipeline.Planning.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.pipeline.TestModules.Smooth;
import dev.roundhouse.pipeline.TestModules.Source;
import dev.roundhouse.pipeline.TestModules.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of ports, sentence by sentence. */
class PortsTest {

  private static final String SOURCE = TestModules.name(Source.class);
  private static final String TARGET = TestModules.name(Target.class);

  private static PipelineBuilder pair() {
    return Pipeline.named("pair").module("a", Source.class).module("b", Target.class);
  }

  @Test
  void aPortIsMandatoryIfItHasNoDefaultAndIsNotOptional() {
    assertThat(problems(Pipeline.named("p").module("s", Smooth.class)))
        .containsExactly(
            "mandatory port s.signal (double[]) is open, expected a connection or a set value");
    assertThat(input(plan(pair()), "b", "maybe").constant()).contains(Optional.empty());
    assertThat(input(plan(pair()), "b", "whole").constant()).contains(1);
  }

  @Test
  void theDescriptionIsComputedFromTypeAndParameters() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module(
                "c",
                "command",
                m -> m.set("args", List.of("true")).set("files-out", Map.of("made", "made.txt")))
            .module("b", Target.class)
            .connect("c.made", "b.file");

    assertThat(input(plan(pipeline), "b", "file").sources())
        .containsExactly(new Plan.Source("c", "made"));
  }

  @Test
  void partsWhoseParametersAreWrongAreReported() {
    assertThat(
            problems(Pipeline.named("p").module("c", "command", m -> m.set("files-out", "made"))))
        .containsExactly("module c: files-out: value \"made\", expected Map<String, String>");
  }

  @ParameterizedTest
  @CsvSource({
    "whole, whole", "whole, large", "whole, real", "whole, text", "anything, text",
    "counts, text", "wholes, reals", "whole, maybe", "text, anything", "wholes, anything",
  })
  void aConnectionIsAssignableOrOneLosslessConversion(String from, String to) {
    Plan plan = plan(pair().connect("a." + from, "b." + to));

    assertThat(input(plan, "b", to).sources()).containsExactly(new Plan.Source("a", from));
    assertThat(levels(plan, "b")).isEmpty();
  }

  @Test
  void aMismatchNamesBothPortsAndBothTypes() {
    assertThat(problems(pair().connect("a.large", "b.whole").connect("a.reals", "b.text")))
        .containsExactly(
            "type mismatch: a.large gives long, b.whole takes int, expected the same type, one"
                + " that fits without loss, or a list of it",
            "type mismatch: a.reals gives double[], b.text takes String, expected the same type,"
                + " one that fits without loss, or a list of it");
  }

  @Test
  void anInputPortTakesOneConnection() {
    assertThat(problems(pair().connect("a.whole", "b.whole").connect("a.whole", "b.whole")))
        .containsExactly(
            "port b.whole is connected twice, by a.whole -> b.whole and a.whole -> b.whole,"
                + " expected one connection, as its type is int, not a list");
  }

  @Test
  void oneConnectionMayBringTheWholeList() {
    Plan.Input input = input(plan(pair().connect("a.texts", "b.texts")), "b", "texts");

    assertThat(input.collect()).isFalse();
  }

  @Test
  void severalConnectionsMayBringAnElementEachInTheirOrder() {
    PipelineBuilder pipeline =
        pair().module("c", Source.class).connect("c.text", "b.texts").connect("a.whole", "b.texts");

    Plan.Input input = input(plan(pipeline), "b", "texts");

    assertThat(input.collect()).isTrue();
    assertThat(input.sources())
        .containsExactly(new Plan.Source("c", "text"), new Plan.Source("a", "whole"));
    assertThat(input(plan(pair().connect("a.text", "b.texts")), "b", "texts").collect()).isTrue();
  }

  @Test
  void aMixtureOfWholeListAndElementsIsAnError() {
    assertThat(problems(pair().connect("a.texts", "b.texts").connect("a.text", "b.texts")))
        .containsExactly(
            "port b.texts has several connections, and a.texts brings a whole List<String>,"
                + " expected either one connection with the list, or several with an element"
                + " (String) each");
    assertThat(
            problems(
                Pipeline.named("p")
                    .module("a", Source.class)
                    .module("b", Target.class, m -> m.set("texts", List.of("x")))
                    .connect("a.text", "b.texts")))
        .containsExactly(
            "port b.texts mixes a set list with elements from connections (a.text -> b.texts),"
                + " expected either a set value or connections");
  }

  @Test
  void aSetParameterAndAConnectionOnOnePortIsAnError() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module("a", Source.class)
            .module("b", Target.class, m -> m.set("whole", 3))
            .connect("a.whole", "b.whole");

    assertThat(problems(pipeline))
        .containsExactly(
            "port b.whole is set and connected (a.whole -> b.whole), expected either a set value"
                + " or connections");
  }

  @Test
  void anUnknownModuleIsAnError() {
    assertThat(problems(pair().connect("aa.text", "b.text").connect("a.text", "beta.text")))
        .containsExactly(
            "connection aa.text -> b.text: unknown module aa, did you mean a?",
            "connection a.text -> beta.text: unknown module beta, expected one of a, b");
    assertThat(problems(pair().module("c", "comand")))
        .containsExactly(
            "module c: unknown module type comand, did you mean command? (or a class's full"
                + " name)");
  }

  @Test
  void anUnknownPortIsAnError() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module("a", Source.class)
            .module("b", Target.class, m -> m.set("wole", 3))
            .connect("a.txt", "b.texxt");

    assertThat(problems(pipeline))
        .containsExactly(
            "unknown input port b.wole (" + TARGET + "), did you mean whole?",
            "connection a.txt -> b.texxt: unknown input port b.texxt ("
                + TARGET
                + "), did you mean text?",
            "connection a.txt -> b.texxt: unknown output port a.txt ("
                + SOURCE
                + "), did you mean text?");
  }

  @Test
  void aPortSetTwiceIsAnError() {
    PipelineBuilder pipeline =
        Pipeline.named("p").module("b", Target.class, m -> m.set("whole", 3).set("whole", 4));

    assertThat(problems(pipeline)).containsExactly("port b.whole is set twice, expected it once");
    assertThat(problems(pair(), request().withOverrides(List.of("b.whole=1", "b.whole=2"))))
        .containsExactly("--set b.whole=2: port b.whole is set twice, expected it once");
  }

  @Test
  void aCycleIsAnErrorAndTheMessageShowsIt() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module("a", Target.class)
            .module("b", Target.class)
            .module("c", Target.class)
            .module("self", Target.class)
            .module("after", Target.class)
            .connect("a.whole", "b.whole")
            .connect("b.whole", "c.whole")
            .connect("c.whole", "a.whole")
            .connect("c.text", "after.text")
            .connect("self.text", "self.text");

    assertThat(problems(pipeline))
        .containsExactly(
            "cycle: a -> b -> c -> a, expected connections that never lead back",
            "cycle: self -> self, expected connections that never lead back");
  }

  @Test
  void aCycleDoesNotHideTypesThatFitForNoNumberOfLoops() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module("a", Target.class)
            .module("b", Target.class)
            .module("s", Smooth.class, m -> m.set("signal", List.of(1.0)))
            .connect("a.text", "b.whole")
            .connect("b.whole", "a.wholes")
            .connect("b.text", "s.width");

    assertThat(problems(pipeline))
        .containsExactlyInAnyOrder(
            "cycle: a -> b -> a, expected connections that never lead back",
            "type mismatch: a.text gives String, b.whole takes int, expected the same type, one"
                + " that fits without loss, or a list of it",
            "type mismatch: b.text gives String, s.width takes int, expected the same type, one"
                + " that fits without loss, or a list of it");
  }

  @Test
  void allErrorsAreReportedTogether() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module("a", Source.class)
            .module("b", Target.class, m -> m.set("whole", "many").set("wide", 3))
            .module("s", Smooth.class, m -> m.schemes("clouds"))
            .module("x", "com.acme.None")
            .connect("a.counts", "s.width")
            .connect("nobody.text", "b.text");

    assertThat(problems(pipeline, request().withSinks(List.of("z")))).hasSize(8);
  }

  @Test
  void relativePathsAreRelativeToTheFolder() {
    Plan plan =
        plan(
            Pipeline.named("p")
                .folder(Path.of("/data"))
                .module("b", Target.class)
                .module("c", Target.class, m -> m.set("file", List.of("x", "/y"))));

    assertThat(input(plan, "b", "file").constant()).contains(Path.of("/data/here"));
    assertThat(input(plan, "c", "file").constant())
        .contains(List.of(Path.of("/data/x"), Path.of("/y")));
  }

  @Test
  void aModuleThatNoSinkNeedsIsDropped() {
    PipelineBuilder pipeline =
        pair()
            .module("c", Target.class)
            .module("d", Target.class)
            .connect("a.text", "b.text")
            .connect("b.text", "c.text")
            .connect("a.text", "d.text");

    Plan all = plan(pipeline);
    Plan one = plan(pipeline, request().withSinks(List.of("b")));

    assertThat(all.sinks()).containsExactly("c", "d");
    assertThat(one.sinks()).containsExactly("b");
    assertThat(one.nodes()).extracting(Plan.Node::name).containsExactly("a", "b");
    assertThat(problems(pipeline, request().withSinks(List.of("e"))))
        .containsExactly("--sink e: unknown module e, expected one of a, b, c, d");
  }

  @Test
  void theRankIsTheLongestRemainingPath() {
    Plan plan =
        plan(
            pair()
                .module("c", Target.class)
                .connect("a.text", "b.text")
                .connect("b.text", "c.text")
                .connect("a.whole", "c.whole"));

    assertThat(plan.nodes()).extracting(Plan.Node::rank).containsExactly(3, 2, 1);
  }

  @Test
  void overridesReplaceWhatIsSet() {
    PipelineBuilder pipeline =
        Pipeline.named("p").module("b", Target.class, m -> m.set("whole", 3).set("text", "x"));
    PlanRequest request =
        request()
            .withOverrides(
                List.of("b.whole=[4, 5]", "b.text=1.10", "b.texts=[p, q]", "b.reals=[1, 2]"));

    Plan plan = plan(pipeline, request);

    assertThat(input(plan, "b", "whole").constant()).contains(List.of(4, 5));
    assertThat(input(plan, "b", "text").constant()).contains("1.10");
    assertThat(input(plan, "b", "texts").constant()).contains(List.of("p", "q"));
    assertThat(input(plan, "b", "reals").constant()).contains(new double[] {1, 2});
  }

  @Test
  void overridesThatCannotBeAreReported() {
    PlanRequest request =
        request().withOverrides(List.of("b.whole", "c.whole=1", "b.wide=1", "b.wholes=[1"));

    assertThat(problems(pair(), request))
        .containsExactly(
            "--set b.whole: cannot be read, expected module.port=value",
            "--set b.wholes=[1: cannot read [1 at character 3, expected more",
            "--set b.wide=1: unknown input port b.wide ("
                + TARGET
                + "), expected one of"
                + " anything, file, large, maybe, real, reals, text, texts, things, whole, wholes",
            "--set c.whole=1: unknown module c, expected one of a, b");
  }

  @Test
  void schemesThatAModuleDoesNotSupportAreReported() {
    PipelineBuilder pipeline =
        Pipeline.named("p")
            .module("s", Smooth.class, m -> m.set("signal", List.of()).schemes("cluster"))
            .module("t", Smooth.class, m -> m.set("signal", List.of()).schemes("threds"))
            .module("b", Target.class, m -> m.schemes("threading"));

    assertThat(problems(pipeline))
        .containsExactly(
            "module s: schemes = [cluster], but "
                + Smooth.class.getName()
                + " supports [threading]",
            "module t: unknown scheme threds, expected one of cluster, multiprocessing,"
                + " threading",
            "module b: schemes = [threading], but " + TARGET + " supports none");
  }

  @Test
  void aPipelineWithoutModulesIsAnError() {
    assertThat(problems(Pipeline.named("none")))
        .containsExactly("pipeline none has no modules, expected at least one");
    assertThat(problems(Pipeline.named("p").module("a/b", Source.class)).get(0))
        .startsWith("module name \"a/b\", expected a name without / and ->");
    assertThat(problems(pair().module("a", Source.class)))
        .containsExactly("there are two modules named a, expected each name once");
    assertThat(problems(pair().connect("a", "b.text")))
        .containsExactly("connection is \"a -> b.text\", expected \"module.port -> module.port\"");
  }
}
