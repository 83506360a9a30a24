package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The attempts at one module's tasks, as the document of a run tells them. */
record Attempts(List<Attempt> all) {

  /**
   * One of them.
   *
   * @param index of the task
   */
  record Attempt(int index, String status, String host, int pid, Instant started, Instant ended) {

    boolean succeeded() {
      return status.equals("succeeded");
    }
  }

  static Attempts of(Map<String, Object> run, String module) {
    List<Attempt> all = new ArrayList<>();
    Map<?, ?> told = (Map<?, ?>) ((Map<?, ?>) run.get("modules")).get(module);
    for (Object entry : (List<?>) told.get("tasks")) {
      Map<?, ?> task = (Map<?, ?>) entry;
      all.add(
          new Attempt(
              (Integer) task.get("index"),
              String.valueOf(task.get("status")),
              String.valueOf(task.get("host")),
              (Integer) task.get("pid"),
              Instant.parse(String.valueOf(task.get("startedAt"))),
              Instant.parse(String.valueOf(task.get("finishedAt")))));
    }
    return new Attempts(List.copyOf(all));
  }

  /** Every task has one result, and no two attempts at it at the same time. */
  void assertEachDoneOnce(int tasks) {
    Map<Integer, List<Attempt>> byTask =
        all.stream()
            .collect(Collectors.groupingBy(Attempt::index, TreeMap::new, Collectors.toList()));
    assertThat(byTask).hasSize(tasks);
    byTask.forEach(
        (index, attempts) -> {
          assertThat(attempts.stream().filter(Attempt::succeeded))
              .as("results of task %s: %s", index, attempts)
              .hasSize(1);
          assertApart(attempts);
        });
  }

  private static void assertApart(List<Attempt> attempts) {
    List<Attempt> inOrder =
        attempts.stream().sorted(Comparator.comparing(Attempt::started)).toList();
    for (int i = 1; i < inOrder.size(); i++) {
      assertThat(inOrder.get(i).started())
          .as("attempts at one task, one after the other: %s", inOrder)
          .isAfterOrEqualTo(inOrder.get(i - 1).ended());
    }
  }

  List<Attempt> lost() {
    return all.stream().filter(attempt -> attempt.status().equals("lost")).toList();
  }

  Set<String> hosts() {
    return all.stream().map(Attempt::host).collect(Collectors.toSet());
  }

  /** Those on a host that gave a result and had begun after this time. */
  List<Attempt> succeeded(String host, Instant after) {
    return all.stream()
        .filter(attempt -> attempt.succeeded() && attempt.host().equals(host))
        .filter(attempt -> attempt.started().isAfter(after))
        .toList();
  }
}
