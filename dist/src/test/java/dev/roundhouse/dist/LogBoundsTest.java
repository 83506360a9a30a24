package dev.roundhouse.dist;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class LogBoundsTest {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final long SIZE = 4096;

  @TempDir Path directory;

  @Test
  @Timeout(120)
  void theLogOfAStartedProcessIsBounded() throws Exception {
    Path log = directory.resolve("engine-1.log");
    Path before = directory.resolve("engine-1.log.1");
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("roundhouse.log", log.toString());
    context.putProperty("roundhouse.log.size", SIZE + "");
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Path.of("..", "conf", "logback-file.xml").toFile());
    Logger logger = context.getLogger("dev.roundhouse.Sample");
    try {
      long end = System.nanoTime() + BOUND.toNanos();
      int lines = 0;
      while (!Files.exists(before) && System.nanoTime() < end) {
        logger.info("line {}", ++lines);
      }
      logger.info("the last line");

      assertThat(before).content().contains("line 1\n");
      assertThat(log).content().contains("the last line").doesNotContain("line 1\n");
      assertThat(Files.list(directory)).containsExactlyInAnyOrder(log, before);
    } finally {
      context.stop();
    }
  }
}
