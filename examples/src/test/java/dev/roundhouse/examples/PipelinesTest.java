package dev.roundhouse.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.client.RunResult;
import dev.roundhouse.client.Session;
import dev.roundhouse.pipeline.LoadOptions;
import dev.roundhouse.pipeline.Pipeline;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The shipped pipelines, as a user's program would run them. */
class PipelinesTest {

  @Test
  void quickstartPrintsTheCommonestWordsAndDrawsThem() throws Exception {
    RunResult run = run(Pipeline.load(Path.of("quickstart.conf")));

    assertThat(run.succeeded()).as(run.toString()).isTrue();
    assertThat(run.output("table", "text").orElse("").toString())
        .startsWith("  1.    35,144  the\n")
        .hasLineCount(25);
    assertThat(picture(run)).extracting(BufferedImage::getWidth).isEqualTo(1200);
  }

  @Test
  void juliaPutsAllTilesOnOneSheet() throws Exception {
    RunResult run = run(Pipeline.load(Path.of("julia.conf")));

    assertThat(run.succeeded()).as(run.toString()).isTrue();
    assertThat(picture(run).getWidth()).isEqualTo(6 * (320 + 24) + 24);
  }

  @Test
  void replaysARecordedWorkflow() throws Exception {
    RunResult run =
        run(
            Pipeline.load(
                Path.of("data/montage-chameleon-dss-05d-001.json"), new LoadOptions(0.0001)));

    assertThat(run.succeeded()).as(run.toString()).isTrue();
    assertThat(run.modules()).hasSize(58);
  }

  @Test
  void theFirstSessionPrintsItsResults() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      FirstSession.main(new String[] {"quickstart.conf"});
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("6 [1, 4, 9, 16] succeeded");
  }

  private static RunResult run(Pipeline pipeline) throws Exception {
    try (Session session = Session.open("test")) {
      session.schemes().disable("multiprocessing");
      return session.run(pipeline).result().get(120, TimeUnit.SECONDS);
    }
  }

  private static BufferedImage picture(RunResult run) throws IOException {
    return ImageIO.read(Path.of(run.output("save", "file").orElseThrow().toString()).toFile());
  }
}
