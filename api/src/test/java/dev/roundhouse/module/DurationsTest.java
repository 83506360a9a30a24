package dev.roundhouse.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.25S, 250ms",
    "PT0.0000015S, 0.0015ms",
    "PT1S, 1s",
    "PT1.5S, 1.5s",
    "PT90S, 90s",
    "PT5M, 5m",
    "PT2H, 2h",
    "P3D, 3d"
  })
  void durationsAreShownAsTheyAreWritten(Duration duration, String text) {
    assertThat(Durations.text(duration)).isEqualTo(text);
    assertThat(Durations.read(text)).contains(duration);
  }
}
