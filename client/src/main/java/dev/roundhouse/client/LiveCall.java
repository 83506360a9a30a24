package dev.roundhouse.client;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import org.jspecify.annotations.Nullable;

/** A user's function that runs in this process; its result and exception are the objects as is. */
final class LiveCall implements Work.Body, Results {

  private final TaskCallable<?> callable;
  private volatile @Nullable Throwable thrown;

  LiveCall(TaskCallable<?> callable) {
    this.callable = callable;
  }

  @Override
  @SuppressWarnings("NullAway") // a function of nothing returns null, which travels as it is
  public @Nullable Object run(ModuleContext context) throws Exception {
    try {
      return callable.call();
    } catch (Throwable e) {
      thrown = e;
      throw e;
    }
  }

  @Override
  public boolean decodes() {
    return false;
  }

  @Override
  public @Nullable Object value(Payload payload) {
    if (payload instanceof Payload.Live live) {
      return live.value();
    }
    throw new IllegalStateException("a live call brought " + payload + ", expected a live value");
  }

  @Override
  public Throwable exception(TaskError error) {
    Throwable own = thrown;
    return error.kind() == TaskError.Kind.USER && own != null
        ? own
        : new TaskFailedException(error);
  }
}
