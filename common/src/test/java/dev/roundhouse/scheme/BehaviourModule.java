package dev.roundhouse.scheme;

import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.TaskModule;
import java.util.List;

/** A behaviour as a module, for any process. */
public final class BehaviourModule implements TaskModule<BehaviourModule.In, BehaviourModule.Out> {

  /** Which behaviour, and its arguments. */
  public record In(String name, List<String> arguments) {}

  /** What it returned. */
  public record Out(Object value) {}

  @Override
  public Out compute(In in, ModuleContext context) throws Exception {
    return new Out(new Behaviour(in.name(), in.arguments()).perform(context));
  }
}
