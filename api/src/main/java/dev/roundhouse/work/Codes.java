package dev.roundhouse.work;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.function.Functions;
import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.function.TaskFunction;
import dev.roundhouse.value.LambdaSite;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the codes of functions and module types. */
public final class Codes {
  /** The body of a module's code. */
  record ModuleBody(String type, Map<String, Object> parameters) {}

  /** Calls a function that came as its argument, in the loader of the code's bundles. */
  private static final TaskFunction<byte[], Object> CALLER =
      function ->
          ((TaskCallable<?>)
                  Functions.decode(function, Thread.currentThread().getContextClassLoader()))
              .call();

  private Codes() {}

  /**
   * The code that calls whatever function is its argument, the same for all functions of these
   * bundles: for functions that are called once, each with other captured values.
   */
  public static Code caller(List<Bundle> bundles) {
    return ofFunction(CALLER, bundles);
  }

  /** The argument of {@link #caller} that makes it call this function. */
  public static byte[] callerArgument(TaskCallable<?> function) {
    return ValueCodec.encode(List.of(Functions.encode(function)));
  }

  /** The code that calls a lambda of this place, which captured what its argument is. */
  public static Code caller(LambdaSite site, List<Bundle> bundles) {
    return ofFunction(new SiteCaller(site), bundles);
  }

  /**
   * The argument of {@link #caller(LambdaSite, List)} that makes it call this lambda.
   *
   * @throws dev.roundhouse.value.ValueException it captured something that cannot be serialised
   */
  public static byte[] siteArgument(TaskCallable<?> lambda) {
    try {
      return ValueCodec.encode(List.of(Arrays.asList(LambdaSite.captured(lambda))));
    } catch (ValueException e) {
      // Encoded as a whole it says where the function stands and what it captured.
      Functions.encode(lambda);
      throw e;
    }
  }

  /** Calls a lambda that captured what came as its argument. */
  private record SiteCaller(LambdaSite site) implements TaskFunction<List<?>, Object> {
    @Override
    public Object apply(List<?> captured) throws Exception {
      return ((TaskCallable<?>) site.lambda(captured)).call();
    }
  }

  /**
   * The code of a function with what it captured.
   *
   * @param function a {@code TaskCallable} or {@code Callable}, a {@code Runnable}, or a {@code
   *     TaskFunction} or {@code Function}
   * @throws dev.roundhouse.value.ValueException it cannot be sent; the message says why
   */
  public static Code ofFunction(Serializable function, List<Bundle> bundles) {
    return of(Code.Kind.FUNCTION, bundles, Functions.encode(function));
  }

  /**
   * The code of a module type.
   *
   * @param type a name that {@code ModuleTypes} resolves
   * @param parameters what was set, by port
   * @throws dev.roundhouse.value.ValueException a parameter cannot be serialised
   */
  public static Code ofModule(String type, Map<String, Object> parameters, List<Bundle> bundles) {
    ModuleBody body = new ModuleBody(type, new TreeMap<>(parameters));
    return of(Code.Kind.MODULE, bundles, ValueCodec.encode(body));
  }

  private static Code of(Code.Kind kind, List<Bundle> bundles, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) kind.ordinal());
      for (Bundle bundle : bundles) {
        digest.update(bundle.sha256().getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) '\n');
      }
      digest.update(body);
      return new Code(HexFormat.of().formatHex(digest.digest()), kind, bundles, body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
