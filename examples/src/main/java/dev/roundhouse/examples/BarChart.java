package dev.roundhouse.examples;

import dev.roundhouse.module.Default;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.Summary;
import dev.roundhouse.module.TaskModule;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Draws word counts as a PNG picture: a bar a word, with its label and value. */
@Summary("Draws word counts as a bar chart, a PNG picture.")
@Parallelizable(threading = true, multiprocessing = true, cluster = true)
public final class BarChart implements TaskModule<BarChart.In, BarChart.Out> {

  private static final double MARGIN = 48;
  private static final double TOP = 128;
  private static final double ROW = 30;
  private static final double BAR = 20;
  private static final double LABEL = 16;
  private static final int GRID_LINES = 5;
  private static final Color PAPER = new Color(0xFBFAF7);
  private static final Color INK = new Color(0x22303C);
  private static final Color QUIET = new Color(0x7A8791);
  private static final Color GRID = new Color(0xE4E2DC);
  private static final Color BAR_LEFT = new Color(0x1F6F8B);
  private static final Color BAR_RIGHT = new Color(0x4FB3A5);

  /**
   * What the chart shows.
   *
   * @param words bars from top to bottom
   * @param title above the chart
   * @param subtitle a line below the title
   * @param width of the picture in pixels
   */
  public record In(
      List<WordCount> words,
      @Default("The commonest words") String title,
      @Default("\"\"") String subtitle,
      @Default("1200") int width) {}

  /** The bytes of a PNG file. */
  public record Out(byte[] png) {}

  @Override
  public Out compute(In in, ModuleContext context) throws IOException {
    if (in.width() < 400) {
      throw new IllegalArgumentException("width is " + in.width() + ", expected at least 400");
    }
    int height = (int) Math.ceil(TOP + ROW * in.words().size() + MARGIN);
    BufferedImage image = new BufferedImage(in.width(), height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = Png.pen(image);
    try {
      pen.setColor(PAPER);
      pen.fill(new Rectangle2D.Double(0, 0, in.width(), height));
      Chart chart = Chart.of(in, Glyphs.load());
      chart.drawTitle(pen, in);
      chart.drawGrid(pen, height);
      for (int row = 0; row < in.words().size(); row++) {
        chart.drawBar(pen, row, in.words().get(row));
      }
    } finally {
      pen.dispose();
    }
    return new Out(Png.encode(image));
  }

  /** The chart's measures: bars start at {@code left}, {@code scale} pixels are one occurrence. */
  private record Chart(Glyphs glyphs, double left, double scale, int largest, long step) {

    static Chart of(In in, Glyphs glyphs) {
      double labels =
          in.words().stream().mapToDouble(word -> glyphs.width(word.word(), LABEL)).max().orElse(0);
      int largest = in.words().stream().mapToInt(WordCount::count).max().orElse(1);
      double left = MARGIN + labels + 14;
      double values = glyphs.width(number(largest), LABEL) + 12;
      double room = in.width() - MARGIN - values - left;
      return new Chart(
          glyphs,
          left,
          room / Math.max(1, largest),
          largest,
          roundStep(largest / (double) GRID_LINES));
    }

    void drawTitle(Graphics2D pen, In in) {
      pen.setColor(INK);
      glyphs.draw(pen, in.title(), 34, MARGIN, 62);
      pen.setColor(QUIET);
      glyphs.draw(pen, in.subtitle(), 17, MARGIN, 90);
    }

    void drawGrid(Graphics2D pen, int height) {
      for (long value = 0; value <= largest; value += step) {
        double x = left + value * scale;
        String text = number(value);
        pen.setColor(GRID);
        pen.draw(new Line2D.Double(x, TOP - 8, x, height - MARGIN));
        pen.setColor(QUIET);
        glyphs.draw(pen, text, 12, x - glyphs.width(text, 12) / 2, height - MARGIN + 18);
      }
    }

    void drawBar(Graphics2D pen, int row, WordCount word) {
      double top = TOP + row * ROW;
      double base = top + BAR - 4;
      double length = Math.max(1, word.count() * scale);
      pen.setColor(INK);
      glyphs.draw(pen, word.word(), LABEL, left - 12 - glyphs.width(word.word(), LABEL), base);
      pen.setPaint(
          new GradientPaint((float) left, 0, BAR_LEFT, (float) (left + length), 0, BAR_RIGHT));
      pen.fill(new RoundRectangle2D.Double(left, top, length, BAR, 6, 6));
      pen.setColor(QUIET);
      glyphs.draw(pen, number(word.count()), LABEL, left + length + 8, base);
    }

    private static String number(long value) {
      return String.format(Locale.ROOT, "%,d", value);
    }

    /** The largest of 1, 2 and 5 times a power of ten that is at most this; at least 1. */
    private static long roundStep(double raw) {
      double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, raw))));
      double lead = raw / power;
      return (long) Math.max(1, power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1));
    }
  }
}
