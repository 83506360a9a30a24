package dev.roundhouse.examples;

import dev.roundhouse.module.Default;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.Summary;
import dev.roundhouse.module.TaskModule;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Puts pictures together on one sheet, row by row, with their labels and a title. */
@Summary("Puts pictures together on one sheet, with their labels.")
@Parallelizable(threading = true, multiprocessing = true, cluster = true)
public final class ContactSheet implements TaskModule<ContactSheet.In, ContactSheet.Out> {

  private static final int GAP = 24;
  private static final int TOP = 96;
  private static final int CAPTION = 28;
  private static final Color PAPER = new Color(0x14181D);
  private static final Color INK = new Color(0xE8E6E1);
  private static final Color QUIET = new Color(0x9AA5AE);

  /**
   * What the sheet shows.
   *
   * @param pictures all of the size of the first, else they are scaled to it
   * @param columns pictures in a row
   * @param title above them
   */
  public record In(
      List<Picture> pictures, @Default("6") int columns, @Default("Contact sheet") String title) {}

  /** The bytes of a PNG file. */
  public record Out(byte[] png) {}

  @Override
  public Out compute(In in, ModuleContext context) throws IOException {
    if (in.pictures().isEmpty() || in.columns() < 1) {
      throw new IllegalArgumentException(
          in.pictures().size()
              + " pictures in "
              + in.columns()
              + " columns, expected at least one of each");
    }
    BufferedImage first = read(in.pictures().get(0));
    int cellWidth = first.getWidth() + GAP;
    int cellHeight = first.getHeight() + CAPTION + GAP;
    int columns = Math.min(in.columns(), in.pictures().size());
    int rows = (in.pictures().size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            columns * cellWidth + GAP, TOP + rows * cellHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = Png.pen(sheet);
    try {
      Glyphs glyphs = Glyphs.load();
      pen.setColor(PAPER);
      pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
      pen.setColor(INK);
      glyphs.draw(pen, in.title(), 32, GAP, 60);
      for (int i = 0; i < in.pictures().size(); i++) {
        Picture picture = in.pictures().get(i);
        int x = GAP + i % columns * cellWidth;
        int y = TOP + i / columns * cellHeight;
        pen.drawImage(read(picture), x, y, first.getWidth(), first.getHeight(), null);
        pen.setColor(QUIET);
        glyphs.draw(pen, picture.label(), 15, x, y + first.getHeight() + 20);
        context.progress((i + 1) / (double) in.pictures().size());
      }
    } finally {
      pen.dispose();
    }
    return new Out(Png.encode(sheet));
  }

  private static BufferedImage read(Picture picture) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
    if (image == null) {
      throw new IOException("\"" + picture.label() + "\" is no picture, expected PNG or JPEG");
    }
    return image;
  }
}
