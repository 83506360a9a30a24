package dev.roundhouse.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table in docs/cluster.md of what is left running. */
final class EndingsTable {

  /** Nothing to be shown: the one who could end so has ended, or is the controller. */
  private static final String NONE = "–";

  /**
   * A cell.
   *
   * @param row by whom the processes were started
   * @param column in which way things end
   * @param left what the page says is left
   */
  record Cell(String row, String column, String left) {
    @Override
    public String toString() {
      return row + ": " + column + ": " + left;
    }
  }

  private EndingsTable() {}

  /** Every cell that says something. */
  static List<Cell> cells() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "cluster.md"));
    int heading = lines.indexOf("## What is left running");
    List<List<String>> table =
        lines.subList(heading + 1, lines.size()).stream()
            .dropWhile(line -> !line.startsWith("|"))
            .takeWhile(line -> line.startsWith("|"))
            .map(EndingsTable::split)
            .toList();
    List<Cell> cells = new ArrayList<>();
    for (List<String> row : table.subList(2, table.size())) {
      for (int column = 1; column < row.size(); column++) {
        if (!row.get(column).equals(NONE)) {
          cells.add(new Cell(row.get(0), table.get(0).get(column), row.get(column)));
        }
      }
    }
    return cells;
  }

  private static List<String> split(String line) {
    return Stream.of(line.substring(1).split("\\|")).map(String::strip).toList();
  }
}
