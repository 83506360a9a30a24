package dev.roundhouse.cache;

import dev.roundhouse.bundle.Bundle;
import dev.roundhouse.module.FileStamp;
import dev.roundhouse.pipeline.Plan;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signs modules: their type and code, what is set, where connections come from, how they loop, and
 * the files that their inputs name. Names of modules, options and the order of declaration never
 * count. Looks at files, and is safe for use by several threads.
 */
public final class NodeSigner {
  /** Beyond this, the files of a port are one part. */
  private static final int FILES_NAMED = 16;

  private final String version;

  /**
   * @param version the product's: what built-in modules are signed with
   */
  public NodeSigner(String version) {
    this.version = version;
  }

  /**
   * The recipe of a module.
   *
   * @param came values and their sources
   * @param fingerprints what each of its tasks says of the world; empty where it reads nothing else
   * @throws RuntimeException a set value cannot be hashed; the message says why
   */
  public Recipe sign(Plan.Node node, Arrived came, List<String> fingerprints) {
    Recipe.Builder recipe = begun(node);
    recipe.add("loop", "its loop", shape(node));
    node.inputs().forEach(input -> add(recipe, node, input, came));
    if (fingerprints.stream().anyMatch(said -> !said.isEmpty())) {
      recipe.add("world", "what it reads", CanonicalHash.of(fingerprints));
    }
    return recipe.build();
  }

  /**
   * The signatures of the tasks of a looped module: of the element that each takes at the looped
   * ports, and of all else as in {@link #sign}. So an element that was computed is found again in
   * another list.
   *
   * @param looped the callee's ports that are looped
   * @param tasks what each takes, by the callee's port
   * @param fingerprints what each says of the world; none where they read nothing else
   */
  public List<Signature> signTasks(
      Plan.Node node,
      Arrived came,
      Set<String> looped,
      List<Map<String, Object>> tasks,
      List<String> fingerprints) {
    Recipe.Builder common = begun(node);
    List<Plan.Input> elements = new ArrayList<>();
    for (Plan.Input input : node.inputs()) {
      if (looped.contains(input.port())) {
        elements.add(input);
      } else {
        add(common, node, input, came);
      }
    }
    Signature base = common.build().signature();
    List<Signature> signed = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      Recipe.Builder task = new Recipe.Builder();
      task.add("task", "task", base.bytes());
      for (Plan.Input input : elements) {
        Object element = tasks.get(i).get(input.port());
        task.add("element " + input.port(), input.name(), CanonicalHash.of(element));
        addFiles(task, input, element);
      }
      task.add("world", "what it reads", fingerprints.isEmpty() ? "" : fingerprints.get(i));
      signed.add(task.build().signature());
    }
    return signed;
  }

  /**
   * What came in at a module.
   *
   * @param values by port, as they came in
   * @param sources signatures of the modules that it is connected to, by name
   */
  public record Arrived(Map<String, Object> values, Map<String, Signature> sources) {}

  private Recipe.Builder begun(Plan.Node node) {
    Recipe.Builder recipe = new Recipe.Builder();
    recipe.add("type", "its type", node.callee().type().name());
    recipe.add("code", "its code", code(node.callee()));
    return recipe;
  }

  private static void add(Recipe.Builder recipe, Plan.Node node, Plan.Input input, Arrived came) {
    if (input.sources().isEmpty()) {
      byte[] set = CanonicalHash.of(came.values().get(input.port()));
      recipe.add("set " + input.port(), "parameter " + input.name(), set);
    } else {
      recipe.add("from " + input.port(), connection(input), origin(input, came.sources()));
    }
    if (!node.callee().type().hasEffects()) {
      addFiles(recipe, input, came.values().get(input.port()));
    }
  }

  private String code(Plan.Callee callee) {
    return callee.bundles().isEmpty()
        ? "version " + version
        : callee.bundles().stream().map(Bundle::sha256).collect(Collectors.joining(" "));
  }

  /** All in it are names of the callee's ports. */
  private static String shape(Plan.Node node) {
    return node.expansion() + " " + new TreeMap<>(node.outputs());
  }

  private static String connection(Plan.Input input) {
    TreeSet<String> names = new TreeSet<>();
    input.sources().forEach(source -> names.add(source.node()));
    return names.size() == 1
        ? "source " + names.first() + " (port " + input.name() + ")"
        : "sources of port " + input.name();
  }

  private static byte[] origin(Plan.Input input, Map<String, Signature> sources) {
    ByteArrayOutputStream origin = new ByteArrayOutputStream();
    origin.write(input.collect() ? 1 : 0);
    for (Plan.Source source : input.sources()) {
      origin.writeBytes(signature(sources, source).bytes());
      origin.writeBytes(source.port().getBytes(StandardCharsets.UTF_8));
      origin.write(0);
    }
    return origin.toByteArray();
  }

  private static Signature signature(Map<String, Signature> sources, Plan.Source source) {
    Signature found = sources.get(source.node());
    if (found == null) {
      throw new IllegalArgumentException("module " + source.node() + " has no signature");
    }
    return found;
  }

  private static void addFiles(Recipe.Builder recipe, Plan.Input input, @Nullable Object value) {
    Set<Path> files = FilesIn.value(input.type().type(), value);
    if (files.size() <= FILES_NAMED) {
      files.forEach(file -> recipe.add("file " + file, "file " + file, FileStamp.of(file)));
    } else {
      byte[] stamps = CanonicalHash.of(stamps(files));
      recipe.add("files " + input.port(), "files of port " + input.name(), stamps);
    }
  }

  static Map<String, String> stamps(Iterable<Path> files) {
    Map<String, String> stamps = new TreeMap<>();
    files.forEach(file -> stamps.put(file.toString(), FileStamp.of(file)));
    return stamps;
  }
}
