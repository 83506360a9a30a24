package dev.roundhouse.work;

import dev.roundhouse.module.ModuleContext;
import java.util.Objects;

/** What a task computes. */
public sealed interface Work {

  /** A call in this process; only the threading scheme and the interpreter thread can run it. */
  record Live(Body body) implements Work {
    public Live {
      Objects.requireNonNull(body, "body");
    }
  }

  /** Code with its argument, for any process. */
  record Portable(Code code, Payload argument) implements Work {
    public Portable {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(argument, "argument");
    }
  }

  /** The live body of a task. */
  @FunctionalInterface
  interface Body {
    Object run(ModuleContext context) throws Exception;
  }
}
