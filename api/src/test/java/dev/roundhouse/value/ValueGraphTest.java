package dev.roundhouse.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.value.SampleValues.Holder;
import dev.roundhouse.value.SampleValues.Plain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Objects that are shared, hold themselves, or are nested deeply. */
class ValueGraphTest {
  private static final ClassLoader LOADER = ValueGraphTest.class.getClassLoader();

  @Test
  void sharedObjectsStayShared() {
    List<Integer> shared = new ArrayList<>(List.of(1));
    String text = new String("a longer text");
    List<?> back = (List<?>) roundTrip(List.of(shared, new Holder(shared), text, text));
    assertThat(((Holder) back.get(1)).held()).isSameAs(back.get(0));
    assertThat(back.get(3)).isSameAs(back.get(2));
  }

  @Test
  void mutableContainersMayHoldThemselves() {
    List<Object> list = new ArrayList<>();
    Map<String, Object> map = new HashMap<>();
    Object[] array = {list, map};
    list.add(array);
    map.put("me", map);
    Object[] back = (Object[]) roundTrip(array);
    assertThat(((List<?>) back[0]).get(0)).isSameAs(back);
    assertThat(((Map<?, ?>) back[1]).get("me")).isSameAs(back[1]);
  }

  @Test
  void aRecordThatHoldsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    Holder holder = new Holder(list);
    list.add(holder);
    assertThatThrownBy(() -> ValueCodec.encode(holder))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("Holder at $.held[0] cannot be serialised")
        .hasMessageContaining("holds itself");
  }

  @Test
  void aRecordThatHoldsItselfThroughAnObjectIsRefused() {
    Plain plain = new Plain("loop", null);
    Holder holder = new Holder(plain);
    plain.other = holder;
    byte[] bytes = ValueCodec.encode(holder);
    assertThatThrownBy(() -> ValueCodec.decode(bytes, LOADER))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("holds itself");
  }

  @Test
  void deepValuesComeBack() {
    Object deep = "bottom";
    for (int i = 0; i < 20_000; i++) {
      deep = i % 2 == 0 ? new Holder(deep) : List.of(deep);
    }
    Object back = roundTrip(deep);
    int levels = 0;
    while (!(back instanceof String)) {
      back = back instanceof Holder holder ? holder.held() : ((List<?>) back).get(0);
      levels++;
    }
    assertThat(levels).isEqualTo(20_000);
  }

  @Test
  void deepForeignValuesComeBack() {
    Plain deep = new Plain("bottom", null);
    for (int i = 0; i < 20_000; i++) {
      deep = new Plain("level", deep);
    }
    Plain back = (Plain) roundTrip(deep);
    int levels = 0;
    while (back.other != null) {
      back = (Plain) back.other;
      levels++;
    }
    assertThat(levels).isEqualTo(20_000);
  }

  private static Object roundTrip(Object value) {
    return Objects.requireNonNull(ValueCodec.decode(ValueCodec.encode(value), LOADER));
  }
}
