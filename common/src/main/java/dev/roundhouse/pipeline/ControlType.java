package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.ModuleType;
import java.util.Map;

/** The type of a node that only arranges others. Its tasks go to no scheme. */
record ControlType(ModuleDescriptor descriptor) implements ModuleType {

  @Override
  public String name() {
    return descriptor.type();
  }

  @Override
  public ModuleDescriptor describe(Map<String, Object> parameters) {
    return descriptor;
  }

  @Override
  public Map<String, Object> compute(Map<String, Object> inputs, ModuleContext context) {
    throw new IllegalStateException(name() + " computes nothing itself");
  }
}
