package dev.roundhouse.value;

import java.lang.invoke.SerializedLambda;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A place in the source where lambdas are made, without what they capture: all lambdas of one place
 * share it, so it goes to another process once and their captured values alone go with each.
 *
 * @param capturing the class in whose source it is; the other components are the names and
 *     signatures of {@link SerializedLambda}
 */
public record LambdaSite(
    Class<?> capturing,
    String interfaceClass,
    String interfaceMethod,
    String interfaceSignature,
    int kind,
    String implClass,
    String implMethod,
    String implSignature,
    String instantiated) {

  public LambdaSite {
    Objects.requireNonNull(capturing, "capturing");
    Objects.requireNonNull(interfaceClass, "interfaceClass");
    Objects.requireNonNull(interfaceMethod, "interfaceMethod");
    Objects.requireNonNull(interfaceSignature, "interfaceSignature");
    Objects.requireNonNull(implClass, "implClass");
    Objects.requireNonNull(implMethod, "implMethod");
    Objects.requireNonNull(implSignature, "implSignature");
    Objects.requireNonNull(instantiated, "instantiated");
  }

  /**
   * Where a lambda or method reference was made.
   *
   * @return empty for any other object, for one that cannot be serialised, and for one whose class
   *     does not let us make its lambdas again
   */
  public static Optional<LambdaSite> of(Object lambda) {
    Class<?> type = lambda.getClass();
    if (!Lambdas.isLambda(type) || !Lambdas.isOpen(type)) {
      return Optional.empty();
    }
    return Lambdas.parts(lambda).map(parts -> of(parts, type.getClassLoader()));
  }

  private static LambdaSite of(SerializedLambda parts, ClassLoader loader) {
    return new LambdaSite(
        Lambdas.capturingClass(parts, loader),
        parts.getFunctionalInterfaceClass(),
        parts.getFunctionalInterfaceMethodName(),
        parts.getFunctionalInterfaceMethodSignature(),
        parts.getImplMethodKind(),
        parts.getImplClass(),
        parts.getImplMethodName(),
        parts.getImplMethodSignature(),
        parts.getInstantiatedMethodType());
  }

  /**
   * The values that a lambda captured, in order.
   *
   * @throws IllegalArgumentException it is none that has a site
   */
  public static Object[] captured(Object lambda) {
    SerializedLambda parts =
        Lambdas.parts(lambda)
            .orElseThrow(() -> new IllegalArgumentException(lambda + " has no parts"));
    Object[] captured = new Object[parts.getCapturedArgCount()];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = parts.getCapturedArg(i);
    }
    return captured;
  }

  /**
   * Makes a lambda of this place.
   *
   * @param captured the values that it captures
   * @throws ValueException the code of the place differs in this process
   */
  public Object lambda(List<?> captured) {
    SerializedLambda parts =
        new SerializedLambda(
            capturing,
            interfaceClass,
            interfaceMethod,
            interfaceSignature,
            kind,
            implClass,
            implMethod,
            implSignature,
            instantiated,
            captured.toArray());
    return Lambdas.make(capturing, parts);
  }
}
