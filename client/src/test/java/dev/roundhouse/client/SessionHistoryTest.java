package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.history.ModuleRecord;
import dev.roundhouse.history.RunFilter;
import dev.roundhouse.history.RunRecord;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.TaskModule;
import dev.roundhouse.pipeline.Pipeline;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SessionHistoryTest {

  @TempDir Path home;

  @Test
  void recordsARunWithParametersAttemptsAndOutput() throws Exception {
    RunResult result;
    RunRecord run;
    try (Session session = open("default")) {
      result = run(session, pipeline(List.of(1, 2, 3)));
      assertThat(session.recorded().get(10, TimeUnit.SECONDS)).isEmpty();
      run = session.history().read(result.id()).orElseThrow();
    }

    assertThat(run.status()).isEqualTo("succeeded");
    assertThat(run.header().user()).isEqualTo(System.getProperty("user.name"));
    assertThat(run.elapsed()).contains(result.elapsed());
    ModuleRecord say = run.modules().get(0);
    assertThat(say.attempts()).hasSize(3);
    assertThat(say.state().printed().stdout()).isEqualTo("1\n2\n3\n");
    assertThat(say.shape().inputs().get(0).value()).contains("[1,2,3]");
    assertThat(say.state().signature().orElseThrow()).hasSize(64);
    assertThat(say.startedAt()).isEqualTo(result.modules().get("say").startedAt());
  }

  @Test
  void tellsALargeParameterByTypeAndHash() throws Exception {
    try (Session session = open("default")) {
      RunResult result =
          run(
              session,
              Pipeline.named("large")
                  .module(
                      "give",
                      "constant",
                      with -> with.set("value", IntStream.range(0, 20_000).boxed().toList()))
                  .build());
      assertThat(session.recorded().get(10, TimeUnit.SECONDS)).isEmpty();

      assertThat(session.history().read(result.id()).orElseThrow().modules().get(0).shape())
          .extracting(shape -> shape.inputs().get(0).value().orElseThrow())
          .asString()
          .contains("\"sha256\"")
          .hasSizeLessThan(300);
    }
  }

  @Test
  void theTestProfileRecordsNothing() throws Exception {
    try (Session session = open("test")) {
      run(session, pipeline(List.of(1)));
      assertThat(session.recorded().get(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(session.history().list(RunFilter.ALL)).isEmpty();
    }
    assertThat(home.resolve("history")).doesNotExist();
  }

  @Test
  void aRecordThatCannotBeWrittenFailsNoRun() throws Exception {
    Files.writeString(home.resolve("history"), "in the way");
    try (Session session = open("default")) {
      RunResult result = run(session, pipeline(List.of(1)));

      assertThat(result.succeeded()).isTrue();
      assertThat(session.recorded().get(10, TimeUnit.SECONDS).orElseThrow())
          .startsWith("runs are not recorded: ");
    }
  }

  private Session open(String profile) {
    SessionOptions options = new SessionOptions(Profiles.open(new Home(home), profile));
    return Session.open(options, LoopbackLink::new);
  }

  private static RunResult run(Session session, Pipeline pipeline) throws Exception {
    return session.run(pipeline).result().get(60, TimeUnit.SECONDS);
  }

  private static Pipeline pipeline(List<Integer> numbers) {
    return Pipeline.named("say")
        .module("say", Say.class.getName(), with -> with.set("number", numbers))
        .build();
  }

  /** Prints a number. */
  @Parallelizable(threading = true)
  public static final class Say implements TaskModule<Say.In, Say.Out> {
    /** The number. */
    public record In(int number) {}

    /** Nothing. */
    public record Out() {}

    @Override
    public Out compute(In in, ModuleContext context) {
      System.out.println(in.number());
      return new Out();
    }
  }
}
