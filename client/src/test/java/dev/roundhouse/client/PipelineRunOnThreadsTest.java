package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.module.ModuleTypes;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.scheme.Place;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.ThreadingScheme;
import dev.roundhouse.scheme.ThreadingSettings;
import dev.roundhouse.work.CodeRunner;
import dev.roundhouse.work.CodeRunners;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs over the dispatcher and threads that a session has. */
@Timeout(180)
class PipelineRunOnThreadsTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  private final CallbackPool callbacks = new CallbackPool(2);
  private final Map<String, Scheme> schemes = new ConcurrentHashMap<>();
  private final BundleLoaders loaders = BundleLoaders.local();
  private final CodeRunner runner = CodeRunners.create(loaders);
  private SchemeDispatcher dispatcher;
  @TempDir private Path scratch;

  @BeforeEach
  void make() {
    SchemeSource source =
        new SchemeSource() {
          @Override
          public Found find(String name, Scheme.Listener events) {
            return new Ready(schemes.get(name));
          }

          @Override
          public Optional<Scheme> made(String name) {
            return Optional.ofNullable(schemes.get(name));
          }
        };
    dispatcher =
        new SchemeDispatcher(
            source, (pause, action) -> callbacks.execute(action), RetryPauses.DEFAULT);
    for (String name : List.of("threading", "multiprocessing", Dispatcher.INTERPRETER)) {
      Place place = new Place(name, "", "here", ProcessHandle.current().pid());
      int size = name.equals(Dispatcher.INTERPRETER) ? 1 : 3;
      ThreadingSettings settings =
          new ThreadingSettings(
              name, size, 8, Duration.ofSeconds(5), InstantSource.system(), () -> place, scratch);
      schemes.put(name, new ThreadingScheme(settings, runner, dispatcher));
    }
  }

  @AfterAll
  static void endSystem() {
    KIT.shutdownTestKit();
  }

  @AfterEach
  void end() {
    schemes.values().forEach(Scheme::close);
    callbacks.close();
    runner.close();
    loaders.close();
  }

  private PipelineRun start(Plan plan) {
    RunEnvironment environment =
        new RunEnvironment(KIT.system(), dispatcher, callbacks, InstantSource.system(), 3);
    return PipelineRuns.start(
        environment,
        new RunRequest(
            plan, getClass().getClassLoader(), SchemeSetting.DEFAULTS, RunOptions.DEFAULTS));
  }

  private static RunResult result(PipelineRun run) throws Exception {
    try {
      return run.result().get(90, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the run did not end: " + run.progress(), e);
    }
  }

  @Test
  void runsIndependentBranchesAtTheSameTime() throws Exception {
    CyclicBarrier meeting = new CyclicBarrier(3);
    PlanBuilder plan = new PlanBuilder();
    plan.node("top").set("in", 1);
    for (String name : List.of("a", "b", "c")) {
      plan.node(name)
          .from("in", "top")
          .computes(
              (in, context) -> {
                meeting.await(60, TimeUnit.SECONDS);
                return Map.of("out", name + in.get("in"));
              });
    }
    plan.node("all").collect("in", List.of("a", "b", "c"));
    RunResult result = result(start(plan.build()));
    assertThat(result.output("all", "out")).contains(List.of("a1", "b1", "c1"));
  }

  @Test
  void keepsTheTraceOfAFailureAndSkipsWhatNeedsIt() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    plan.node("bad")
        .support(Support.NONE)
        .computes(
            (in, context) -> {
              System.out.println("about to fail");
              throw new IllegalStateException("on purpose");
            });
    plan.node("next").from("in", "bad");
    RunResult result = result(start(plan.build()));
    ModuleResult bad = result.modules().get("bad");
    assertThat(bad.error().orElseThrow().type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(bad.error().orElseThrow().stackTrace()).contains("PipelineRunOnThreadsTest");
    assertThat(bad.output().stdout()).isEqualTo("about to fail" + System.lineSeparator());
    assertThat(bad.scheme()).contains(Dispatcher.INTERPRETER);
    assertThat(bad.pid()).contains(ProcessHandle.current().pid());
    assertThat(result.modules().get("next").skippedBecause()).contains("bad");
    assertThat(result.status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void runsTasksByTheirCodeAsOtherProcessesDo() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x")
        .type(ModuleTypes.of(PipelineRunTest.Add.class))
        .support(Support.ALL)
        .set("point", List.of(new PipelineRunTest.Add.Point(1), new PipelineRunTest.Add.Point(2)))
        .set("more", new PortType(int.class), 40)
        .loop("point");
    RunResult result = result(start(plan.build()));
    assertThat(result.output("x", "out"))
        .contains(List.of(new PipelineRunTest.Add.Point(41), new PipelineRunTest.Add.Point(42)));
    assertThat(result.modules().get("x").tasks())
        .allSatisfy(task -> assertThat(task.place().scheme()).isEqualTo("multiprocessing"));
  }

  @Test
  void cancelInterruptsWhatRunsAndLeavesNothing() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    PlanBuilder plan = new PlanBuilder();
    plan.node("x")
        .set("in", List.of(1, 2, 3, 4, 5, 6, 7, 8))
        .loop("in")
        .computes(
            (in, context) -> {
              running.countDown();
              new CountDownLatch(1).await(120, TimeUnit.SECONDS);
              return new HashMap<>();
            });
    PipelineRun run = start(plan.build());
    assertThat(running.await(60, TimeUnit.SECONDS)).as("%s", run.progress()).isTrue();
    run.cancel();
    RunResult result = result(run);
    assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(result.modules().get("x").status()).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(dispatcher.unended()).isZero();
  }
}
