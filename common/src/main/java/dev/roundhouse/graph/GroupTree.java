package dev.roundhouse.graph;

import dev.roundhouse.graph.PipelineGraph.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The modules of a group and the groups in it, in the order of the graph.
 *
 * @param name the group's full name; empty for the pipeline
 */
record GroupTree(String name, List<Module> modules, List<GroupTree> groups) {

  static GroupTree of(PipelineGraph graph) {
    GroupTree root = empty("");
    Map<String, GroupTree> known = new LinkedHashMap<>();
    for (Module module : graph.modules()) {
      GroupTree parent = root;
      for (String group : module.groups()) {
        GroupTree above = parent;
        parent =
            known.computeIfAbsent(
                group,
                name -> {
                  GroupTree made = empty(name);
                  above.groups.add(made);
                  return made;
                });
      }
      parent.modules.add(module);
    }
    return root;
  }

  private static GroupTree empty(String name) {
    return new GroupTree(name, new ArrayList<>(), new ArrayList<>());
  }
}
