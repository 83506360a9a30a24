package dev.roundhouse.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class MovesTest {

  private enum Lamp {
    OFF,
    ON,
    BLINKING,
    BROKEN
  }

  private static final Moves<Lamp> MOVES =
      Moves.of(
          Lamp.class,
          Moves.from(Lamp.OFF).to(Lamp.ON),
          Moves.from(Lamp.ON).to(Lamp.BROKEN, Lamp.OFF),
          Moves.from(Lamp.BLINKING).to(Lamp.BLINKING));

  @Test
  void givesTheStateThatALegalMoveLeadsTo() {
    assertThat(MOVES.move("lamp 7", Lamp.OFF, Lamp.ON)).isEqualTo(Lamp.ON);
  }

  @Test
  void namesOwnerAndStatesOfAnIllegalMove() {
    assertThatIllegalStateException()
        .isThrownBy(() -> MOVES.move("lamp 7", Lamp.ON, Lamp.BLINKING))
        .withMessage("lamp 7 is ON and cannot become BLINKING, only OFF or BROKEN");
  }

  @Test
  void letsNothingFollowAStateWithoutARow() {
    assertThat(MOVES.isFinal(Lamp.BROKEN)).isTrue();
    assertThat(MOVES.isFinal(Lamp.ON)).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> MOVES.move("lamp 7", Lamp.BROKEN, Lamp.ON))
        .withMessage("lamp 7 is BROKEN and cannot become ON, as nothing follows");
  }

  @Test
  void takesStayingForAMoveThatARowMustAllow() {
    assertThat(MOVES.move("lamp 7", Lamp.BLINKING, Lamp.BLINKING)).isEqualTo(Lamp.BLINKING);
    assertThatIllegalStateException().isThrownBy(() -> MOVES.move("lamp 7", Lamp.ON, Lamp.ON));
  }

  @Test
  void hasARowForEveryStateInTheirOrder() {
    assertThat(MOVES.rows())
        .containsExactly(
            Moves.from(Lamp.OFF).to(Lamp.ON),
            Moves.from(Lamp.ON).to(Lamp.OFF, Lamp.BROKEN),
            Moves.from(Lamp.BLINKING).to(Lamp.BLINKING),
            Moves.from(Lamp.BROKEN));
  }

  @Test
  void refusesTwoRowsOfOneState() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Moves.of(
                    Lamp.class,
                    Moves.from(Lamp.OFF).to(Lamp.ON),
                    Moves.from(Lamp.OFF).to(Lamp.BROKEN)))
        .withMessage("state OFF has two rows, expected one");
  }
}
