package dev.roundhouse.client;

import java.util.List;

/**
 * The schemes that a session's modules and functions may take. They begin as the profile says;
 * changes hold for this session only and for tasks that have not started. Safe for use by several
 * threads.
 */
public final class Schemes {

  private final SchemeSet set;
  private final Runnable changed;

  /**
   * @param changed is called after every change
   */
  Schemes(SchemeSet set, Runnable changed) {
    this.set = set;
    this.changed = changed;
  }

  /** All schemes, the one that is taken first, first. */
  public List<SchemeSetting> list() {
    return set.settings();
  }

  /**
   * Lets modules take a scheme.
   *
   * @throws IllegalArgumentException there is none of this name
   */
  public void enable(String name) {
    set(name, true);
  }

  /**
   * Lets nothing take a scheme any more; what runs there finishes.
   *
   * @throws IllegalArgumentException there is none of this name
   */
  public void disable(String name) {
    set(name, false);
  }

  /**
   * Changes how many tasks a scheme computes at a time.
   *
   * @param size 0: as many as fit the machine
   * @throws IllegalArgumentException there is no scheme of this name, or the size is below 0
   */
  public void resize(String name, int size) {
    SchemeSetting old = set.setting(name);
    set.set(new SchemeSetting(name, old.enabled(), size, old.priority()));
    changed.run();
  }

  private void set(String name, boolean enabled) {
    SchemeSetting old = set.setting(name);
    set.set(new SchemeSetting(name, enabled, old.size(), old.priority()));
    changed.run();
  }
}
