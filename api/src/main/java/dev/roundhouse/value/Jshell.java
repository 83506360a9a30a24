package dev.roundhouse.value;

/** Classes that were written in JShell: they exist in that JShell only. */
final class Jshell {
  private Jshell() {}

  static boolean wrote(Class<?> type) {
    return type.getName().startsWith("REPL.");
  }

  static void refuse(Class<?> type) {
    if (wrote(type)) {
      throw ValueException.unserialisable(
          type,
          "it is written in JShell, whose classes and variables exist in that JShell only; use the"
              + " scheme threading, or put it on the class path (/env -class-path)");
    }
  }
}
