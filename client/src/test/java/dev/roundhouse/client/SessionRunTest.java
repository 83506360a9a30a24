package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.TaskModule;
import dev.roundhouse.pipeline.Pipeline;
import dev.roundhouse.pipeline.PipelineBuilder;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SessionRunTest {

  private Session session;

  @BeforeEach
  void open(@TempDir Path home) {
    SessionOptions options = new SessionOptions(Profiles.open(new Home(home), "test"));
    session = Session.open(options, LoopbackLink::new);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void runsAPipelineOnTheSchemesThatItsModulesTake() throws Exception {
    session.schemes().disable("multiprocessing");

    RunResult result = await(session.run(doubling().build()));

    assertThat(result.status()).as("%s", result).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(result.output("double", "value").orElseThrow()).isEqualTo(42);
    assertThat(result.modules().get("double").scheme()).contains("threading");
    assertThat(result.modules().get("plain").scheme()).contains(Dispatcher.INTERPRETER);
  }

  @Test
  void runsModulesInChildJvms() throws Exception {
    RunResult result = await(session.run(doubling().build()));

    assertThat(result.output("double", "value").orElseThrow()).as("%s", result).isEqualTo(42);
    assertThat(result.modules().get("double").scheme()).contains("multiprocessing");
  }

  @Test
  void runsModulesOnTheClusterOnceItIsEnabled() throws Exception {
    session.schemes().enable("cluster");

    RunResult result = await(session.run(doubling().build()));

    assertThat(result.status()).as("%s", result).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(result.output("double", "value").orElseThrow()).isEqualTo(42);
    assertThat(result.modules().get("double").scheme()).contains("cluster");
  }

  @Test
  void refusesAPipelineWithAllThatIsWrongWithIt() {
    Pipeline wrong =
        Pipeline.named("wrong")
            .module("a", "no-such-type")
            .module("b", "constant", with -> with.set("no-such-port", 1))
            .build();

    assertThatThrownBy(() -> session.run(wrong))
        .isInstanceOfSatisfying(
            InvalidPipelineException.class,
            thrown -> {
              assertThat(thrown.code()).isEqualTo("invalid-pipeline");
              assertThat(thrown.problems()).hasSizeGreaterThanOrEqualTo(2);
            })
        .hasMessageContaining("no-such-type")
        .hasMessageContaining("no-such-port");
  }

  @Test
  void endsARunAsCancelledWhenItIsClosed() throws Exception {
    Pipeline endless = Pipeline.named("endless").module("wait", Wait.class).build();
    PipelineRun run = session.run(endless);
    assertThat(Wait.STARTED.await(60, TimeUnit.SECONDS)).as("%s", run.progress()).isTrue();

    session.close();

    assertThat(await(run).status()).isEqualTo(RunStatus.CANCELLED);
    assertThatThrownBy(() -> session.run(endless)).isInstanceOf(IllegalStateException.class);
  }

  private static PipelineBuilder doubling() {
    return Pipeline.named("doubling")
        .module("number", "constant", with -> with.set("value", 20))
        .module("plain", Increment.class)
        .module("double", Twice.class)
        .connect("number.value", "plain.value")
        .connect("plain.value", "double.value");
  }

  private static RunResult await(PipelineRun run) throws Exception {
    return run.result().get(60, TimeUnit.SECONDS);
  }

  record Number(int value) {}

  /** Supports no scheme. */
  public static final class Increment implements TaskModule<Number, Number> {
    @Override
    public Number compute(Number in, ModuleContext context) {
      return new Number(in.value() + 1);
    }
  }

  /** Supports all. */
  @Parallelizable(threading = true, multiprocessing = true, cluster = true)
  public static final class Twice implements TaskModule<Number, Number> {
    @Override
    public Number compute(Number in, ModuleContext context) {
      return new Number(in.value() * 2);
    }
  }

  record Nothing() {}

  /** Waits until it is interrupted. */
  public static final class Wait implements TaskModule<Nothing, Nothing> {
    static final CountDownLatch STARTED = new CountDownLatch(1);

    @Override
    public Nothing compute(Nothing in, ModuleContext context) throws Exception {
      STARTED.countDown();
      new CountDownLatch(1).await();
      return new Nothing();
    }
  }
}
