package dev.roundhouse.value;

import java.io.Externalizable;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the object that made the JDK's serialisation give up, to name the path to it. */
final class Culprit {
  /** So many objects are looked at; the message is poorer if it lies beyond. */
  private static final int MOST = 200_000;

  private record Node(@Nullable Node holder, String step, Object value) {}

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Node> open = new ArrayDeque<>();

  private Culprit() {}

  static ValueException find(Object root, NotSerializableException failure) {
    return new Culprit()
        .search(root)
        .orElseGet(
            () ->
                new ValueException(
                    failure.getMessage()
                        + " somewhere in $ cannot be serialised: it is not Serializable",
                    failure));
  }

  private Optional<ValueException> search(Object root) {
    open.add(new Node(null, "", root));
    while (!open.isEmpty() && seen.size() < MOST) {
      Node node = open.remove();
      Object value = node.value();
      if (!isSerialisable(value)) {
        return Optional.of(describe(node));
      }
      if (seen.add(value) && !(value instanceof Externalizable)) {
        Parts.of(value).forEach(part -> open.add(new Node(node, part.step(), part.value())));
      }
    }
    return Optional.empty();
  }

  private static boolean isSerialisable(Object value) {
    return value instanceof Serializable || Kinds.of(value.getClass()) != Tag.JAVA;
  }

  private static ValueException describe(Node culprit) {
    ValueException problem = notSerialisable(culprit.value().getClass());
    for (Node node = culprit; node.holder() != null; node = node.holder()) {
      problem = problem.within(node.step());
      Object holder = node.holder().value();
      if (Lambdas.isThis(holder, node.step(), node.value())) {
        problem = problem.because(Lambdas.CAPTURES_THIS);
      }
    }
    return problem;
  }

  static ValueException notSerialisable(Class<?> type) {
    return ValueException.unserialisable(
        type,
        Lambdas.isAnyLambda(type)
            ? "it is a lambda of "
                + type.getInterfaces()[0].getName()
                + ", which is not Serializable; declare it as a TaskFunction or TaskCallable"
            : "it is not Serializable");
  }
}
