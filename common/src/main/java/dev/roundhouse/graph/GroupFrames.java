package dev.roundhouse.graph;

import dev.roundhouse.graph.GraphLayout.Box;
import dev.roundhouse.graph.GraphLayout.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frames around groups whose modules stand together. */
final class GroupFrames {

  private static final double MARGIN = 8;

  private GroupFrames() {}

  /** The outer ones first, so that the inner ones are drawn over them. */
  static List<Frame> of(List<Box> boxes) {
    Map<String, Frame> frames = new LinkedHashMap<>();
    for (Box box : boxes) {
      List<String> groups = box.module().groups();
      for (int depth = 0; depth < groups.size(); depth++) {
        double margin = MARGIN * (groups.size() - depth) / groups.size();
        frames.merge(groups.get(depth), frame(groups.get(depth), box, margin), GroupFrames::around);
      }
    }
    List<Frame> alone = new ArrayList<>(frames.values());
    alone.removeIf(frame -> boxes.stream().anyMatch(box -> intrudes(box, frame)));
    return alone;
  }

  private static Frame frame(String group, Box box, double margin) {
    return new Frame(
        group,
        box.x() - margin,
        box.y() - margin,
        box.width() + 2 * margin,
        box.height() + 2 * margin);
  }

  private static Frame around(Frame one, Frame other) {
    double x = Math.min(one.x(), other.x());
    double y = Math.min(one.y(), other.y());
    double right = Math.max(one.x() + one.width(), other.x() + other.width());
    double bottom = Math.max(one.y() + one.height(), other.y() + other.height());
    return new Frame(one.group(), x, y, right - x, bottom - y);
  }

  private static boolean intrudes(Box box, Frame frame) {
    return !box.module().groups().contains(frame.group())
        && box.x() < frame.x() + frame.width()
        && box.x() + box.width() > frame.x()
        && box.y() < frame.y() + frame.height()
        && box.y() + box.height() > frame.y();
  }
}
