package dev.roundhouse.client;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.work.Work;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A module's task in this process. As in other processes, the thread's context class loader knows
 * the user's classes meanwhile.
 *
 * @param inputs made when the task runs
 */
record ModuleBody(ModuleType type, Supplier<Map<String, Object>> inputs, ClassLoader loader)
    implements Work.Body {

  @Override
  public Object run(ModuleContext context) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return type.compute(inputs.get(), context);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
