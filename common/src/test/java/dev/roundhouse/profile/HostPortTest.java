package dev.roundhouse.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:27410, 127.0.0.1, 27410",
    "head.farm:0, head.farm, 0",
    "[fd77::1]:65535, fd77::1, 65535",
    "[::]:1, ::, 1",
  })
  void readsWhatItWrites(String text, String host, int port) {
    HostPort place = HostPort.parse(text);

    assertThat(place).isEqualTo(new HostPort(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "head", ":1", "head:", "head:x", "head:65536", "fd77::1:27410", "[fd77::1]"})
  void refusesWhatHasNoHostOrNoPortOrAnAddressWithoutBrackets(String text) {
    assertThat(HostPort.read(text)).isEmpty();
    assertThatThrownBy(() -> HostPort.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void takesTheBracketsOffAHost() {
    assertThat(new HostPort("[fd77::1]", 1)).isEqualTo(new HostPort("fd77::1", 1));
    assertThat(HostPort.plain("head")).isEqualTo("head");
  }
}
