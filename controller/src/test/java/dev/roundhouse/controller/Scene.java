package dev.roundhouse.controller;

import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.wire.ControllerCommand.CancelTasks;
import dev.roundhouse.wire.ControllerCommand.ClientDescription;
import dev.roundhouse.wire.ControllerCommand.EngineBeat;
import dev.roundhouse.wire.ControllerCommand.EngineDescription;
import dev.roundhouse.wire.ControllerCommand.EngineExited;
import dev.roundhouse.wire.ControllerCommand.EngineKeeps;
import dev.roundhouse.wire.ControllerCommand.EngineUpdates;
import dev.roundhouse.wire.ControllerCommand.Submit;
import dev.roundhouse.wire.EndCodec;
import dev.roundhouse.wire.TaskOrder;
import dev.roundhouse.wire.TaskSpec;
import dev.roundhouse.wire.TaskTemplate;
import dev.roundhouse.wire.TaskUpdate;
import dev.roundhouse.wire.TaskUpdate.Ending;
import dev.roundhouse.wire.TaskUpdate.EngineName;
import dev.roundhouse.wire.WireCode;
import dev.roundhouse.work.Code;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.TaskError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A controller's core with engines and clients played by hand; time stands unless moved. */
final class Scene {

  static final Payload NOTHING = new Payload.Encoded(new byte[0]);
  static final Payload X = new Payload.Encoded(ValueCodec.encode("x"));
  static final TaskTemplate PLAIN = new TaskTemplate("code", "session", "task", 3, 0, 0, 0);

  final RecordedOutlet outlet = new RecordedOutlet();
  final ControllerCore core;
  private final Map<String, Long> updateSeqs = new HashMap<>();
  private final Map<String, Long> submitSeqs = new HashMap<>();
  long now = 1_000_000_000;

  Scene() {
    this(settings(false));
  }

  Scene(CoreSettings settings) {
    this.core = new ControllerCore(settings, "machine", outlet, now);
  }

  static CoreSettings settings(boolean isProtected) {
    return new CoreSettings(
        "1",
        "localhost:1",
        7,
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        1_000,
        Duration.ofMillis(10),
        64,
        Duration.ofSeconds(1),
        isProtected);
  }

  static EngineDescription description(String version, String life, long pid, int slots) {
    return new EngineDescription(
        version,
        life,
        "host",
        "machine",
        pid,
        "system",
        slots,
        List.of(),
        "host:" + pid,
        1,
        Optional.empty());
  }

  void engine(String life, long pid, int slots) {
    core.register(description("1", life, pid, slots), now);
    settle();
  }

  void client(String id) {
    core.hello(new ClientDescription("1", id, "host", "machine", 1, id + ":1"), now);
    settle();
  }

  void submit(String client, TaskTemplate template, long... numbers) {
    long seq = submitSeqs.merge(client, 1L, Long::sum);
    WireCode code = new WireCode("code", Code.Kind.FUNCTION, List.of(), NOTHING, client + ":1");
    List<TaskSpec> specs = new ArrayList<>();
    for (long number : numbers) {
      specs.add(new TaskSpec(number, template, new Payload.Encoded(new byte[] {1})));
    }
    core.submit(new Submit(client, seq, seq == 1 ? List.of(code) : List.of(), specs), now);
    settle();
  }

  void submit(String client, long... numbers) {
    submit(client, PLAIN, numbers);
  }

  void say(String life, TaskUpdate... updates) {
    long seq = updateSeqs.merge(life, 1L, Long::sum);
    core.engineUpdates(new EngineUpdates(life, seq, List.of(updates)), now);
    settle();
  }

  void started(String life, TaskOrder order) {
    say(life, new TaskUpdate.Started(order.key(), order.attempt(), EngineName.UNNAMED, now));
  }

  void ended(String life, TaskOrder order, Ending ending) {
    say(life, end(order, ending));
  }

  TaskUpdate.Ended end(TaskOrder order, Ending ending) {
    return new TaskUpdate.Ended(
        order.key(),
        order.attempt(),
        EngineName.UNNAMED,
        ending,
        now,
        now + 10_000_000,
        X,
        NOTHING,
        List.of());
  }

  void beat(String life, long dispatchSeq, long... held) {
    long sent = updateSeqs.getOrDefault(life, 0L);
    core.engineBeat(new EngineBeat(life, 7, now, 0.5, 1, dispatchSeq, sent, held), now);
    settle();
  }

  void keeps(String life, String session, long... numbers) {
    core.engineKeeps(new EngineKeeps(life, session, numbers), now);
    settle();
  }

  void exited(long pid) {
    core.engineExited(new EngineExited("host", pid, "killed by signal 9 (KILL)"), now);
    settle();
  }

  void cancel(String client, long... numbers) {
    core.cancel(new CancelTasks(client, numbers, "not wanted"), now);
    settle();
  }

  void pass(Duration time) {
    now += CoreSettings.micros(time);
    core.tick(now);
    settle();
  }

  void settle() {
    core.check();
    core.flush(now);
    core.check();
  }

  static TaskError errorOf(TaskUpdate.Ended ended) {
    return EndCodec.error(((Payload.Encoded) ended.body()).bytes());
  }

  static String reasonOf(TaskUpdate.Ended ended) {
    return EndCodec.reason(((Payload.Encoded) ended.body()).bytes());
  }
}
