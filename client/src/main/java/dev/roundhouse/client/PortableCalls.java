package dev.roundhouse.client;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.function.Functions;
import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.function.TaskFunction;
import dev.roundhouse.value.LambdaSite;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Codes;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.TaskErrors;
import dev.roundhouse.work.Work;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls that go to another process by value: the function once as code, its arguments each on their
 * own. Safe for use by several threads.
 */
final class PortableCalls implements Call.Maker {

  private final UserCode code;

  /** By the class of a callable: all lambdas of one place in the source have one. */
  private final Map<Class<?>, Caller> callers = new ConcurrentHashMap<>();

  /**
   * @param code names the bundles that go with a function
   */
  PortableCalls(UserCode code) {
    this.code = code;
  }

  @Override
  public Call of(TaskCallable<?> callable) {
    Caller caller = callers.get(callable.getClass());
    if (caller == null) {
      caller = caller(callable);
      callers.put(callable.getClass(), caller);
    }
    Payload argument = new Payload.Encoded(caller.argument().apply(callable));
    return new Call(new Work.Portable(caller.code(), argument), caller.results());
  }

  /** The first of its class is encoded as a whole, which finds all that cannot be sent. */
  private Caller caller(TaskCallable<?> callable) {
    Functions.encode(callable);
    List<Bundle> bundles = code.of(Functions.implementingClass(callable));
    Results results = results(callable);
    return LambdaSite.of(callable)
        .map(site -> new Caller(Codes.caller(site, bundles), Codes::siteArgument, results))
        .orElseGet(() -> new Caller(Codes.caller(bundles), Codes::callerArgument, results));
  }

  /**
   * What the callables of one class have in common.
   *
   * @param code calls one of them
   * @param argument makes the code call this one
   */
  private record Caller(Code code, Function<TaskCallable<?>, byte[]> argument, Results results) {}

  @Override
  public <A> Function<A, Call> of(TaskFunction<A, ?> function) {
    Code code = codeOf(function);
    Results results = results(function);
    return argument -> {
      byte[] arguments = ValueCodec.encode(Collections.singletonList(argument));
      return new Call(new Work.Portable(code, new Payload.Encoded(arguments)), results);
    };
  }

  private Code codeOf(Serializable function) {
    return Codes.ofFunction(function, code.of(Functions.implementingClass(function)));
  }

  private static Results results(Serializable function) {
    ClassLoader own = Functions.implementingClass(function).getClassLoader();
    return new Decoded(own == null ? ClassLoader.getSystemClassLoader() : own);
  }

  /**
   * Reads results with the classes that the function sees.
   *
   * @param loader the function's
   */
  private record Decoded(ClassLoader loader) implements Results {

    @Override
    public boolean decodes() {
      return true;
    }

    @Override
    public @Nullable Object value(Payload payload) {
      if (payload instanceof Payload.Encoded encoded) {
        return ValueCodec.decode(encoded.bytes(), loader);
      }
      if (payload instanceof Payload.Live live) {
        return live.value();
      }
      throw new IllegalStateException(payload + " was not fetched before its task was ended");
    }

    @Override
    public Throwable exception(TaskError error) {
      return TaskErrors.thrown(error, loader).orElseGet(() -> new TaskFailedException(error));
    }
  }
}
