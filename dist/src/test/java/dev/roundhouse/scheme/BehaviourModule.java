package dev.roundhouse.scheme;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import dev.roundhouse.module.Port;
import dev.roundhouse.module.PortType;
import dev.roundhouse.module.Support;
import dev.roundhouse.value.ValueCodec;
import dev.roundhouse.work.Codes;
import dev.roundhouse.work.Payload;
import dev.roundhouse.work.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A behaviour of the contract as a module, so that it has a context on the engine. */
public final class BehaviourModule implements ModuleType {

  private static final String VALUE = "value";

  static Work work(Behaviour behaviour) {
    Map<String, Object> inputs =
        Map.of("name", behaviour.name(), "arguments", behaviour.arguments());
    return new Work.Portable(
        Codes.ofModule(BehaviourModule.class.getName(), Map.of(), List.of()),
        new Payload.Encoded(ValueCodec.encode(inputs)));
  }

  static Object value(Payload result) {
    byte[] bytes = ((Payload.Encoded) result).bytes();
    return ((Map<?, ?>) ValueCodec.decode(bytes, BehaviourModule.class.getClassLoader()))
        .get(VALUE);
  }

  @Override
  public String name() {
    return getClass().getName();
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return new ModuleDescriptor(
        name(),
        "Does as the contract says.",
        List.of(Port.of("name", PortType.STRING), Port.of("arguments", PortType.OBJECT)),
        List.of(Port.of(VALUE, PortType.OBJECT)),
        Support.ALL,
        true);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context)
      throws Exception {
    Behaviour behaviour =
        new Behaviour((String) inputs.get("name"), (List<String>) inputs.get("arguments"));
    Map<String, Object> outputs = new HashMap<>();
    outputs.put(VALUE, behaviour.perform(context));
    return outputs;
  }
}
