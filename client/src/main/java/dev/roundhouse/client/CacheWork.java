package dev.roundhouse.client;

import dev.roundhouse.cache.Entry;
import dev.roundhouse.cache.KeptOutputs;
import dev.roundhouse.cache.NodeSigner;
import dev.roundhouse.cache.Recipe;
import dev.roundhouse.cache.ResultCache;
import dev.roundhouse.cache.Signature;
import dev.roundhouse.module.Fingerprinted;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.value.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * Answers what a run asks of the cache: signs modules, reads and writes results. It looks at files,
 * runs users' code and may wait, so it is for threads other than an actor's. Safe for use by
 * several threads.
 */
final class CacheWork {
  private final RunRequest request;
  private final ResultCache cache;
  private final NodeSigner signer;
  private final Map<Integer, Recipe> recipes = new ConcurrentHashMap<>();

  /** Modules that were not in the cache, by what they compute. */
  private final Map<Signature, Set<Integer>> twins = new ConcurrentHashMap<>();

  private boolean refreshed;

  CacheWork(RunRequest request, ResultCache cache, NodeSigner signer) {
    this.request = request;
    this.cache = cache;
    this.signer = signer;
  }

  /** Whether looking the module up asks the world, which may take long. */
  boolean mayWait(int node) {
    return node(node).callee().type().fingerprinted().isPresent();
  }

  /** The answers to look-ups and to what is to be kept, in the same order. */
  List<PipelineEvent> answer(List<PipelineEffect> asked) {
    refreshOnce();
    List<PipelineEvent> answers = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (PipelineEffect effect : asked) {
      if (effect instanceof PipelineEffect.LookUp lookUp) {
        answers.add(new PipelineEvent.LookedUp(lookUp.node(), verdict(lookUp)));
      } else if (effect instanceof PipelineEffect.Keep keep) {
        answers.add(new PipelineEvent.Kept(keep.node(), encode(keep, entries)));
      }
    }
    if (!entries.isEmpty()) {
      cache.put(entries);
    }
    return answers;
  }

  private synchronized void refreshOnce() {
    if (!refreshed) {
      refreshed = true;
      cache.refresh();
    }
  }

  private Plan.Node node(int index) {
    return request.plan().nodes().get(index);
  }

  private Verdict verdict(PipelineEffect.LookUp lookUp) {
    Plan.Node node = node(lookUp.node());
    Recipe recipe;
    try {
      recipe = signer.sign(node, lookUp.values(), lookUp.sources(), fingerprints(node, lookUp));
    } catch (Exception | LinkageError untold) {
      String why = "what it depends on cannot be told: " + untold.getMessage();
      return new Verdict.Compute(Optional.empty(), Verdict.Use.ONCE, why);
    }
    Optional<Signature> signature = Optional.of(recipe.signature());
    if (node.callee().type().hasEffects()) {
      return new Verdict.Compute(
          signature, Verdict.Use.ONCE, "it has effects, so it runs every time");
    }
    if (request.options().cache() == CacheUse.REFRESH) {
      recipes.put(lookUp.node(), recipe);
      return new Verdict.Compute(signature, Verdict.Use.KEPT, "the cache is not asked");
    }
    return lookUp(lookUp.node(), recipe);
  }

  private List<String> fingerprints(Plan.Node node, PipelineEffect.LookUp lookUp) throws Exception {
    Optional<Fingerprinted<Map<String, Object>>> reader = node.callee().type().fingerprinted();
    if (reader.isEmpty()) {
      return List.of();
    }
    if (node.expansion() instanceof Plan.Expansion.Fold) {
      throw new IllegalArgumentException("a fold of modules that read the world");
    }
    NodeTasks tasks = NodeTasks.of(node, lookUp.values(), request.options().taskLimit());
    List<String> fingerprints = new ArrayList<>(tasks.count());
    for (NodeTasks.Range range : tasks.first()) {
      IntFunction<Map<String, Object>> inputs = tasks.inputs(range);
      for (int i = range.from(); i < range.to(); i++) {
        fingerprints.add(
            reader
                .get()
                .fingerprint(inputs.apply(i))
                .orElseThrow(() -> new IllegalArgumentException("it reads what always changes")));
      }
    }
    return fingerprints;
  }

  private Verdict lookUp(int node, Recipe recipe) {
    Signature signature = recipe.signature();
    Optional<byte[]> content = cache.get(signature);
    Optional<String> why = Optional.empty();
    if (content.isPresent()) {
      try {
        KeptOutputs kept = KeptOutputs.decode(content.get(), request.loader());
        why = kept.changedFile().map(file -> "its file " + file + " changed");
        if (why.isEmpty() && kept.outputs().keySet().containsAll(node(node).outputs().keySet())) {
          return new Verdict.Hit(signature, kept.outputs(), "unchanged");
        }
      } catch (ValueException unreadable) {
        why = Optional.of("its result in the cache could not be read");
      }
      cache.remove(signature);
    }
    recipes.put(node, recipe);
    twins.computeIfAbsent(signature, unused -> ConcurrentHashMap.newKeySet()).add(node);
    return new Verdict.Compute(
        Optional.of(signature), Verdict.Use.SHARED, why.orElseGet(() -> difference(node, recipe)));
  }

  private String difference(int node, Recipe recipe) {
    return cache.get(place(node)).map(recipe::difference).orElse("never computed");
  }

  private Signature place(int node) {
    return Recipe.place(request.plan().name(), node(node).name());
  }

  /** Adds what is to be written; answers why the outputs are not kept. */
  private Optional<String> encode(PipelineEffect.Keep keep, List<Entry> entries) {
    Recipe recipe = recipes.remove(keep.node());
    if (recipe == null) {
      return Optional.empty();
    }
    Optional<String> problem = Optional.empty();
    try {
      byte[] content = KeptOutputs.encode(node(keep.node()).descriptor().outputs(), keep.outputs());
      entries.add(new Entry(recipe.signature(), content));
    } catch (ValueException | IllegalArgumentException e) {
      problem = Optional.of("its outputs cannot be kept: " + e.getMessage());
    }
    byte[] parts = recipe.encode(problem.orElse(""));
    entries.add(new Entry(place(keep.node()), parts));
    twins.getOrDefault(recipe.signature(), Set.of()).stream()
        .filter(twin -> twin != keep.node())
        .forEach(twin -> entries.add(new Entry(place(twin), parts)));
    twins.remove(recipe.signature());
    return problem;
  }
}
