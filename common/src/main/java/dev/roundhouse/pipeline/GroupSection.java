package dev.roundhouse.pipeline;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a group has inside: its own modules, or those of another file. */
final class GroupSection {

  static final List<String> KEYS = keys();

  private final HoconValues values;
  private final GroupFiles files;
  private final List<Problem> problems;

  GroupSection(HoconValues values, GroupFiles files, List<Problem> problems) {
    this.values = values;
    this.files = files;
    this.problems = problems;
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("file"));
    keys.addAll(PipelineSection.KEYS);
    return List.copyOf(keys);
  }

  /** The keys of a group's section that say what is inside; empty where that cannot be told. */
  Optional<Pipeline> read(String group, ConfigObject section) {
    PipelineBuilder builder = Pipeline.named(group).folder(values.folder());
    PipelineSection reader = new PipelineSection(values, files, builder, problems);
    Optional<HoconValues.Entry> file = Optional.empty();
    boolean own = false;
    for (HoconValues.Entry entry : values.entries(section)) {
      if (entry.key().equals("file")) {
        file = Optional.of(entry);
      } else if (PipelineSection.KEYS.contains(entry.key())) {
        reader.read(entry);
        own |= !entry.key().startsWith("ports-");
      }
    }
    Origin origin = values.origin(section);
    if (file.isPresent() == own) {
      problems.add(
          Problem.of(
              origin,
              "group " + group + (own ? " has modules and a file" : " has nothing inside"),
              "either modules { … } or file = OTHER.conf"));
      return Optional.empty();
    }
    Pipeline inside = builder.build();
    problems.addAll(inside.problems());
    if (own) {
      return Optional.of(inside.withoutProblems());
    }
    return file.flatMap(this::other)
        .map(other -> inside.ports().isEmpty() ? other : other.withPorts(inside.ports()));
  }

  private Optional<Pipeline> other(HoconValues.Entry entry) {
    Origin origin = values.origin(entry.value());
    return values
        .read(String.class, entry, problems)
        .flatMap(name -> files.read(name, values.beside(name), origin, problems))
        .map(
            other -> {
              problems.addAll(other.problems());
              return other.withoutProblems();
            });
  }
}
