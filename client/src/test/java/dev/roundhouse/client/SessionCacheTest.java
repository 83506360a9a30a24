package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.module.Default;
import dev.roundhouse.module.Fingerprinted;
import dev.roundhouse.module.HasEffects;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.NotCacheable;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.TaskModule;
import dev.roundhouse.pipeline.Pipeline;
import dev.roundhouse.pipeline.PipelineBuilder;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.pipeline.PlanRequest;
import dev.roundhouse.pipeline.Planned;
import dev.roundhouse.pipeline.Planner;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of sessions one after the other, over one home: what is computed again, and why. */
@Timeout(180)
class SessionCacheTest {

  @TempDir private Path home;
  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void place() {
    log = folder.resolve("computed.log");
  }

  /** Says in a file whenever it computes. */
  @Parallelizable(threading = true)
  public static class Adds implements TaskModule<Adds.In, Adds.Out> {
    /** What it takes; the log counts by its name alone. */
    public record In(int left, @Default("0") int right, String log, @Default("m") String name) {}

    /** The sum. */
    public record Out(int sum) {}

    @Override
    public Out compute(Adds.In in, ModuleContext context) throws Exception {
      Files.writeString(
          Path.of(in.log()),
          in.name() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      if (in.left() < 0) {
        throw new IllegalArgumentException("left is " + in.left());
      }
      return new Out(in.left() + in.right());
    }
  }

  /** Runs every time. */
  @NotCacheable
  @Parallelizable(threading = true)
  public static final class AlwaysAdds extends Adds {}

  /** Runs every time, and does not spoil what is downstream. */
  @HasEffects
  @Parallelizable(threading = true)
  public static final class Effects extends Adds {}

  /** Reads a file that no input names as a path. */
  @Parallelizable(threading = true)
  public static final class ReadsWorld extends Adds implements Fingerprinted<Adds.In> {
    @Override
    public Optional<String> fingerprint(Adds.In in) throws Exception {
      return Optional.of(Files.readString(Path.of(in.log() + ".world")));
    }
  }

  /** Gives what cannot be kept. */
  @Parallelizable(threading = true)
  public static final class Unkept implements TaskModule<Adds.In, Unkept.Out> {
    /** No value for a file. */
    public record Out(Thread thread) {}

    @Override
    public Out compute(Adds.In in, ModuleContext context) {
      return new Out(new Thread());
    }
  }

  /** Writes a file and gives its path. */
  @Parallelizable(threading = true)
  public static final class Makes implements TaskModule<Adds.In, Makes.Out> {
    /** The file. */
    public record Out(Path file) {}

    @Override
    public Out compute(Adds.In in, ModuleContext context) throws Exception {
      return new Out(Files.writeString(Path.of(in.log() + ".made"), "made " + in.left()));
    }
  }

  private RunResult run(UnaryOperator<PipelineBuilder> pipeline) throws Exception {
    return run(pipeline, CacheUse.NORMAL);
  }

  private RunResult run(UnaryOperator<PipelineBuilder> pipeline, CacheUse use) throws Exception {
    return run("plain", pipeline, use);
  }

  private RunResult run(String profile, UnaryOperator<PipelineBuilder> pipeline, CacheUse use)
      throws Exception {
    try (Session session = open(profile)) {
      return run(session, pipeline, use);
    }
  }

  private Session open(String profile) {
    SessionOptions options = new SessionOptions(Profiles.open(new Home(home), profile));
    return Session.open(options, LoopbackLink::new);
  }

  private RunResult run(Session session, UnaryOperator<PipelineBuilder> builder, CacheUse use)
      throws Exception {
    return run(session, builder, use, getClass().getClassLoader());
  }

  private RunResult run(
      Session session, UnaryOperator<PipelineBuilder> builder, CacheUse use, ClassLoader loader)
      throws Exception {
    Pipeline pipeline = builder.apply(Pipeline.named("p").folder(folder)).build();
    Planned planned = Planner.plan(pipeline, PlanRequest.of(loader, List.of()));
    if (!(planned instanceof Planned.Ready ready)) {
      throw new AssertionError(planned);
    }
    Plan plan = ready.plan();
    return session
        .run(plan, loader, RunOptions.DEFAULTS.withCache(use))
        .result()
        .get(60, TimeUnit.SECONDS);
  }

  private static Map<String, ModuleStatus> statuses(RunResult run) {
    Map<String, ModuleStatus> statuses = new TreeMap<>();
    run.modules().forEach((name, module) -> statuses.put(name, module.status()));
    return statuses;
  }

  private static String reason(RunResult run, String module) {
    return run.modules().get(module).cacheReason().orElseThrow();
  }

  private List<String> computed() throws IOException {
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private UnaryOperator<PipelineBuilder> pair(int left, int right) {
    return pair(Adds.class, left, right);
  }

  private UnaryOperator<PipelineBuilder> pair(
      Class<? extends TaskModule<?, ?>> first, int left, int right) {
    return p ->
        p.module("a", first, m -> m.set("left", left).set("log", log.toString()).set("name", "a"))
            .module(
                "b",
                Adds.class,
                m -> m.set("right", right).set("log", log.toString()).set("name", "b"))
            .connect("a.sum", "b.left");
  }

  @Test
  void takesWhatHasNotChangedFromTheCacheOfAnEarlierSession() throws Exception {
    assertThat(run(pair(1, 2)).output("b", "sum")).contains(3);

    RunResult again = run(pair(1, 2));

    assertThat(again.output("b", "sum")).contains(3);
    assertThat(statuses(again)).containsOnly(entry("a", true), entry("b", true));
    assertThat(again.modules().get("a").cached()).isTrue();
    assertThat(again.modules().get("a").attempts()).isZero();
    assertThat(reason(again, "a")).isEqualTo("unchanged");
    assertThat(computed()).containsExactly("a", "b");
  }

  private static Map.Entry<String, ModuleStatus> entry(String module, boolean cached) {
    return Map.entry(module, cached ? ModuleStatus.CACHED : ModuleStatus.SUCCEEDED);
  }

  @Test
  void computesWhatChangedAndWhatIsDownstreamOfItAndSaysWhy() throws Exception {
    assertThat(reason(run(pair(1, 2)), "a")).isEqualTo("never computed");

    RunResult other = run(pair(1, 5));
    assertThat(statuses(other)).containsOnly(entry("a", true), entry("b", false));
    assertThat(reason(other, "b")).isEqualTo("parameter right changed");

    RunResult third = run(pair(7, 5));
    assertThat(statuses(third)).containsOnly(entry("a", false), entry("b", false));
    assertThat(reason(third, "a")).isEqualTo("parameter left changed");
    assertThat(reason(third, "b")).isEqualTo("source a (port left) changed");
    assertThat(third.output("b", "sum")).contains(12);
  }

  /** Defines the modules of this test from bytes, as JShell does. */
  private static final class Unnamed extends ClassLoader {
    private Unnamed() {
      super(SessionCacheTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(SessionCacheTest.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return loaded == null ? defineClass(name, bytes, 0, bytes.length, null) : loaded;
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void neverKeepsWhatAClassComputesThatIsInNoJarOrFolder() throws Exception {
    UnaryOperator<PipelineBuilder> pipeline =
        p -> p.module("m", Adds.class, m -> m.set("left", 1).set("log", log.toString()));
    try (Session session = open("plain")) {
      run(session, pipeline, CacheUse.NORMAL, new Unnamed());
      RunResult again = run(session, pipeline, CacheUse.NORMAL, new Unnamed());

      assertThat(again.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(statuses(again)).containsOnly(entry("m", false));
      assertThat(reason(again, "m")).contains("its code is in no jar or folder");
    }
  }

  @Test
  void neverKeepsAnError() throws Exception {
    run(pair(-1, 2));
    RunResult again = run(pair(-1, 2));

    assertThat(again.status()).isEqualTo(RunStatus.FAILED);
    assertThat(computed()).containsExactly("a", "a");
  }

  @Test
  void runsANotCacheableModuleAndAllDownstreamOfItEveryTime() throws Exception {
    run(pair(AlwaysAdds.class, 1, 2));
    RunResult again = run(pair(AlwaysAdds.class, 1, 2));

    assertThat(statuses(again)).containsOnly(entry("a", false), entry("b", false));
    assertThat(reason(again, "a")).isEqualTo("not cacheable");
    assertThat(reason(again, "b")).isEqualTo("it needs a, which runs every time");
  }

  @Test
  void runsAModuleWithEffectsEveryTimeWithoutSpoilingWhatIsDownstream() throws Exception {
    run(pair(Effects.class, 1, 2));
    RunResult again = run(pair(Effects.class, 1, 2));

    assertThat(statuses(again)).containsOnly(entry("a", false), entry("b", true));
    assertThat(computed()).containsExactly("a", "b", "a");
  }

  @Test
  void writesAFileEveryTimeWithoutSpoilingWhoReadsIt() throws Exception {
    UnaryOperator<PipelineBuilder> pipeline =
        p ->
            p.module("write", "write-file", m -> m.set("file", "out.txt").set("text", "hello"))
                .module("read", "read-file")
                .connect("write.file", "read.file");
    run(pipeline);

    RunResult again = run(pipeline);
    assertThat(statuses(again)).containsOnly(entry("write", false), entry("read", true));

    Files.delete(folder.resolve("out.txt"));
    run(pipeline);
    assertThat(folder.resolve("out.txt")).hasContent("hello");
  }

  @Test
  void countsWhatAModuleSaysOfTheWorld() throws Exception {
    Path world = Path.of(log + ".world");
    Files.writeString(world, "round");
    run(pair(ReadsWorld.class, 1, 2));
    assertThat(statuses(run(pair(ReadsWorld.class, 1, 2))))
        .containsOnly(entry("a", true), entry("b", true));

    Files.writeString(world, "flat");
    RunResult other = run(pair(ReadsWorld.class, 1, 2));
    assertThat(statuses(other)).containsOnly(entry("a", false), entry("b", false));
    assertThat(reason(other, "a")).isEqualTo("what it reads changed");

    Files.delete(world);
    RunResult untold = run(pair(ReadsWorld.class, 1, 2));
    assertThat(statuses(untold)).containsOnly(entry("a", false), entry("b", false));
    assertThat(reason(untold, "a")).startsWith("what it depends on cannot be told");
  }

  @Test
  void countsTheFilesOfTheBuiltInModules() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "a");
    UnaryOperator<PipelineBuilder> pipeline =
        p ->
            p.module("list", "list-files", m -> m.set("glob", "*.txt"))
                .module("read", "read-file")
                .module("cat", "command", m -> m.set("args", List.of("cat", "a.txt")))
                .connect("list.files", "read.file");
    run(pipeline);
    assertThat(statuses(run(pipeline)))
        .containsOnly(entry("list", true), entry("read", true), entry("cat", true));

    Files.writeString(folder.resolve("b.txt"), "b");
    RunResult more = run(pipeline);
    assertThat(statuses(more))
        .containsOnly(entry("list", false), entry("read", false), entry("cat", true));
    assertThat(more.output("read", "text")).contains(List.of("a", "b"));

    Files.writeString(folder.resolve("a.txt"), "changed");
    RunResult changed = run(pipeline);
    assertThat(changed.output("read", "text")).contains(List.of("changed", "b"));
    assertThat(changed.output("cat", "stdout")).contains("changed");
  }

  @Test
  void makesAFileAgainThatIsNotAsItWasLeft() throws Exception {
    UnaryOperator<PipelineBuilder> pipeline =
        p -> p.module("m", Makes.class, m -> m.set("left", 1).set("log", log.toString()));
    run(pipeline);
    assertThat(statuses(run(pipeline))).containsOnly(entry("m", true));

    Files.delete(Path.of(log + ".made"));
    RunResult again = run(pipeline);

    assertThat(statuses(again)).containsOnly(entry("m", false));
    assertThat(reason(again, "m")).isEqualTo("its file " + log + ".made changed");
    assertThat(Path.of(log + ".made")).hasContent("made 1");
  }

  @Test
  void computesTwoModulesOfOneSignatureOnceInARun() throws Exception {
    UnaryOperator<PipelineBuilder> pipeline =
        p ->
            p.module("x", Adds.class, m -> m.set("left", 1).set("log", log.toString()))
                .module("y", Adds.class, m -> m.set("left", 1).set("log", log.toString()));
    RunResult result = run(pipeline);

    assertThat(computed()).hasSize(1);
    assertThat(statuses(result)).containsOnly(entry("x", false), entry("y", true));
    assertThat(result.output("y", "sum")).contains(1);
  }

  @Test
  void keepsALoopWhole() throws Exception {
    UnaryOperator<PipelineBuilder> pipeline =
        p ->
            p.module(
                "m", Adds.class, m -> m.set("left", List.of(1, 2, 3)).set("log", log.toString()));
    run(pipeline);
    RunResult again = run(pipeline);

    assertThat(statuses(again)).containsOnly(entry("m", true));
    assertThat(again.output("m", "sum")).contains(List.of(1, 2, 3));
    assertThat(computed()).hasSize(3);
  }

  private UnaryOperator<PipelineBuilder> sweep(Integer... lefts) {
    return p ->
        p.module("m", Adds.class, m -> m.set("left", List.of(lefts)).set("log", log.toString()));
  }

  @Test
  void computesOnlyTheNewElementsOfASweep() throws Exception {
    run(sweep(1, 2, 3));
    RunResult more = run(sweep(3, 4, 1));

    assertThat(more.output("m", "sum")).contains(List.of(3, 4, 1));
    assertThat(computed()).hasSize(4);
    assertThat(reason(more, "m")).isEqualTo("parameter left changed; 2 of 3 tasks are there");
    assertThat(statuses(run(sweep(4, 2)))).containsOnly(entry("m", true));
  }

  @Test
  void goesOnInsideOfALoopThatFailed() throws Exception {
    assertThat(run(sweep(1, -1, 3)).status()).isEqualTo(RunStatus.FAILED);
    RunResult again = run(sweep(1, 2, 3));

    assertThat(again.output("m", "sum")).contains(List.of(1, 2, 3));
    assertThat(computed()).hasSize(4);
  }

  @Test
  void saysWhatCannotBeKept() throws Exception {
    UnaryOperator<PipelineBuilder> pipeline =
        p -> p.module("m", Unkept.class, m -> m.set("left", 1).set("log", log.toString()));
    RunResult result = run(pipeline);

    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(reason(result, "m"))
        .startsWith("its outputs cannot be kept")
        .contains("java.lang.Thread");
    assertThat(reason(run(pipeline), "m")).startsWith("its outputs cannot be kept");
  }

  @Test
  void saysWhatIsTooLargeToBeKept() throws Exception {
    Path profile =
        Files.writeString(
            folder.resolve("small.conf"),
            "roundhouse.extends = plain\nroundhouse.cache.size = 100 KiB\n");
    UnaryOperator<PipelineBuilder> pipeline =
        p -> p.module("m", "constant", m -> m.set("value", "x".repeat(60_000)));
    run(profile.toString(), pipeline, CacheUse.NORMAL);
    RunResult again = run(profile.toString(), pipeline, CacheUse.NORMAL);

    assertThat(statuses(again)).containsOnly(entry("m", false));
    assertThat(reason(again, "m")).contains("the cache keeps at most 51200 of a module");
  }

  @Test
  void computesEverythingAndKeepsItWhereTheCacheIsNotAsked() throws Exception {
    run(pair(1, 2));
    RunResult refreshed = run(pair(1, 2), CacheUse.REFRESH);

    assertThat(statuses(refreshed)).containsOnly(entry("a", false), entry("b", false));
    assertThat(statuses(run(pair(1, 2)))).containsOnly(entry("a", true), entry("b", true));
  }

  @Test
  void neitherAsksNorKeepsWhereTheCacheIsOff() throws Exception {
    RunResult result = run(pair(1, 2), CacheUse.OFF);

    assertThat(result.modules().get("a").cacheReason()).isEmpty();
    assertThat(statuses(run(pair(1, 2)))).containsOnly(entry("a", false), entry("b", false));
  }

  @Test
  void surfacesNothingOfADamagedCache() throws Exception {
    run(pair(1, 2));
    try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }

    RunResult again = run(pair(1, 2));

    assertThat(again.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(again.problems()).isEmpty();
    assertThat(statuses(again)).containsOnly(entry("a", false), entry("b", false));
    assertThat(statuses(run(pair(1, 2)))).containsOnly(entry("a", true), entry("b", true));
  }

  @Test
  void keepsNothingOnDiskInTheProfileForTests() throws Exception {
    try (Session session = open("test")) {
      run(session, pair(1, 2), CacheUse.NORMAL);
      assertThat(statuses(run(session, pair(1, 2), CacheUse.NORMAL)))
          .containsOnly(entry("a", true), entry("b", true));
    }
    assertThat(home.resolve("cache")).doesNotExist();
    assertThat(statuses(run("test", pair(1, 2), CacheUse.NORMAL)))
        .containsOnly(entry("a", false), entry("b", false));
  }
}
