package dev.roundhouse.toolbox;

import dev.roundhouse.client.ModuleStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the stages of a run are. Counts tasks where a module has several, else modules. Knows
 * nothing of terminals; for one thread.
 */
final class StageBoard {

  private final Map<String, String> stageOf;
  private final Map<String, List<String>> members = new LinkedHashMap<>();
  private final Map<String, ModuleView> modules = new HashMap<>();

  /** What is known of a module. */
  record ModuleView(ModuleStatus status, int done, int tasks) {
    static final ModuleView WAITING = new ModuleView(ModuleStatus.WAITING, 0, 0);

    ModuleView {
      Objects.requireNonNull(status, "status");
    }

    private int total() {
      return Math.max(1, tasks);
    }

    private int finished() {
      return status.isFinal() ? total() : Math.min(done, total());
    }
  }

  /**
   * A stage as it is shown.
   *
   * @param status of its modules together: failed and suspended first, then what is going on
   */
  record Stage(String name, ModuleStatus status, int done, int total) {
    Stage {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(status, "status");
    }

    double fraction() {
      return total == 0 ? 0 : done / (double) total;
    }
  }

  StageBoard(List<String> moduleNames) {
    this.stageOf = StageNames.of(moduleNames);
    stageOf.forEach(
        (module, stage) -> {
          members.computeIfAbsent(stage, name -> new ArrayList<>()).add(module);
          modules.put(module, ModuleView.WAITING);
        });
  }

  /**
   * A module changed; unknown ones are ignored.
   *
   * @return its stage, where the stage's status changed by this
   */
  Optional<Stage> update(String module, ModuleView view) {
    String name = stageOf.get(module);
    if (name == null) {
      return Optional.empty();
    }
    ModuleStatus before = stage(name).status();
    modules.put(module, view);
    Stage after = stage(name);
    return after.status() == before ? Optional.empty() : Optional.of(after);
  }

  List<Stage> stages() {
    return members.keySet().stream().map(this::stage).toList();
  }

  /** The stages that are worth a line where there is room for so many. */
  List<Stage> stages(int room) {
    List<Stage> all = stages();
    if (all.size() <= room) {
      return all;
    }
    List<Stage> shown = new ArrayList<>(all);
    for (ModuleStatus dull :
        List.of(ModuleStatus.SUCCEEDED, ModuleStatus.CACHED, ModuleStatus.WAITING)) {
      for (int i = 0; i < shown.size() && shown.size() > room; ) {
        if (shown.get(i).status() == dull) {
          shown.remove(i);
        } else {
          i++;
        }
      }
    }
    return shown.subList(0, Math.min(room, shown.size()));
  }

  private Stage stage(String name) {
    List<ModuleView> views =
        members.getOrDefault(name, List.of()).stream()
            .map(module -> modules.getOrDefault(module, ModuleView.WAITING))
            .toList();
    return new Stage(
        name,
        together(views),
        views.stream().mapToInt(ModuleView::finished).sum(),
        views.stream().mapToInt(ModuleView::total).sum());
  }

  /** Whether something was or is being computed; what is skipped or cancelled is nothing done. */
  private static boolean computes(ModuleStatus status) {
    return switch (status) {
      case RUNNING, SUCCEEDED, CACHED, FAILED, SUSPENDED -> true;
      case WAITING, QUEUED, SKIPPED, CANCELLED -> false;
    };
  }

  private static ModuleStatus together(Collection<ModuleView> views) {
    Map<ModuleStatus, Integer> counts = new EnumMap<>(ModuleStatus.class);
    views.forEach(view -> counts.merge(view.status(), 1, Integer::sum));
    boolean going = counts.keySet().stream().anyMatch(status -> !status.isFinal());
    if (counts.containsKey(ModuleStatus.FAILED)) {
      return ModuleStatus.FAILED;
    }
    if (going) {
      if (counts.keySet().stream().anyMatch(StageBoard::computes)) {
        return ModuleStatus.RUNNING;
      }
      return counts.containsKey(ModuleStatus.QUEUED) ? ModuleStatus.QUEUED : ModuleStatus.WAITING;
    }
    for (ModuleStatus status :
        List.of(
            ModuleStatus.SUSPENDED,
            ModuleStatus.CANCELLED,
            ModuleStatus.SKIPPED,
            ModuleStatus.SUCCEEDED)) {
      if (counts.containsKey(status)) {
        return status;
      }
    }
    return ModuleStatus.CACHED;
  }
}
