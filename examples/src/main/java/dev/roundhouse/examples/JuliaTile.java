package dev.roundhouse.examples;

import dev.roundhouse.module.Default;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.Summary;
import dev.roundhouse.module.TaskModule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;

/**
 * Draws the Julia set of z² + c for one c on a circle around 0. A point's colour tells how soon its
 * orbit escapes, smoothed as n + 1 - log₂(ln |z|); every pixel is the mean of four points.
 */
@Summary("Draws the Julia set of z² + c for one c.")
@Parallelizable(threading = true, multiprocessing = true, cluster = true)
public final class JuliaTile implements TaskModule<JuliaTile.In, JuliaTile.Out> {

  private static final double HALF_WIDTH = 1.6;
  private static final double ESCAPE_SQUARED = 1 << 16;
  private static final int POINTS_A_SIDE = 2;

  /**
   * Which c, and how its set is drawn.
   *
   * @param angle of c, in degrees
   * @param radius of the circle on which c lies
   * @param size of the picture in pixels, both ways
   * @param iterations after which a point counts as one that never escapes
   */
  public record In(
      double angle,
      @Default("0.7885") double radius,
      @Default("320") int size,
      @Default("300") int iterations) {}

  public record Out(Picture picture) {}

  @Override
  public Out compute(In in, ModuleContext context) throws IOException, InterruptedException {
    if (in.size() < 1 || in.size() > 4096) {
      throw new IllegalArgumentException("size is " + in.size() + ", expected 1 to 4096");
    }
    double re = in.radius() * Math.cos(Math.toRadians(in.angle()));
    double im = in.radius() * Math.sin(Math.toRadians(in.angle()));
    BufferedImage image = new BufferedImage(in.size(), in.size(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < in.size(); y++) {
      if (context.cancelled()) {
        throw new InterruptedException("cancelled at row " + y + " of " + in.size());
      }
      for (int x = 0; x < in.size(); x++) {
        image.setRGB(x, y, colour(in, re, im, x, y));
      }
      context.progress((y + 1) / (double) in.size());
    }
    String label = label(re, im);
    return new Out(new Picture(label, Png.encode(image)));
  }

  private static String label(double re, double im) {
    double rounded = Math.round(re * 1000) / 1000.0 + 0.0; // adding 0 takes the sign off -0
    String sign = im < 0 ? "–" : "+";
    return String.format(Locale.ROOT, "c = %.3f %s %.3fi", rounded, sign, Math.abs(im));
  }

  private static int colour(In in, double re, double im, int x, int y) {
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int i = 0; i < POINTS_A_SIDE * POINTS_A_SIDE; i++) {
      int row = i / POINTS_A_SIDE;
      double px = x + (i % POINTS_A_SIDE + 0.5) / POINTS_A_SIDE;
      double py = y + (row + 0.5) / POINTS_A_SIDE;
      double time = escapeTime(at(px, in.size()), at(py, in.size()), re, im, in.iterations());
      if (time >= 0) {
        red += wave(time, 0.00);
        green += wave(time, 0.12);
        blue += wave(time, 0.26);
      }
    }
    double scale = 255.0 / (POINTS_A_SIDE * POINTS_A_SIDE);
    return (int) (red * scale) << 16 | (int) (green * scale) << 8 | (int) (blue * scale);
  }

  private static double at(double pixel, int size) {
    return (2 * pixel / size - 1) * HALF_WIDTH;
  }

  /** Smoothed number of steps, or -1 for a point that does not escape. */
  private static double escapeTime(double x, double y, double re, double im, int iterations) {
    double zx = x;
    double zy = y;
    for (int n = 0; n < iterations; n++) {
      double xx = zx * zx;
      double yy = zy * zy;
      if (xx + yy > ESCAPE_SQUARED) {
        double smooth = n + 1 - Math.log(Math.log(xx + yy) / 2) / Math.log(2);
        return Math.max(0, smooth);
      }
      zy = 2 * zx * zy + im;
      zx = xx - yy + re;
    }
    return -1;
  }

  /** A colour channel, 0 to 1: a wave over the logarithm of the time, so that rings stay even. */
  private static double wave(double time, double shift) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * (Math.log1p(time) * 0.28 + shift));
  }
}
