package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleTypes;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import dev.roundhouse.module.TaskModule;
import dev.roundhouse.pipeline.ModuleOptions;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.scheme.Attempt;
import dev.roundhouse.scheme.Captured;
import dev.roundhouse.scheme.Scheme;
import dev.roundhouse.scheme.SchemeEvent;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.work.Outcome;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PipelineRunTest {
  private final ActorTestKit kit = ActorTestKit.create();
  private final ExecutorService callbacks = Executors.newFixedThreadPool(2);
  private final FakeDispatcher dispatcher = new FakeDispatcher();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
    callbacks.shutdownNow();
  }

  private PipelineRun start(Plan plan, RunOptions options) {
    RunEnvironment environment =
        new RunEnvironment(kit.system(), dispatcher, callbacks, InstantSource.system(), 3);
    return PipelineRuns.start(
        environment,
        new RunRequest(plan, getClass().getClassLoader(), SchemeSetting.DEFAULTS, options));
  }

  private PipelineRun start(PlanBuilder plan) {
    return start(plan.build(), RunOptions.DEFAULTS);
  }

  private static RunResult result(PipelineRun run) throws Exception {
    try {
      return run.result().get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the run did not end: " + run.progress(), e);
    }
  }

  @Test
  void runsAPlanAndGivesTheOutputsOfItsSinks() throws Exception {
    PipelineRun run = start(new PlanBuilder().chain("a", "b"));
    dispatcher.succeed(dispatcher.await("a"), 3);
    FakeDispatcher.Sent b = dispatcher.await("b");
    Map<?, ?> computed = (Map<?, ?>) ((Work.Live) b.request().work()).body().run(null);
    assertThat(computed.get("out")).isEqualTo(3);
    dispatcher.succeed(b, 4);

    RunResult result = result(run);
    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(result.output("b", "out")).contains(4);
    assertThat(result.modules().keySet()).containsExactly("a", "b");
    assertThat(result.modules().get("a").scheme()).contains("threading");
    assertThat(result.modules().get("a").pid()).contains(7L);
    assertThat(result.id()).isEqualTo(run.id()).hasSize(14);
    assertThat(run.progress().counts()).isEqualTo(Map.of(ModuleStatus.SUCCEEDED, 2));
  }

  @Test
  void givesTasksTheOptionsOfTheirModule() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    plan.node("a")
        .options(
            new ModuleOptions(
                Optional.empty(),
                2,
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(Duration.ofSeconds(2)),
                false,
                true))
        .support(new Support(true, false, false, true, Map.of()));
    plan.node("b").from("in", "a");
    PipelineRun run = start(plan);
    Dispatcher.Request request = dispatcher.await("a").request();
    assertThat(request.options().retries()).isEqualTo(2);
    assertThat(request.options().priority()).isEqualTo(2);
    assertThat(request.options().waits()).isTrue();
    assertThat(request.options().queueTimeout()).contains(Duration.ofSeconds(1));
    assertThat(request.options().runTimeout()).contains(Duration.ofSeconds(2));
    run.cancel();
    dispatcher.awaitCancel(dispatcher.await("a"));
    dispatcher.end(dispatcher.await("a"), new Outcome.Cancelled("asked"));
    assertThat(result(run).status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void keepsEveryAttemptAndWhatWasPrinted() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").set("in", List.of("p", "q")).loop("in");
    PipelineRun run = start(plan);
    Outcome lost =
        new Outcome.Failed(TaskError.of(TaskError.Kind.SYSTEM, "engine-lost", "it died"));
    Outcome done = new Outcome.Succeeded(new Payload.Live(Map.of("out", 1)));
    FakeDispatcher.Sent second = dispatcher.await("x[1]");
    List<Attempt> attempts =
        List.of(dispatcher.attempt(second, 1, lost, 11), dispatcher.attempt(second, 2, done, 12));
    dispatcher.end(second, done, attempts, new Captured("second\n", ""));
    FakeDispatcher.Sent first = dispatcher.await("x[0]");
    dispatcher.end(
        first,
        done,
        List.of(dispatcher.attempt(first, 1, done, 12)),
        new Captured("first\n", "warned"));

    ModuleResult module = result(run).modules().get("x");
    assertThat(module.tasks())
        .extracting(task -> task.index() + "/" + task.attempt() + " " + task.status())
        .containsExactly("0/1 SUCCEEDED", "1/1 LOST", "1/2 SUCCEEDED");
    assertThat(module.attempts()).isEqualTo(3);
    assertThat(module.pid()).contains(12L);
    assertThat(module.output()).isEqualTo(new Captured("first\nsecond\n", "warned"));
    assertThat(module.startedAt()).contains(module.tasks().get(1).startedAt());
    assertThat(module.finishedAt()).contains(module.tasks().get(0).finishedAt());
  }

  /** Adds. */
  public static final class Add implements TaskModule<Add.In, Add.Out> {
    public record In(Point point, int more) {}

    public record Out(Point out) {}

    public record Point(int x) {}

    @Override
    public Out compute(In in, ModuleContext context) {
      return new Out(new Point(in.point().x() + in.more()));
    }
  }

  @Test
  void encodesInputsAndDecodesOutputsOfTasksInOtherProcesses() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x")
        .type(ModuleTypes.of(Add.class))
        .support(Support.ALL)
        .set("point", new Add.Point(40))
        .set("more", new PortType(int.class), 2);
    PipelineRun run = start(plan);
    FakeDispatcher.Sent sent = dispatcher.await("x");
    assertThat(sent.request().scheme()).isEqualTo("multiprocessing");
    Work.Portable work = (Work.Portable) sent.request().work();
    byte[] argument = ((Payload.Encoded) work.argument()).bytes();
    assertThat(ValueCodec.decode(argument, getClass().getClassLoader()))
        .isEqualTo(Map.of("point", new Add.Point(40), "more", 2));

    byte[] outputs = ValueCodec.encode(Map.of("out", new Add.Point(42)));
    dispatcher.end(sent, new Outcome.Succeeded(new Payload.Encoded(outputs)));
    assertThat(result(run).output("x", "out")).contains(new Add.Point(42));
  }

  @Test
  void failsATaskWhoseInputsCannotBeSerialised() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").support(Support.ALL).set("in", new Object());
    RunResult result = result(start(plan));
    TaskError error = result.modules().get("x").error().orElseThrow();
    assertThat(error.type()).isEqualTo("not-serializable");
    assertThat(error.message()).contains("java.lang.Object").contains("[in]");
    assertThat(dispatcher.history()).isEmpty();
  }

  @Test
  void failsATaskWhoseOutputsCannotBeRead() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x").support(Support.ALL);
    plan.node("y");
    PipelineRun run = start(plan);
    dispatcher.end(
        dispatcher.await("x"), new Outcome.Succeeded(new Payload.Encoded(new byte[] {99, 1})));
    dispatcher.end(dispatcher.await("y"), new Outcome.Succeeded(new Payload.Live("no map")));
    RunResult result = result(run);
    assertThat(result.modules().get("x").error().orElseThrow().message())
        .startsWith("its outputs cannot be read here: ");
    assertThat(result.modules().get("y").error().orElseThrow().message())
        .isEqualTo("it gave java.lang.String, expected a map of its outputs");
  }

  @Test
  void hasABoundedNumberOfEncodedTasksAtAScheme() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    List<Integer> elements = IntStream.range(0, 6_000).boxed().toList();
    plan.node("x").support(Support.ALL).set("in", elements).loop("in");
    PipelineRun run = start(plan);
    FakeDispatcher.Sent last = dispatcher.await("x[4095]");
    assertThat(dispatcher.openTasks()).isBetween(4_096, 4_096 + 256);
    dispatcher.succeed(last, 1);
    for (int i = 0; i < 6_000; i++) {
      if (i != 4_095) {
        dispatcher.succeed(dispatcher.await("x[" + i + "]"), 1);
      }
    }
    assertThat((List<?>) result(run).output("x", "out").orElseThrow()).hasSize(6_000);
  }

  @Test
  void cancelEndsTasksThatWereSentAndThoseThatWereNot() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    List<Integer> elements = IntStream.range(0, 6_000).boxed().toList();
    plan.node("x").support(Support.ALL).set("in", elements).loop("in");
    PipelineRun run = start(plan);
    FakeDispatcher.Sent last = dispatcher.await("x[4095]");
    run.cancel("the user asked");
    dispatcher.awaitCancel(last);
    for (String label : dispatcher.history()) {
      dispatcher.end(dispatcher.await(label), new Outcome.Cancelled("asked"));
    }
    RunResult result = result(run);
    assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(result.modules().get("x").status()).isEqualTo(ModuleStatus.CANCELLED);
    assertThat(dispatcher.openTasks()).isZero();
  }

  @Test
  void aRunThatIsGivenUpEndsAtOnceAndNamesWhatWentOn() throws Exception {
    PlanBuilder plan = new PlanBuilder().chain("deaf", "after");
    plan.node("queued");
    PipelineRun run = start(plan);
    FakeDispatcher.Sent deaf = dispatcher.await("deaf");
    dispatcher.start(deaf, "", 7);
    dispatcher.await("queued");

    run.giveUp("no time is left");

    RunResult result = result(run);
    assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(result.modules().values())
        .extracting(ModuleResult::status)
        .containsOnly(ModuleStatus.CANCELLED);
    assertThat(result.modules().get("deaf").tasks())
        .extracting(TaskRecord::status, task -> task.place().pid())
        .containsExactly(Tuple.tuple(Attempt.Status.CANCELLED, 7L));
    assertThat(result.problems()).singleElement().asString().contains("deaf", "no time is left");
    dispatcher.awaitCancel(deaf);
  }

  @Test
  void tellsListenersWhatHappensInOrderAndLateOnesWhereItStands() throws Exception {
    PipelineRun run = start(new PlanBuilder().chain("a"));
    FakeDispatcher.Sent a = dispatcher.await("a");
    BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
    run.onEvent(events::add);
    assertChanged(next(events), "queued", 0, 0.0);
    dispatcher.start(a, "", 7);
    dispatcher.tell(a, new SchemeEvent.Progress(a.id(), 1, 0.5));
    dispatcher.tell(a, new SchemeEvent.Output(a.id(), 1, false, "hello"));
    dispatcher.succeed(a, 1);
    assertChanged(next(events), "running", 0, 0.0);
    assertThat(next(events)).isInstanceOf(RunEvent.TaskStarted.class);
    assertThat(((RunEvent.ModuleProgressed) next(events)).module().fraction()).isEqualTo(0.5);
    assertThat(next(events)).isEqualTo(new RunEvent.TaskOutput("a", 0, false, "hello"));
    assertThat(((RunEvent.ModuleProgressed) next(events)).module().ended()).isEqualTo(1);
    assertChanged(next(events), "succeeded", 1, 1.0);
    assertThat(next(events)).isInstanceOf(RunEvent.Ended.class);
    result(run);

    run.onEvent(events::add);
    assertChanged(next(events), "succeeded", 1, 1.0);
    assertThat(next(events)).isInstanceOf(RunEvent.Ended.class);
  }

  private static void assertChanged(RunEvent event, String status, int ended, double fraction) {
    assertThat(event).isInstanceOf(RunEvent.ModuleChanged.class);
    ModuleProgress module = ((RunEvent.ModuleChanged) event).module();
    assertThat(module.status()).hasToString(status);
    assertThat(module.ended()).isEqualTo(ended);
    assertThat(module.fraction()).isEqualTo(fraction);
  }

  private static RunEvent next(BlockingQueue<RunEvent> events) throws InterruptedException {
    RunEvent event = events.poll(30, TimeUnit.SECONDS);
    assertThat(event).as("another event").isNotNull();
    return event;
  }

  @Test
  void endsAsCancelledWhenTheSystemEndsFirst() throws Exception {
    PipelineRun run = start(new PlanBuilder().chain("a", "b"));
    FakeDispatcher.Sent a = dispatcher.await("a");
    kit.shutdownTestKit();
    dispatcher.awaitCancel(a);
    assertThat(result(run).status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aBugEndsTheRunExceptionally() throws Exception {
    Dispatcher broken =
        new Dispatcher() {
          @Override
          public List<Long> submit(List<Request> requests, Scheme.Listener listener) {
            throw new IllegalStateException("a bug");
          }

          @Override
          public void cancel(List<Long> tasks, String reason) {}
        };
    RunEnvironment environment =
        new RunEnvironment(kit.system(), broken, callbacks, InstantSource.system(), 3);
    PipelineRun run =
        PipelineRuns.start(
            environment,
            new RunRequest(
                new PlanBuilder().chain("a").build(),
                getClass().getClassLoader(),
                SchemeSetting.DEFAULTS,
                RunOptions.DEFAULTS));
    assertThatThrownBy(() -> run.result().get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("a bug");
    assertThat(run.progress().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void saysThatNoneOfTheSchemesThatWereAskedForCanBeTaken() throws Exception {
    PlanBuilder plan = new PlanBuilder();
    plan.node("x")
        .support(Support.ALL)
        .options(
            new ModuleOptions(
                Optional.of(List.of("cluster")),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                true));
    PipelineRun run = start(plan);
    FakeDispatcher.Sent sent = dispatcher.await("x");
    assertThat(sent.request().scheme()).isEqualTo(Dispatcher.INTERPRETER);
    dispatcher.succeed(sent, 1);
    assertThat(result(run).problems())
        .singleElement()
        .asString()
        .startsWith("module x runs on the interpreter thread, none of its schemes can be taken: ")
        .contains("cluster: not enabled");
  }
}
