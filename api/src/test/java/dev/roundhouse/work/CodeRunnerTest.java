package dev.roundhouse.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.bundle.BundleLoaders;
import dev.roundhouse.bundle.Bundles;
import dev.roundhouse.bundle.CompiledCode;
import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.function.TaskFunction;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.TaskModule;
import dev.roundhouse.value.ValueCodec;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeRunnerTest {
  private static final ClassLoader LOADER = CodeRunnerTest.class.getClassLoader();

  /** Adds two numbers. */
  public static final class Add implements TaskModule<Add.In, Add.Out> {
    public record In(int a, int b) {}

    public record Out(int sum) {}

    @Override
    public Out compute(In in, ModuleContext context) {
      return new Out(in.a() + in.b());
    }
  }

  /** Nobody looks at what it is told. */
  static final class Alone implements ModuleContext {
    @Override
    public void progress(double fraction) {}

    @Override
    public void publish(String name, Object value) {}

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public Path scratchDirectory() {
      throw new IllegalStateException("not expected");
    }

    @Override
    public <T> Future<T> submit(TaskCallable<T> task) {
      return CompletableFuture.failedFuture(new IllegalStateException("not expected"));
    }
  }

  @TempDir Path directory;

  private final BundleLoaders loaders = BundleLoaders.local();
  private final CodeRunner runner = CodeRunners.create(loaders);

  @AfterEach
  void close() {
    runner.close();
    loaders.close();
  }

  @Test
  void runsFunctionsOfEveryKind() throws Exception {
    assertThat(run(Codes.ofFunction((TaskCallable<Integer>) () -> 6, List.of()))).isEqualTo(6);
    assertThat(run(Codes.ofFunction((TaskFunction<Integer, Integer>) x -> x + 1, List.of()), 4))
        .isEqualTo(5);
    assertThat(run(Codes.ofFunction((Callable<String> & Serializable) () -> "c", List.of())))
        .isEqualTo("c");
    assertThat(run(Codes.ofFunction((Runnable & Serializable) () -> {}, List.of()))).isNull();
    assertThat(
            run(
                Codes.ofFunction(
                    (java.util.function.Function<String, Integer> & Serializable) String::length,
                    List.of()),
                "four"))
        .isEqualTo(4);
  }

  @Test
  void runsModules() throws Exception {
    Code code = Codes.ofModule(Add.class.getName(), Map.of("b", 2), List.of());
    byte[] result = runner.run(code, ValueCodec.encode(Map.of("a", 1, "b", 2)), new Alone());
    assertThat(ValueCodec.decode(result, LOADER)).isEqualTo(Map.of("sum", 3));
  }

  @Test
  void runsUserCodeInTheLoaderOfItsBundles() throws Exception {
    Code code = Codes.ofModule("acme.Twice", Map.of(), List.of(twice()));
    byte[] argument = ValueCodec.encode(Map.of("text", "ab"));
    assertThat(ValueCodec.decode(runner.run(code, argument, new Alone()), LOADER))
        .isEqualTo(Map.of("text", "abab"));
    assertThat(loaders.size()).isEqualTo(1);
    runner.forget(code.id());
    assertThat(loaders.size()).isZero();
    runner.run(code, argument, new Alone());
    assertThat(loaders.size()).isEqualTo(1);
    runner.close();
    assertThat(loaders.size()).isZero();
  }

  @Test
  void equalCodesHaveEqualIds() {
    Map<String, Object> parameters = Map.of("a", 1, "b", List.of("x"));
    assertThat(Codes.ofModule("map", parameters, List.of()).id())
        .isEqualTo(Codes.ofModule("map", parameters, List.of()).id())
        .isNotEqualTo(Codes.ofModule("map", Map.of(), List.of()).id())
        .hasSize(64);
    Bundle bundle = new Bundle("00", "a.jar", "/a.jar", 1);
    assertThat(Codes.ofModule("map", parameters, List.of(bundle)).id())
        .isNotEqualTo(Codes.ofModule("map", parameters, List.of()).id());
  }

  @Test
  void whatUserCodeThrowsIsThrownOn() {
    Code code =
        Codes.ofFunction(
            (TaskCallable<Integer>)
                () -> {
                  throw new IOException("disk full");
                },
            List.of());
    assertThatThrownBy(() -> run(code)).isExactlyInstanceOf(IOException.class);
  }

  @Test
  void aResultThatCannotBeSentIsRefused() {
    Code code = Codes.ofFunction((TaskCallable<Object>) () -> List.of(new Thread()), List.of());
    assertThatThrownBy(() -> run(code))
        .isInstanceOfSatisfying(
            WorkException.class, e -> assertThat(e.code()).isEqualTo("not-serializable"))
        .hasMessageContaining("its result: java.lang.Thread at $[0] cannot be serialised");
  }

  @Test
  void unknownModulesAndMissingBundlesAreRefused() throws IOException {
    assertThatThrownBy(() -> run(Codes.ofModule("acme.None", Map.of(), List.of())))
        .isInstanceOf(WorkException.class);
    Bundle twice = twice();
    Files.delete(Path.of(twice.path()));
    Code code = Codes.ofModule("acme.Twice", Map.of(), List.of(twice));
    byte[] argument = ValueCodec.encode(Map.of("text", "ab"));
    assertThatThrownBy(() -> runner.run(code, argument, new Alone()))
        .isInstanceOfSatisfying(WorkException.class, e -> assertThat(e.code()).isEqualTo("bundle"))
        .hasMessageContaining("does not exist");
  }

  @Test
  void argumentsOfTheWrongFormAreRefused() {
    Code function = Codes.ofFunction((TaskFunction<Integer, Integer>) x -> x, List.of());
    for (byte[] argument :
        List.of(ValueCodec.encode("x"), ValueCodec.encode(List.of(1, 2)), new byte[] {99})) {
      assertThatThrownBy(() -> runner.run(function, argument, new Alone()))
          .isInstanceOfSatisfying(
              WorkException.class, e -> assertThat(e.code()).isEqualTo("bad-argument"));
    }
  }

  @Test
  void theContextLoaderIsTheCodesAndThenAsBefore() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Code code =
        Codes.ofFunction(
            (TaskCallable<String>)
                () -> Thread.currentThread().getContextClassLoader().getClass().getName(),
            List.of());
    assertThat(run(code)).isEqualTo(LOADER.getClass().getName());
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  private Bundle twice() {
    return new Bundles()
        .of(
            CompiledCode.jar(
                directory,
                "acme.Twice",
                """
                package acme;
                import dev.roundhouse.module.*;
                public final class Twice implements TaskModule<Twice.In, Twice.Out> {
                  public record In(String text) {}
                  public record Out(String text) {}
                  public Out compute(In in, ModuleContext context) {
                    return new Out(in.text() + in.text());
                  }
                }
                """));
  }

  private @Nullable Object run(Code code, Object... arguments) throws Exception {
    List<Object> list = new ArrayList<>(List.of(arguments));
    return ValueCodec.decode(runner.run(code, ValueCodec.encode(list), new Alone()), LOADER);
  }
}
