package dev.roundhouse.module;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The schemes that a module supports. Without it a module supports none. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Parallelizable {

  /** Compute is safe in another thread of this process. */
  boolean threading() default false;

  /** Inputs and outputs can be serialised. */
  boolean multiprocessing() default false;

  /** In addition nothing local is used: no files, no globals. */
  boolean cluster() default false;

  /** It mostly waits rather than computes; it may run on a virtual thread where there are any. */
  boolean waits() default false;
}
