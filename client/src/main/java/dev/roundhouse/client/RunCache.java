package dev.roundhouse.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brings what a run asks of the cache to threads that may wait, in batches: what has gathered while
 * others were on their way. What may wait long goes alone. For one thread.
 */
final class RunCache {
  private static final int BATCH = 256;
  private static final int BATCHES = 4;

  private final CacheWork work;
  private final Owner owner;
  private List<PipelineEffect> gathered = new ArrayList<>();
  private int onTheirWay;

  /** Whom it works for. */
  interface Owner {
    /** Calls the supplier elsewhere, then {@link #answered}. */
    void ask(Supplier<List<PipelineEvent>> work);
  }

  RunCache(CacheWork work, Owner owner) {
    this.work = work;
    this.owner = owner;
  }

  void lookUp(PipelineEffect.LookUp effect) {
    if (work.mayWait(effect.node())) {
      send(List.of(effect));
    } else {
      gathered.add(effect);
    }
  }

  void keep(PipelineEffect.Keep effect) {
    gathered.add(effect);
  }

  void keepTask(PipelineEffect.KeepTask effect) {
    if (work.keepsTasks(effect.task().node())) {
      gathered.add(effect);
    }
  }

  /** Nothing more comes for now. */
  void flush() {
    while (onTheirWay < BATCHES && !gathered.isEmpty()) {
      int count = Math.min(BATCH, gathered.size());
      List<PipelineEffect> batch = List.copyOf(gathered.subList(0, count));
      gathered = new ArrayList<>(gathered.subList(count, gathered.size()));
      send(batch);
    }
  }

  /** Nobody answers any more: what has gathered is still kept. */
  void end() {
    if (!gathered.isEmpty()) {
      send(List.copyOf(gathered));
      gathered.clear();
    }
  }

  private void send(List<PipelineEffect> batch) {
    onTheirWay++;
    owner.ask(() -> work.answer(batch));
  }

  /** One that was asked has answered. */
  void answered() {
    onTheirWay--;
    flush();
  }
}
