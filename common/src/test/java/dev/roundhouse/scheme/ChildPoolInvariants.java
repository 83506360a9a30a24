package dev.roundhouse.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.scheme.PooledTask.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds of a pool after every event. */
final class ChildPoolInvariants {

  private ChildPoolInvariants() {}

  static void check(ChildPool pool, MultiprocessingSettings settings) {
    List<PooledTask> placed = new ArrayList<>(pool.queue);
    pool.children.values().forEach(child -> placed.addAll(child.tasks));
    assertThat(placed)
        .as("each task is in one place")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(pool.tasks.values());
    assertThat(pool.queue).as("the queue").allMatch(task -> task.state == State.QUEUED);
    for (PooledChild child : pool.children.values()) {
      assertThat(child.tasks.stream().skip(1))
          .as("behind the first task of child %s", child.number)
          .allMatch(task -> task.state == State.SENT);
      assertThat(child.tasks).hasSizeLessThanOrEqualTo(64);
    }
    assertThat(pool.waitLimited).allMatch(task -> task.attempts.isEmpty());
    assertThat(pool.tasks.values())
        .as("attempts")
        .allMatch(task -> task.attempts.size() < task.task.options().attempts());
  }

  /** The promises of a scheme, for all that its listener was told. */
  static void checkEvents(Collection<SchemeEvent> events, Collection<Long> tasks) {
    Map<Long, List<SchemeEvent>> byTask = new HashMap<>();
    for (SchemeEvent event : events) {
      EventLog.tasksOf(event)
          .forEach(task -> byTask.computeIfAbsent(task, any -> new ArrayList<>()).add(event));
    }
    for (Long task : tasks) {
      List<SchemeEvent> story = byTask.getOrDefault(task, List.of());
      assertThat(story).as("story of task %s", task).isNotEmpty();
      assertThat(story.get(0)).isInstanceOf(SchemeEvent.Accepted.class);
      assertThat(story).last().isInstanceOf(SchemeEvent.Ended.class);
      assertThat(story.stream().filter(SchemeEvent.Ended.class::isInstance)).hasSize(1);
      List<Integer> started =
          story.stream()
              .filter(SchemeEvent.Started.class::isInstance)
              .map(event -> ((SchemeEvent.Started) event).attempt())
              .toList();
      List<Attempt> attempts = ((SchemeEvent.Ended) story.get(story.size() - 1)).attempts();
      assertThat(attempts)
          .as("attempts of task %s", task)
          .extracting(Attempt::number)
          .containsExactlyElementsOf(started);
    }
  }
}
