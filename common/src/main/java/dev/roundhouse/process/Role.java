package dev.roundhouse.process;

import java.util.Locale;

/** What a JVM of ours is for; each says so on its command line. */
public enum Role {
  /** A command: short-lived, keeps and ends what it started. */
  CLI("dev.roundhouse.toolbox.Main"),
  /** Tracks engines and places tasks. */
  CONTROLLER("dev.roundhouse.controller.Main"),
  /** Executes tasks. */
  ENGINE("dev.roundhouse.engine.Main"),
  /** Executes tasks of one session or engine, and ends with it. */
  CHILD("dev.roundhouse.child.Main");

  private final String mainClass;

  Role(String mainClass) {
    this.mainClass = mainClass;
  }

  /** As it stands in {@code -Droundhouse.role=…} and in run files. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class that the JVM starts with. */
  public String mainClass() {
    return mainClass;
  }

  /**
   * The role of that text.
   *
   * @throws IllegalArgumentException there is none
   */
  public static Role of(String text) {
    for (Role role : values()) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "role \"" + text + "\", expected cli, controller, engine or child");
  }
}
