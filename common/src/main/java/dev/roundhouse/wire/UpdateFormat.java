package dev.roundhouse.wire;

import dev.roundhouse.scheme.Attempt;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The hand-written format of task updates. */
final class UpdateFormat {

  private static final byte STARTED = 0;
  private static final byte OUTPUT = 1;
  private static final byte PROGRESS = 2;
  private static final byte PUBLISHED = 3;
  private static final byte ENDED = 4;
  private static final byte TAKEN_BACK = 5;

  private final Function<List<Attempt>, byte[]> writeAttempts;
  private final Function<byte[], List<Attempt>> readAttempts;

  UpdateFormat(
      Function<List<Attempt>, byte[]> writeAttempts, Function<byte[], List<Attempt>> readAttempts) {
    this.writeAttempts = writeAttempts;
    this.readAttempts = readAttempts;
  }

  void write(WireBuffer out, List<TaskUpdate> updates) {
    IdentityHashMap<TaskUpdate.EngineName, Integer> names = new IdentityHashMap<>();
    out.putInt(updates.size());
    for (TaskUpdate update : updates) {
      writeOne(out, update, names);
    }
  }

  private void writeOne(
      WireBuffer out, TaskUpdate update, Map<TaskUpdate.EngineName, Integer> names) {
    if (update instanceof TaskUpdate.Ended ended) {
      head(out, ENDED, ended);
      name(out, ended.engine(), names);
      out.putByte(ended.ending().ordinal());
      out.putLong(ended.startedMicros());
      out.putLong(ended.finishedMicros());
      out.putPayload(ended.body());
      out.putPayload(ended.output());
      out.putBytes(ended.earlier().isEmpty() ? new byte[0] : writeAttempts.apply(ended.earlier()));
    } else if (update instanceof TaskUpdate.Started started) {
      head(out, STARTED, started);
      name(out, started.engine(), names);
      out.putLong(started.atMicros());
    } else if (update instanceof TaskUpdate.Output output) {
      head(out, OUTPUT, output);
      out.putByte(output.error() ? 1 : 0);
      out.putString(output.text());
    } else if (update instanceof TaskUpdate.Progress progress) {
      head(out, PROGRESS, progress);
      out.putDouble(progress.fraction());
    } else if (update instanceof TaskUpdate.Published published) {
      head(out, PUBLISHED, published);
      out.putString(published.name());
      out.putPayload(published.value());
    } else {
      head(out, TAKEN_BACK, update);
    }
  }

  private static void head(WireBuffer out, byte kind, TaskUpdate update) {
    out.putByte(kind);
    out.putLong(update.task());
    out.putInt(update.attempt());
  }

  private static void name(
      WireBuffer out, TaskUpdate.EngineName name, Map<TaskUpdate.EngineName, Integer> names) {
    Integer known = names.putIfAbsent(name, names.size());
    out.putInt(known == null ? 0 : known + 1);
    if (known == null) {
      HotFormat.writeName(out, name);
    }
  }

  List<TaskUpdate> read(WireBuffer in) {
    List<TaskUpdate.EngineName> names = new ArrayList<>();
    int count = in.getCount();
    List<TaskUpdate> updates = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      updates.add(readOne(in, names));
    }
    return updates;
  }

  private TaskUpdate readOne(WireBuffer in, List<TaskUpdate.EngineName> names) {
    int kind = in.getByte();
    long task = in.getLong();
    int attempt = in.getInt();
    return switch (kind) {
      case ENDED -> readEnded(in, task, attempt, names);
      case STARTED -> new TaskUpdate.Started(task, attempt, readName(in, names), in.getLong());
      case OUTPUT -> new TaskUpdate.Output(task, attempt, in.getByte() == 1, in.getString());
      case PROGRESS -> new TaskUpdate.Progress(task, attempt, in.getDouble());
      case PUBLISHED -> new TaskUpdate.Published(task, attempt, in.getString(), in.getPayload());
      case TAKEN_BACK -> new TaskUpdate.TakenBack(task, attempt);
      default -> throw new IllegalArgumentException("kind of update is " + kind);
    };
  }

  private TaskUpdate.Ended readEnded(
      WireBuffer in, long task, int attempt, List<TaskUpdate.EngineName> names) {
    TaskUpdate.EngineName name = readName(in, names);
    TaskUpdate.Ending ending = TaskUpdate.Ending.values()[in.getByte()];
    long started = in.getLong();
    long finished = in.getLong();
    var body = in.getPayload();
    var output = in.getPayload();
    byte[] earlier = in.getBytes();
    return new TaskUpdate.Ended(
        task,
        attempt,
        name,
        ending,
        started,
        finished,
        body,
        output,
        earlier.length == 0 ? List.of() : readAttempts.apply(earlier));
  }

  private static TaskUpdate.EngineName readName(WireBuffer in, List<TaskUpdate.EngineName> names) {
    int known = in.getInt();
    if (known > 0) {
      return names.get(known - 1);
    }
    TaskUpdate.EngineName name = HotFormat.readName(in);
    names.add(name);
    return name;
  }
}
