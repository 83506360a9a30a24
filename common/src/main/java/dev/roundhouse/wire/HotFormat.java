package dev.roundhouse.wire;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.wire.TaskUpdate.EngineName;
import dev.roundhouse.work.Code;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** The hand-written format of what is sent for every task. */
final class HotFormat {

  private HotFormat() {}

  static void writeSubmit(WireBuffer out, ControllerCommand.Submit submit) {
    out.putString(submit.client());
    out.putLong(submit.seq());
    writeCodes(out, submit.codes());
    Templates templates = new Templates();
    submit.tasks().forEach(task -> templates.add(task.template()));
    templates.write(out);
    out.putInt(submit.tasks().size());
    for (TaskSpec task : submit.tasks()) {
      out.putInt(templates.indexOf(task.template()));
      out.putLong(task.number());
      out.putPayload(task.argument());
    }
  }

  static ControllerCommand.Submit readSubmit(WireBuffer in) {
    String client = in.getString();
    long seq = in.getLong();
    List<WireCode> codes = readCodes(in);
    List<TaskTemplate> templates = Templates.read(in);
    int count = in.getCount();
    List<TaskSpec> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TaskTemplate template = templates.get(in.getInt());
      tasks.add(new TaskSpec(in.getLong(), template, in.getPayload()));
    }
    return new ControllerCommand.Submit(client, seq, codes, tasks);
  }

  static void writeDispatch(WireBuffer out, EngineCommand.Dispatch dispatch) {
    out.putLong(dispatch.epoch());
    out.putLong(dispatch.seq());
    writeCodes(out, dispatch.codes());
    Templates templates = new Templates();
    dispatch.tasks().forEach(task -> templates.add(task.template()));
    templates.write(out);
    out.putInt(dispatch.tasks().size());
    for (TaskOrder task : dispatch.tasks()) {
      out.putInt(templates.indexOf(task.template()));
      out.putLong(task.key());
      out.putInt(task.attempt());
      out.putLong(task.number());
      out.putPayload(task.argument());
    }
  }

  static EngineCommand.Dispatch readDispatch(WireBuffer in) {
    long epoch = in.getLong();
    long seq = in.getLong();
    List<WireCode> codes = readCodes(in);
    List<TaskTemplate> templates = Templates.read(in);
    int count = in.getCount();
    List<TaskOrder> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      TaskTemplate template = templates.get(in.getInt());
      tasks.add(new TaskOrder(in.getLong(), in.getInt(), in.getLong(), template, in.getPayload()));
    }
    return new EngineCommand.Dispatch(epoch, seq, codes, tasks);
  }

  static void writeCodes(WireBuffer out, List<WireCode> codes) {
    out.putInt(codes.size());
    for (WireCode code : codes) {
      out.putString(code.id());
      out.putByte(code.kind().ordinal());
      out.putInt(code.bundles().size());
      for (Bundle bundle : code.bundles()) {
        out.putString(bundle.sha256());
        out.putString(bundle.name());
        out.putString(bundle.path());
        out.putLong(bundle.size());
      }
      out.putPayload(code.body());
      out.putString(code.source());
    }
  }

  static List<WireCode> readCodes(WireBuffer in) {
    int count = in.getCount();
    List<WireCode> codes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String id = in.getString();
      Code.Kind kind = Code.Kind.values()[in.getByte()];
      int bundleCount = in.getCount();
      List<Bundle> bundles = new ArrayList<>(bundleCount);
      for (int b = 0; b < bundleCount; b++) {
        bundles.add(new Bundle(in.getString(), in.getString(), in.getString(), in.getLong()));
      }
      codes.add(new WireCode(id, kind, bundles, in.getPayload(), in.getString()));
    }
    return codes;
  }

  static void writeName(WireBuffer out, EngineName name) {
    out.putString(name.id());
    out.putString(name.host());
    out.putLong(name.pid());
  }

  static EngineName readName(WireBuffer in) {
    return new EngineName(in.getString(), in.getString(), in.getLong());
  }

  /** The templates of a batch, each written once; found again by identity. */
  private static final class Templates {
    private final IdentityHashMap<TaskTemplate, Integer> indices = new IdentityHashMap<>();
    private final List<TaskTemplate> inOrder = new ArrayList<>();

    void add(TaskTemplate template) {
      if (indices.putIfAbsent(template, inOrder.size()) == null) {
        inOrder.add(template);
      }
    }

    int indexOf(TaskTemplate template) {
      return Objects.requireNonNull(indices.get(template), "template");
    }

    void write(WireBuffer out) {
      out.putInt(inOrder.size());
      for (TaskTemplate template : inOrder) {
        out.putString(template.code());
        out.putString(template.session());
        out.putString(template.label());
        out.putInt(template.attempts());
        out.putLong(template.queueTimeoutMillis());
        out.putLong(template.runTimeoutMillis());
        out.putInt(template.priority());
      }
    }

    static List<TaskTemplate> read(WireBuffer in) {
      int count = in.getCount();
      List<TaskTemplate> templates = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        templates.add(
            new TaskTemplate(
                in.getString(),
                in.getString(),
                in.getString(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getInt()));
      }
      return templates;
    }
  }
}
