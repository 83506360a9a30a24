package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;

/** A module that says how often another one runs. It computes nothing itself. */
sealed interface ControlModule
    permits FilterControl, FoldControl, GroupControl, IfControl, MapControl {

  List<ControlModule> ALL =
      List.of(
          new FilterControl(),
          new FoldControl(),
          new GroupControl(),
          new IfControl(),
          new MapControl());

  static Optional<ControlModule> named(String name) {
    return ALL.stream().filter(control -> control.name().equals(name)).findFirst();
  }

  String name();

  /** Its parameters and own ports, without those of an inner module. */
  ModuleDescriptor listing();

  /** Empty where it cannot be; the problem has been reported. */
  Optional<Resolved> resolve(Draft draft, ModuleResolver resolver);
}
