package dev.roundhouse.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.value.SampleValues.Holder;
import dev.roundhouse.value.SampleValues.Plain;
import dev.roundhouse.value.SampleValues.Point;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of values that cannot be encoded or decoded. */
class ValueProblemsTest {
  private static final ClassLoader LOADER = ValueProblemsTest.class.getClassLoader();

  static final class Failing implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(java.io.ObjectOutputStream out) {
      throw new IllegalStateException("not now");
    }
  }

  record Choosy(int number) {
    Choosy {
      if (number == 13) {
        throw new IllegalArgumentException("number is 13, expected any other");
      }
    }
  }

  @Test
  void namesThePathToWhatIsNotSerialisable() {
    Plain plain = new Plain("p", new Object[] {1, Map.of("k", new Holder(new Object()))});
    assertThatThrownBy(() -> ValueCodec.encode(List.of(0, plain)))
        .isInstanceOfSatisfying(
            ValueException.class, e -> assertThat(e.code()).isEqualTo("not-serializable"))
        .hasMessageContaining("java.lang.Object at $[1].other[1][k].held cannot be serialised");
  }

  @Test
  void whatAValueThrowsIsReported() {
    assertThatThrownBy(() -> ValueCodec.encode(new Failing()))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("Failing at $ cannot be serialised: it threw")
        .hasMessageContaining("not now");
  }

  @Test
  void aConstructorThatRefusesIsReported() {
    byte[] bytes = ValueCodec.encode(new Choosy(12));
    bytes[bytes.length - 1] = 26;
    assertThatThrownBy(() -> ValueCodec.decode(bytes, LOADER))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("Choosy refused")
        .hasMessageContaining("number is 13");
  }

  @Test
  void classesThatAreMissingAreNamed() {
    byte[] bytes = ValueCodec.encode(new Point(1, 2));
    assertThatThrownBy(() -> ValueCodec.decode(bytes, ClassLoader.getPlatformClassLoader()))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("class dev.roundhouse.value.SampleValues$Point cannot be loaded");
  }
}
