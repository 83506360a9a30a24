package dev.roundhouse.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.function.TaskCallable;
import dev.roundhouse.work.Codes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LambdaSiteTest {

  @Test
  void aPlaceGoesByItselfAndMakesItsLambdasAgain() throws Exception {
    LambdaSite site = LambdaSite.of(sum(1, "one")).orElseThrow();
    LambdaSite sent =
        (LambdaSite) ValueCodec.decode(ValueCodec.encode(site), getClass().getClassLoader());

    assertThat(sent).isEqualTo(site).isEqualTo(LambdaSite.of(sum(2, "two")).orElseThrow());
    assertThat(LambdaSite.captured(sum(3, null))).containsExactlyInAnyOrder(3, null);
    assertThat(called(sent, Arrays.asList(LambdaSite.captured(sum(4, "four"))))).isEqualTo("four4");
  }

  @Test
  void methodReferencesHaveAPlaceAndObjectsHaveNone() throws Exception {
    String text = "word";
    TaskCallable<Integer> length = text::length;
    LambdaSite site = LambdaSite.of(length).orElseThrow();

    assertThat(called(site, List.of("longer"))).isEqualTo(6);
    assertThat(LambdaSite.of(new Counter(1))).isEmpty();
    assertThatThrownBy(() -> LambdaSite.captured(new Counter(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCannotBeSentIsNamedWithTheFunctionAndThePath() {
    AtomicReference<Object> holder = new AtomicReference<>(new Object());
    TaskCallable<Object> function = holder::get;

    assertThatThrownBy(() -> Codes.siteArgument(function))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining(getClass().getName())
        .hasMessageContaining("java.lang.Object");
  }

  private static Object called(LambdaSite site, List<?> captured) throws Exception {
    return ((TaskCallable<?>) site.lambda(captured)).call();
  }

  private static TaskCallable<String> sum(int number, String text) {
    return () -> text + number;
  }

  private record Counter(int count) implements TaskCallable<Integer> {
    @Override
    public Integer call() {
      return count;
    }
  }
}
