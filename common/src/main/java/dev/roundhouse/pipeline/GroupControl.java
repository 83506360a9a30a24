package dev.roundhouse.pipeline;

import dev.roundhouse.module.ModuleDescriptor;
import dev.roundhouse.module.Support;
import java.util.List;
import java.util.Optional;

/**
 * {@code group}: a pipeline used as one module. Its ports are those of its modules that it names,
 * under the names that it gives them.
 */
record GroupControl() implements ControlModule {

  static final String NAME = "group";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ModuleDescriptor listing() {
    return new ModuleDescriptor(
        NAME,
        "Uses modules and connections, written in place or in another file, as one module.",
        List.of(),
        List.of(),
        Support.NONE,
        true);
  }

  @Override
  public Optional<Resolved> resolve(Draft draft, ModuleResolver resolver) {
    if (draft.spec.group().isPresent()) {
      return resolver.group(draft.spec, draft.spec.group().get());
    }
    // Of a file this has been told with what stands there.
    if (draft.spec.origin().equals(Origin.PROGRAM)) {
      resolver.problem(
          Origin.PROGRAM,
          "group " + draft.name() + " has nothing inside, expected PipelineBuilder.group");
    }
    return Optional.empty();
  }
}
