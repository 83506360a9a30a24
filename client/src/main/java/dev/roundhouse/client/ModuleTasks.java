package dev.roundhouse.client;

import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.scheme.TaskOptions;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.value.ValueException;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Codes;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import dev.roundhouse.work.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks of a plan's modules and reads their results. Encoding and decoding may be long
 * and may run the user's code, so they are for threads other than an actor's. Safe for use by
 * several threads.
 */
final class ModuleTasks {
  /** Tasks and bytes after which a batch of encoded tasks goes out. */
  private static final int BATCH_TASKS = 256;

  private static final int BATCH_BYTES = 1 << 20;

  private final Plan plan;
  private final ClassLoader loader;
  private final int attempts;
  private final Map<Integer, Code> codes = new ConcurrentHashMap<>();

  ModuleTasks(Plan plan, ClassLoader loader, int attempts) {
    this.plan = plan;
    this.loader = loader;
    this.attempts = attempts;
  }

  /**
   * A task ready for a dispatcher.
   *
   * @param request empty where it could not be made
   * @param error why it could not
   * @param bytes of its encoded inputs
   */
  record Made(
      TaskKey key, Optional<Dispatcher.Request> request, Optional<TaskError> error, int bytes) {}

  /** Whether tasks of this scheme stay in this process, with their values as they are. */
  static boolean isLive(String scheme) {
    return scheme.equals("threading") || scheme.equals(Dispatcher.INTERPRETER);
  }

  /** Makes a task that stays in this process. */
  Made live(PipelineEffect.Submit submit, int index) {
    Plan.Node node = plan.nodes().get(submit.node());
    ModuleBody body =
        new ModuleBody(node.callee().type(), () -> submit.inputs().apply(index), loader);
    return made(submit, index, new Work.Live(body), 0);
  }

  /** Makes a batch of tasks for other processes, from this index on; at least one. */
  List<Made> portable(PipelineEffect.Submit submit, int from) {
    List<Made> batch = new ArrayList<>();
    long bytes = 0;
    int index = from;
    do {
      Made made = encoded(submit, index);
      batch.add(made);
      bytes += made.bytes();
      index++;
    } while (index < submit.tasks().to() && batch.size() < BATCH_TASKS && bytes < BATCH_BYTES);
    return batch;
  }

  private Made encoded(PipelineEffect.Submit submit, int index) {
    Plan.Node node = plan.nodes().get(submit.node());
    try {
      Code code = codes.computeIfAbsent(submit.node(), unused -> code(node.callee()));
      byte[] inputs = ValueCodec.encode(new LinkedHashMap<>(submit.inputs().apply(index)));
      Work work = new Work.Portable(code, new Payload.Encoded(inputs));
      return made(submit, index, work, inputs.length);
    } catch (ValueException e) {
      return refused(submit, index, "not-serializable", "its inputs: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return refused(submit, index, "wrong-type", String.valueOf(e.getMessage()));
    }
  }

  private static Code code(Plan.Callee callee) {
    return Codes.ofModule(callee.type().name(), callee.parameters(), callee.bundles());
  }

  private Made made(PipelineEffect.Submit submit, int index, Work work, int bytes) {
    Plan.Node node = plan.nodes().get(submit.node());
    String label = looped(node) ? node.name() + "[" + index + "]" : node.name();
    Dispatcher.Request request =
        new Dispatcher.Request(submit.choice().scheme(), label, work, options(node));
    return new Made(
        new TaskKey(submit.node(), index), Optional.of(request), Optional.empty(), bytes);
  }

  private static boolean looped(Plan.Node node) {
    return node.expansion() instanceof Plan.Expansion.Fold
        || !node.expansion().loop().levels().isEmpty();
  }

  private static Made refused(
      PipelineEffect.Submit submit, int index, String type, String message) {
    TaskError error = TaskError.of(TaskError.Kind.REFUSED, type, message);
    return new Made(new TaskKey(submit.node(), index), Optional.empty(), Optional.of(error), 0);
  }

  private TaskOptions options(Plan.Node node) {
    return new TaskOptions(
        attempts,
        node.options().retries(),
        node.options().queueTimeout(),
        node.options().runTimeout(),
        node.rank(),
        node.descriptor().support().waits());
  }

  /** Reads what a task brought back. */
  TaskEnd read(Payload result) {
    if (result instanceof Payload.Live live) {
      return outputs(live.value());
    }
    if (result instanceof Payload.Encoded encoded) {
      try {
        return outputs(ValueCodec.decode(encoded.bytes(), loader));
      } catch (ValueException e) {
        return unreadable("its outputs cannot be read here: " + e.getMessage());
      }
    }
    return unreadable("its outputs were left at another process: " + result);
  }

  private static TaskEnd outputs(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      String type = value == null ? "null" : value.getClass().getTypeName();
      return unreadable("it gave " + type + ", expected a map of its outputs");
    }
    Map<String, Object> outputs = new LinkedHashMap<>();
    map.forEach((port, output) -> outputs.put(String.valueOf(port), output));
    return new TaskEnd.Succeeded(outputs);
  }

  private static TaskEnd unreadable(String message) {
    return new TaskEnd.Failed(TaskError.of(TaskError.Kind.REFUSED, "unreadable-outputs", message));
  }
}
