package dev.roundhouse.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BarChartTest {

  private static final List<WordCount> WORDS =
      List.of(new WordCount("the", 200), new WordCount("whale", 100));

  @Test
  void drawsAPngWithBarsInProportion() throws IOException {
    BufferedImage image = read(chart(WORDS, 800));

    int first = barLength(image, 128 + 3);
    int second = barLength(image, 128 + 30 + 3);
    assertThat(image.getWidth()).isEqualTo(800);
    assertThat(first).isGreaterThan(400);
    assertThat(second).isBetween(first / 2 - 4, first / 2 + 4);
  }

  @Test
  void drawsTheSamePictureFromTheSameWords() throws IOException {
    assertThat(chart(WORDS, 800)).isEqualTo(chart(WORDS, 800));
  }

  @Test
  void drawsAnEmptyChart() throws IOException {
    assertThat(read(chart(List.of(), 400)).getWidth()).isEqualTo(400);
  }

  @Test
  void refusesAPictureThatIsTooNarrow() {
    assertThatThrownBy(() -> chart(WORDS, 399)).hasMessage("width is 399, expected at least 400");
  }

  private static byte[] chart(List<WordCount> words, int width) throws IOException {
    return new BarChart()
        .compute(new BarChart.In(words, "A title é", "below it", width), new StillContext())
        .png();
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** Pixels of a row that are more green than red: only bars are. */
  private static int barLength(BufferedImage image, int y) {
    int length = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      int rgb = image.getRGB(x, y);
      if (((rgb >> 8) & 0xFF) - ((rgb >> 16) & 0xFF) > 40) {
        length++;
      }
    }
    return length;
  }
}
