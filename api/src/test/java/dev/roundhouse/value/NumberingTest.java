package dev.roundhouse.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 10, 1_000})
  void numbersInTheOrderOfFirstComing(int objects) {
    Numbering numbering = new Numbering();
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      Object object = new Object();
      all.add(object);
      assertThat(numbering.of(object)).isEqualTo(-1);
      assertThat(numbering.count()).isEqualTo(i + 1);
    }
    for (int i = 0; i < objects; i++) {
      assertThat(numbering.of(all.get(i))).isEqualTo(i);
    }
    assertThat(numbering.count()).isEqualTo(objects);
  }

  @Test
  void goesByIdentityAndNotByEquality() {
    Numbering numbering = new Numbering();
    String one = new String("same");
    String other = new String("same");

    numbering.of(one);
    assertThat(numbering.of(other)).isEqualTo(-1);
    assertThat(numbering.of(one)).isZero();
    assertThat(numbering.of(other)).isEqualTo(1);
  }
}
