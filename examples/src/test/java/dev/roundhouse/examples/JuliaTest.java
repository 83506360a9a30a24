package dev.roundhouse.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JuliaTest {

  private final StillContext context = new StillContext();

  @Test
  void theSetOfZeroIsABlackDisc() throws Exception {
    BufferedImage image = read(tile(0, 0, 64).png());

    assertThat(image.getRGB(32, 32) & 0xFFFFFF).isZero();
    assertThat(image.getRGB(1, 1) & 0xFFFFFF).isNotZero();
  }

  @Test
  void aTileIsLabelledByItsParameter() throws Exception {
    assertThat(tile(270, 0.5, 8).label()).isEqualTo("c = 0.000 – 0.500i");
  }

  @Test
  void theSheetHasAPlaceForEveryTile() throws Exception {
    Picture tile = tile(90, 0.7885, 32);
    byte[] sheet =
        new ContactSheet()
            .compute(new ContactSheet.In(Collections.nCopies(7, tile), 3, "Title"), context)
            .png();

    BufferedImage image = read(sheet);
    assertThat(image.getWidth()).isEqualTo(3 * (32 + 24) + 24);
    assertThat(image.getHeight()).isEqualTo(96 + 3 * (32 + 28 + 24));
  }

  @Test
  void refusesASheetOfNothingAndATileWithoutSize() {
    assertThatThrownBy(
            () -> new ContactSheet().compute(new ContactSheet.In(List.of(), 3, ""), context))
        .hasMessage("0 pictures in 3 columns, expected at least one of each");
    assertThatThrownBy(() -> tile(0, 0, 0)).hasMessage("size is 0, expected 1 to 4096");
  }

  private Picture tile(double angle, double radius, int size) throws Exception {
    return new JuliaTile().compute(new JuliaTile.In(angle, radius, size, 100), context).picture();
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
