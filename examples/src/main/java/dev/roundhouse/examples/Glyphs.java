package dev.roundhouse.examples;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Draws text from outlines that come with the examples. So pictures look the same everywhere, also
 * on a machine without any font, where the text of {@code java.awt} fails. Immutable.
 */
final class Glyphs {

  private static final String RESOURCE = "glyphs.txt";
  private static final double UNITS_PER_EM = 1000;

  private final Map<Integer, Glyph> glyphs;

  private record Glyph(int codePoint, double advance, Path2D outline) {}

  private Glyphs(Map<Integer, Glyph> glyphs) {
    this.glyphs = glyphs;
  }

  /** Reads the outlines: some 2 ms. */
  static Glyphs load() {
    try (InputStream stream =
            Objects.requireNonNull(Glyphs.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return new Glyphs(
          reader
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(Glyphs::parse)
              .collect(Collectors.toUnmodifiableMap(Glyph::codePoint, Function.identity())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The width of a text in pixels. */
  double width(String text, double size) {
    return text.codePoints().mapToDouble(point -> glyph(point).advance()).sum()
        * (size / UNITS_PER_EM);
  }

  /** Draws a text in the graphics' colour, with its left end and base line at a point. */
  void draw(Graphics2D graphics, String text, double size, double x, double y) {
    double scale = size / UNITS_PER_EM;
    double left = x;
    for (int point : text.codePoints().toArray()) {
      Glyph glyph = glyph(point);
      AffineTransform place = AffineTransform.getTranslateInstance(left, y);
      place.scale(scale, scale);
      graphics.fill(glyph.outline().createTransformedShape(place));
      left += glyph.advance() * scale;
    }
  }

  private Glyph glyph(int codePoint) {
    Glyph known = glyphs.get(codePoint);
    return known != null ? known : Objects.requireNonNull(glyphs.get((int) '?'), "glyph of ?");
  }

  private static Glyph parse(String line) {
    String[] parts = line.split(" ", -1);
    Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int i = 2; i < parts.length; i++) {
      append(outline, parts[i]);
    }
    return new Glyph(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]), outline);
  }

  private static void append(Path2D outline, String segment) {
    if (segment.equals("Z")) {
      outline.closePath();
      return;
    }
    String[] numbers = segment.substring(1).split(",", -1);
    double x = Double.parseDouble(numbers[0]);
    double y = Double.parseDouble(numbers[1]);
    switch (segment.charAt(0)) {
      case 'M' -> outline.moveTo(x, y);
      case 'L' -> outline.lineTo(x, y);
      case 'Q' ->
          outline.quadTo(x, y, Double.parseDouble(numbers[2]), Double.parseDouble(numbers[3]));
      default -> throw new IllegalStateException("segment " + segment + ", expected M, L, Q or Z");
    }
  }
}
