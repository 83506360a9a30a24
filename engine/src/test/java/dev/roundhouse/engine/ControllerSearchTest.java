package dev.roundhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ControllerSearchTest {

  private static final long SECOND = 1_000_000;

  private final ControllerSearch search = new ControllerSearch(Duration.ofSeconds(60), 0);

  @Test
  void isOverAfterItsPatience() {
    assertThat(search.isOver(60 * SECOND)).isFalse();
    assertThat(search.isOver(61 * SECOND)).isTrue();
  }

  @Test
  void aLifeThatFoundNobodyGoesOnWithTheSearch() {
    search.lost(50 * SECOND);

    assertThat(search.isOver(61 * SECOND)).isTrue();
  }

  @Test
  void beginsAnewWhenAControllerThatWasFoundIsLostHoweverLongThatWasAgo() {
    search.found();
    assertThat(search.isOver(3_600 * SECOND)).as("nothing to look for").isFalse();

    search.lost(3_600 * SECOND);

    assertThat(search.isFound()).isFalse();
    assertThat(search.isOver(3_659 * SECOND)).isFalse();
    assertThat(search.isOver(3_661 * SECOND)).isTrue();
  }

  @Test
  void neverEndsWithoutABound() {
    ControllerSearch endless = new ControllerSearch(Duration.ZERO, 0);

    assertThat(endless.isOver(1_000_000 * SECOND)).isFalse();
  }
}
