package dev.roundhouse.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows of medians with their spread; a row may be compared with an earlier one, its floor. */
final class Table {

  /**
   * What was measured several times.
   *
   * @param unit what the values are in
   * @param sorted at least one
   */
  record Figure(String what, String unit, double[] sorted) {
    double median() {
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  /** Measures once more and says how much it was. */
  @FunctionalInterface
  interface Repetition {
    double measure() throws Exception;
  }

  private final String name;
  private final List<String> lines = new ArrayList<>();

  Table(String name) {
    this.name = name;
  }

  /** Measures something some times and adds its row. */
  Figure measure(String what, String unit, int repetitions, Repetition repetition)
      throws Exception {
    double[] values = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      values[i] = repetition.measure();
    }
    Arrays.sort(values);
    Figure figure = new Figure(what, unit, values);
    lines.add(row(figure, ""));
    return figure;
  }

  /** Adds to the last row how it stands to a floor. */
  void against(Figure figure, Figure floor) {
    lines.set(
        lines.size() - 1,
        row(
            figure,
            String.format(
                Locale.ROOT, "%.2f of: %s", figure.median() / floor.median(), floor.what())));
  }

  void print(PrintStream out) {
    out.println("### " + name);
    out.println();
    out.println("| what | median | least | most | unit | ratio |");
    out.println("|---|---:|---:|---:|---|---|");
    lines.forEach(out::println);
    out.println();
  }

  private static String row(Figure figure, String ratio) {
    double[] sorted = figure.sorted();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s |",
        figure.what(),
        number(figure.median()),
        number(sorted[0]),
        number(sorted[sorted.length - 1]),
        figure.unit(),
        ratio);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%,.0f", value);
  }
}
