package dev.roundhouse.controller;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.Consumer;

/** One direction of a connection: in order, but some messages are lost and some come twice. */
final class LossyLink<M> {

  private final Random random;
  private final Consumer<M> receiver;
  private final Deque<M> underway = new ArrayDeque<>();
  boolean cut;
  boolean faultless;

  LossyLink(Random random, Consumer<M> receiver) {
    this.random = random;
    this.receiver = receiver;
  }

  void send(M message) {
    int chance = faultless ? 50 : random.nextInt(100);
    if (cut || chance < 8) {
      return;
    }
    underway.add(message);
    if (chance > 94) {
      underway.add(message);
    }
  }

  /** Brings some of what is underway. */
  void bring() {
    int count = faultless ? underway.size() : random.nextInt(underway.size() + 1);
    for (int i = 0; i < count && !underway.isEmpty(); i++) {
      receiver.accept(underway.poll());
    }
  }
}
