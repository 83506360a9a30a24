package dev.roundhouse.scheme;

/**
 * When a child JVM is replaced by a fresh one, between two tasks.
 *
 * @param tasks tasks that it computed; at least 1
 * @param heapGrowth bytes by which the heap that it holds grew since it started; at least 1
 */
public record Recycling(int tasks, long heapGrowth) {

  /** Children live as long as their scheme. */
  public static final Recycling NEVER = new Recycling(Integer.MAX_VALUE, Long.MAX_VALUE);

  public Recycling {
    if (tasks < 1 || heapGrowth < 1) {
      throw new IllegalArgumentException(
          "tasks is " + tasks + " and heapGrowth " + heapGrowth + ", expected at least 1");
    }
  }

  /** From settings, where 0 is never. */
  public static Recycling of(int tasks, long heapGrowth) {
    return new Recycling(
        tasks == 0 ? NEVER.tasks() : tasks, heapGrowth == 0 ? NEVER.heapGrowth() : heapGrowth);
  }
}
