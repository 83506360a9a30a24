package dev.roundhouse.client;

import dev.roundhouse.cache.Entry;
import dev.roundhouse.cache.KeptOutputs;
import dev.roundhouse.cache.NodeSigner;
import dev.roundhouse.cache.Recipe;
import dev.roundhouse.cache.ResultCache;
import dev.roundhouse.cache.Signature;
import dev.roundhouse.pipeline.Plan;
import dev.roundhouse.value.ValueException;
import java.nio.file.InvalidPathException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

  /** Of modules whose tasks are kept one by one. */
  private final Map<Integer, List<Signature>> taskSignatures = new ConcurrentHashMap<>();

  /** Whether a module type's code is in a jar or folder. */
  private final Map<String, Boolean> namedCode = new ConcurrentHashMap<>();

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
      } else if (effect instanceof PipelineEffect.KeepTask keep) {
        encode(keep, entries);
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
    List<Signature> signed;
    try {
      requireNamedCode(node.callee().type().name());
      Optional<TaskList> tasks = TaskList.of(node, lookUp, request.options().taskLimit());
      List<String> fingerprints = tasks.map(TaskList::fingerprints).orElse(List.of());
      recipe = signer.sign(node, arrived(lookUp), fingerprints);
      signed = tasks.map(list -> list.sign(signer, node, arrived(lookUp))).orElse(List.of());
    } catch (Exception | LinkageError untold) {
      String why = "what it depends on cannot be told: " + untold.getMessage();
      return new Verdict.Compute(Optional.empty(), Verdict.Use.ONCE, why);
    }
    if (node.callee().type().hasEffects()) {
      return new Verdict.Compute(
          Optional.of(recipe.signature()),
          Verdict.Use.ONCE,
          "it has effects, so it runs every time");
    }
    return lookUp(lookUp.node(), recipe, signed);
  }

  /** A class that only lives in this process, as JShell's do, may become another under its name. */
  private void requireNamedCode(String type) {
    boolean named =
        namedCode.computeIfAbsent(
            type,
            name -> {
              try {
                Class<?> found = Class.forName(name, false, request.loader());
                CodeSource source = found.getProtectionDomain().getCodeSource();
                return source != null && source.getLocation() != null;
              } catch (ClassNotFoundException builtIn) {
                return true;
              }
            });
    if (!named) {
      throw new IllegalArgumentException("its code is in no jar or folder");
    }
  }

  private static NodeSigner.Arrived arrived(PipelineEffect.LookUp lookUp) {
    return new NodeSigner.Arrived(lookUp.values(), lookUp.sources());
  }

  private Verdict lookUp(int node, Recipe recipe, List<Signature> signed) {
    boolean reads = request.options().cache() == CacheUse.NORMAL;
    Optional<String> why = Optional.of("the cache is not asked");
    if (reads) {
      KeptResult whole = result(recipe.signature(), node(node).outputs().keySet());
      if (whole.outputs().isPresent()) {
        return new Verdict.Hit(recipe.signature(), whole.outputs().get(), "unchanged");
      }
      why = whole.problem();
      twins.computeIfAbsent(recipe.signature(), unused -> ConcurrentHashMap.newKeySet()).add(node);
    }
    recipes.put(node, recipe);
    String reason = why.orElseGet(() -> difference(node, recipe));
    if (!signed.isEmpty()) {
      taskSignatures.put(node, signed);
    }
    Map<Integer, Map<String, Object>> known = reads ? known(node, signed) : Map.of();
    String more =
        known.isEmpty() ? "" : "; " + known.size() + " of " + signed.size() + " tasks are there";
    return new Verdict.Compute(
        Optional.of(recipe.signature()),
        reads ? Verdict.Use.SHARED : Verdict.Use.KEPT,
        reason + more,
        known);
  }

  private Map<Integer, Map<String, Object>> known(int node, List<Signature> signed) {
    Map<Integer, Map<String, Object>> known = new HashMap<>();
    for (int i = 0; i < signed.size(); i++) {
      int task = i;
      result(signed.get(i), node(node).outputs().values())
          .outputs()
          .ifPresent(outputs -> known.put(task, outputs));
    }
    return known;
  }

  /** What is kept, or why it cannot be used. */
  private record KeptResult(Optional<Map<String, Object>> outputs, Optional<String> problem) {}

  private KeptResult result(Signature signature, Collection<String> ports) {
    Optional<byte[]> content = cache.get(signature);
    if (content.isEmpty()) {
      return new KeptResult(Optional.empty(), Optional.empty());
    }
    String problem = "its result in the cache could not be read";
    try {
      KeptOutputs kept = KeptOutputs.decode(content.get(), request.loader());
      Optional<String> changed = kept.changedFile();
      if (changed.isEmpty() && kept.outputs().keySet().containsAll(ports)) {
        return new KeptResult(Optional.of(kept.outputs()), Optional.empty());
      }
      problem = changed.map(file -> "its file " + file + " changed").orElse(problem);
    } catch (ValueException | InvalidPathException unreadable) {
      // Told as a miss.
    }
    cache.remove(signature);
    return new KeptResult(Optional.empty(), Optional.of(problem));
  }

  private String difference(int node, Recipe recipe) {
    return cache.get(place(node)).map(recipe::difference).orElse("never computed");
  }

  /** Whether results of the module's tasks are kept one by one. */
  boolean keepsTasks(int node) {
    return taskSignatures.containsKey(node);
  }

  private void encode(PipelineEffect.KeepTask keep, List<Entry> entries) {
    List<Signature> signed = taskSignatures.getOrDefault(keep.task().node(), List.of());
    if (keep.task().index() < signed.size()) {
      try {
        byte[] content = KeptOutputs.encode(keep.outputs());
        entries.add(new Entry(signed.get(keep.task().index()), content));
      } catch (ValueException | IllegalArgumentException unkept) {
        // The module as a whole tells.
        taskSignatures.remove(keep.task().node());
      }
    }
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
      if (content.length > cache.largest()) {
        problem =
            Optional.of(
                "its outputs take "
                    + content.length
                    + " bytes, the cache keeps at most "
                    + cache.largest()
                    + " of a module");
      } else {
        entries.add(new Entry(recipe.signature(), content));
      }
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
