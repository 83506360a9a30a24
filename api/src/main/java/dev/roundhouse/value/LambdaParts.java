package dev.roundhouse.value;

import java.lang.invoke.SerializedLambda;

/** The names and signatures of a lambda, without its class and what it captured. */
final class LambdaParts {
  private LambdaParts() {}

  static void write(SerializedLambda parts, Output out) {
    Scalars.text(parts.getFunctionalInterfaceClass(), out);
    Scalars.text(parts.getFunctionalInterfaceMethodName(), out);
    Scalars.text(parts.getFunctionalInterfaceMethodSignature(), out);
    out.u8(parts.getImplMethodKind());
    Scalars.text(parts.getImplClass(), out);
    Scalars.text(parts.getImplMethodName(), out);
    Scalars.text(parts.getImplMethodSignature(), out);
    Scalars.text(parts.getInstantiatedMethodType(), out);
  }

  /** Reads what {@link #write} wrote; the captured arguments follow it and are filled in later. */
  static SerializedLambda read(Class<?> capturing, Input in, CapturedArguments captured) {
    String interfaceClass = Scalars.text(in);
    String interfaceMethod = Scalars.text(in);
    String interfaceSignature = Scalars.text(in);
    int kind = in.u8();
    String implClass = Scalars.text(in);
    String implMethod = Scalars.text(in);
    String implSignature = Scalars.text(in);
    String instantiated = Scalars.text(in);
    return new SerializedLambda(
        capturing,
        interfaceClass,
        interfaceMethod,
        interfaceSignature,
        kind,
        implClass,
        implMethod,
        implSignature,
        instantiated,
        captured.read());
  }

  /** Reads what a lambda captured. */
  interface CapturedArguments {
    Object[] read();
  }
}
