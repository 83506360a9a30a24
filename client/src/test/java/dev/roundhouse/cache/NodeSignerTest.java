package dev.roundhouse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.module.Default;
import dev.roundhouse.module.HasEffects;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.TaskModule;
import dev.roundhouse.pipeline.Pipeline;
import dev.roundhouse.pipeline.PipelineBuilder;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.pipeline.PlanRequest;
import dev.roundhouse.pipeline.Planned;
import dev.roundhouse.pipeline.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of a pipeline alter the signature of its module {@code m}, and which never do. */
class NodeSignerTest {

  private static final Bundle BUNDLE = new Bundle("abc", "user.jar", "/somewhere/user.jar", 9);

  @TempDir private Path folder;

  /** A module with ports of several kinds. */
  public static final class Smooth implements TaskModule<Smooth.In, Smooth.Out> {
    /** What it takes. */
    public record In(
        @Default("[]") List<Double> signal,
        @Default("3") int width,
        @Default("") String label,
        Optional<Path> file) {}

    /** What it gives. */
    public record Out(List<Double> smoothed, int count) {}

    @Override
    public Out compute(In in, ModuleContext context) {
      return new Out(in.signal(), 0);
    }
  }

  /** The same in another class. */
  public static final class Other implements TaskModule<Smooth.In, Smooth.Out> {
    @Override
    public Smooth.Out compute(Smooth.In in, ModuleContext context) {
      return new Smooth.Out(in.signal(), 1);
    }
  }

  /** It writes a file. */
  @HasEffects
  public static final class Writer implements TaskModule<Smooth.In, Smooth.Out> {
    @Override
    public Smooth.Out compute(Smooth.In in, ModuleContext context) {
      return new Smooth.Out(in.signal(), 2);
    }
  }

  private Signature signature(UnaryOperator<PipelineBuilder> pipeline) {
    return signature(pipeline.apply(Pipeline.named("p").folder(folder)).build(), List.of(BUNDLE));
  }

  private static Signature signature(Pipeline pipeline, List<Bundle> bundles) {
    PlanRequest request = PlanRequest.of(NodeSignerTest.class.getClassLoader(), bundles);
    Planned planned = Planner.plan(pipeline, request);
    if (!(planned instanceof Planned.Ready ready)) {
      throw new AssertionError(planned);
    }
    return sign(ready.plan(), "1.0").get("m").signature();
  }

  private static Map<String, Recipe> sign(Plan plan, String version) {
    Map<String, Recipe> recipes = new HashMap<>();
    Map<String, Signature> signatures = new HashMap<>();
    for (Plan.Node node : plan.nodes()) {
      Map<String, Object> values = new HashMap<>();
      node.inputs()
          .forEach(input -> values.put(input.port(), input.constant().orElse(Optional.empty())));
      Recipe recipe =
          new NodeSigner(version).sign(node, new NodeSigner.Arrived(values, signatures), List.of());
      recipes.put(node.name(), recipe);
      signatures.put(node.name(), recipe.signature());
    }
    return recipes;
  }

  private static UnaryOperator<PipelineBuilder> alone(Object width) {
    return p -> p.module("m", Smooth.class, m -> m.set("width", width));
  }

  private static PipelineBuilder collecting(PipelineBuilder p, String first, String second) {
    return p.module("a", "constant", m -> m.set("value", 1.0))
        .module("b", "constant", m -> m.set("value", 2.0))
        .module("m", Smooth.class)
        .connect(first, "m.signal")
        .connect(second, "m.signal");
  }

  @Test
  void aParameterAltersIt() {
    assertThat(signature(alone(5))).isEqualTo(signature(alone(5)));
    assertThat(signature(alone(5))).isNotEqualTo(signature(alone(7)));
  }

  @Test
  void aParameterThatIsSetToItsDefaultDoesNot() {
    assertThat(signature(alone(3))).isEqualTo(signature(p -> p.module("m", Smooth.class)));
  }

  @Test
  void theOrderOfParametersAndModulesAndTheNamesOfSourcesDoNot() {
    Signature one =
        signature(
            p ->
                p.module("a", "constant", m -> m.set("value", List.of(1.0)))
                    .module("m", Smooth.class, m -> m.set("width", 5).set("label", "x"))
                    .connect("a.value", "m.signal"));
    Signature other =
        signature(
            p ->
                p.module("m", Smooth.class, m -> m.set("label", "x").set("width", 5))
                    .module("unused", "constant", m -> m.set("value", 1))
                    .module("renamed", "constant", m -> m.set("value", List.of(1.0)))
                    .connect("renamed.value", "m.signal"));

    assertThat(one).isEqualTo(other);
  }

  @Test
  void optionsDoNot() {
    Signature one =
        signature(
            p ->
                p.module(
                    "m",
                    Smooth.class,
                    m -> m.set("width", 5).retries(3).runTimeout(Duration.ofSeconds(9))));

    assertThat(one).isEqualTo(signature(alone(5)));
  }

  @Test
  void itsTypeAndItsCodeDo() {
    Pipeline pipeline = alone(5).apply(Pipeline.named("p")).build();

    assertThat(signature(p -> p.module("m", Other.class, m -> m.set("width", 5))))
        .isNotEqualTo(signature(alone(5)));
    assertThat(signature(pipeline, List.of(new Bundle("def", "user.jar", "/somewhere", 9))))
        .isNotEqualTo(signature(pipeline, List.of(BUNDLE)));
    assertThat(signature(pipeline, List.of(new Bundle("abc", "moved.jar", "/elsewhere", 9))))
        .isEqualTo(signature(pipeline, List.of(BUNDLE)));
  }

  @Test
  void theProductsVersionDoesForBuiltInModules() {
    Pipeline pipeline = Pipeline.named("p").module("m", "constant", m -> m.set("value", 1)).build();
    Planned planned =
        Planner.plan(pipeline, PlanRequest.of(getClass().getClassLoader(), List.of(BUNDLE)));
    Plan plan = ((Planned.Ready) planned).plan();

    assertThat(sign(plan, "1.0")).isEqualTo(sign(plan, "1.0"));
    assertThat(sign(plan, "1.0").get("m").signature())
        .isNotEqualTo(sign(plan, "1.1").get("m").signature());
  }

  @Test
  void whatASourceComputesAndWhichOfItsPortsDo() {
    assertThat(chained(1, "count")).isEqualTo(chained(1, "count"));
    assertThat(chained(1, "count")).isNotEqualTo(chained(2, "count"));
    assertThat(signature(p -> fromPort(p, "smoothed")))
        .isNotEqualTo(signature(p -> fromPort(p, "count")));
  }

  private Signature chained(int width, String port) {
    return signature(
        p ->
            p.module("a", Smooth.class, m -> m.set("width", width))
                .module("m", Smooth.class)
                .connect("a." + port, "m.width"));
  }

  private static PipelineBuilder fromPort(PipelineBuilder p, String port) {
    return p.module("a", Smooth.class)
        .module("m", Smooth.class)
        .connect(
            "a." + port, "m.label".replace("label", port.equals("count") ? "width" : "signal"));
  }

  @Test
  void theOrderOfConnectionsToOneListPortDoes() {
    assertThat(signature(p -> collecting(p, "a.value", "b.value")))
        .isEqualTo(signature(p -> collecting(p, "a.value", "b.value")))
        .isNotEqualTo(signature(p -> collecting(p, "b.value", "a.value")));
  }

  @Test
  void loopingDoes() {
    Signature cartesian = signature(p -> swept(p, false));

    assertThat(cartesian).isEqualTo(signature(p -> swept(p, false)));
    assertThat(cartesian).isNotEqualTo(signature(p -> swept(p, true)));
    assertThat(signature(alone(List.of(1)))).isNotEqualTo(signature(alone(1)));
  }

  private static PipelineBuilder swept(PipelineBuilder p, boolean pairwise) {
    return p.module(
        "m",
        Smooth.class,
        m -> {
          m.set("width", List.of(1, 2)).set("label", List.of("x", "y"));
          return pairwise ? m.pairwise() : m;
        });
  }

  @Test
  void aFileThatIsSetDoesByPathSizeAndTime() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "one");
    Path copy = Files.writeString(folder.resolve("b.txt"), "one");
    FileTime time = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, time);
    Files.setLastModifiedTime(copy, time);
    Signature before = withFile(file);

    assertThat(withFile(file)).isEqualTo(before);
    assertThat(withFile(copy)).as("another path").isNotEqualTo(before);
    Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
    assertThat(withFile(file)).as("another time").isNotEqualTo(before);
    Files.writeString(file, "four");
    Files.setLastModifiedTime(file, time);
    assertThat(withFile(file)).as("another size").isNotEqualTo(before);
    Files.writeString(file, "one");
    Files.setLastModifiedTime(file, time);
    assertThat(withFile(file)).as("as it was").isEqualTo(before);
    Files.delete(file);
    assertThat(withFile(file)).as("missing").isNotEqualTo(before);
  }

  private Signature withFile(Path file) {
    return signature(p -> p.module("m", Smooth.class, m -> m.set("file", file.toString())));
  }

  @Test
  void whatIsInADirectoryDoesNot() throws IOException {
    Signature before = withFile(folder);
    Files.writeString(folder.resolve("new.txt"), "new");

    assertThat(withFile(folder)).isEqualTo(before);
  }

  @Test
  void theFileThatAModuleWithEffectsWritesCountsByItsPathAlone() throws IOException {
    Path file = folder.resolve("out.txt");
    Signature before =
        signature(p -> p.module("m", Writer.class, m -> m.set("file", file.toString())));
    Files.writeString(file, "written");

    assertThat(signature(p -> p.module("m", Writer.class, m -> m.set("file", file.toString()))))
        .isEqualTo(before);
  }

  @Test
  void saysWhichPartsChanged() {
    Recipe before = recipe(p -> p.module("m", Smooth.class, m -> m.set("width", 5)));
    Recipe after =
        recipe(p -> p.module("m", Smooth.class, m -> m.set("width", 7).set("label", "x")));

    assertThat(after.difference(before.encode("")))
        .isEqualTo("parameter label, parameter width changed");
    assertThat(before.difference(before.encode(""))).isEqualTo("its result was evicted");
    assertThat(before.difference(before.encode("too large"))).isEqualTo("too large");
    assertThat(before.difference(new byte[] {1, 2})).isEqualTo("never computed");
  }

  private Recipe recipe(UnaryOperator<PipelineBuilder> builder) {
    Pipeline pipeline = builder.apply(Pipeline.named("p").folder(folder)).build();
    Planned planned =
        Planner.plan(pipeline, PlanRequest.of(getClass().getClassLoader(), List.of(BUNDLE)));
    return sign(((Planned.Ready) planned).plan(), "1.0").get("m");
  }
}
