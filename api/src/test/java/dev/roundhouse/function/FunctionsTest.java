package dev.roundhouse.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.value.ValueException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private static final ClassLoader LOADER = FunctionsTest.class.getClassLoader();

  private final int field = 3;

  record Job(String name, Object thread) {}

  static final class Doubler implements TaskFunction<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer apply(Integer argument) {
      return 2 * argument;
    }
  }

  static int triple(int x) {
    return 3 * x;
  }

  @Test
  void lambdasAndMethodReferencesComeBack() throws Exception {
    int captured = 40;
    List<String> words = List.of("a", "b");
    assertThat(roundTrip((TaskCallable<Integer>) () -> captured + 2).call()).isEqualTo(42);
    TaskFunction<Integer, Integer> reference = FunctionsTest::triple;
    assertThat(roundTrip(reference).apply(2)).isEqualTo(6);
    TaskFunction<Integer, String> bound = words::get;
    assertThat(roundTrip(bound).apply(1)).isEqualTo("b");
    TaskFunction<String, Integer> ofTheJdk = Integer::valueOf;
    assertThat(roundTrip(ofTheJdk).apply("5")).isEqualTo(5);
    TaskFunction<String, StringBuilder> constructor = StringBuilder::new;
    assertThat(roundTrip(constructor).apply("x")).hasToString("x");
  }

  @Test
  void objectsOfSerialisableClassesComeBack() throws Exception {
    assertThat(roundTrip(new Doubler()).apply(4)).isEqualTo(8);
  }

  @Test
  void functionsMayHoldFunctions() throws Exception {
    TaskFunction<Integer, Integer> inner = x -> x + 1;
    TaskFunction<Integer, Integer> outer = x -> 10 * inner.apply(x);
    assertThat(roundTrip(outer).apply(1)).isEqualTo(20);
  }

  @Test
  void comparatorsOfTheJdkMayBeCaptured() throws Exception {
    Comparator<String> reverse = Comparator.<String>naturalOrder().reversed();
    Comparator<String> byLength =
        Comparator.comparing(
            (java.util.function.Function<String, Integer> & Serializable) String::length);
    TaskFunction<List<String>, List<String>> sort =
        list -> list.stream().sorted(byLength.thenComparing(reverse)).toList();
    assertThat(roundTrip(sort).apply(List.of("bb", "a", "c"))).containsExactly("c", "a", "bb");
  }

  @Test
  void equalLambdasGiveEqualBytes() {
    byte[][] both = new byte[2][];
    for (int i = 0; i < 2; i++) {
      int captured = 7;
      TaskCallable<Integer> function = () -> captured;
      both[i] = Functions.encode(function);
    }
    assertThat(both[0]).isEqualTo(both[1]);
  }

  @Test
  void saysThatALambdaCapturesThis() {
    TaskCallable<Integer> usesField = () -> field + hashCode();
    assertThatThrownBy(() -> Functions.encode(usesField))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("the function in dev.roundhouse.function.FunctionsTest")
        .hasMessageContaining("dev.roundhouse.function.FunctionsTest at $.captured[0]")
        .hasMessageContaining("uses a field or method of its object, so it captures this");
  }

  @Test
  void namesThePathToWhatCannotBeSent() {
    Job job = new Job("j", List.of(1, new Thread("unused")));
    assertThatThrownBy(() -> Functions.encode((TaskCallable<String>) () -> job.name()))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("java.lang.Thread at $.captured[0].thread[1] cannot be serialised")
        .hasMessageNotContaining("captures this");
  }

  @Test
  void saysThatACapturedLambdaIsNotSerialisable() {
    Supplier<String> plain = () -> "x";
    assertThatThrownBy(() -> Functions.encode((TaskCallable<String>) () -> plain.get()))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("it is a lambda of java.util.function.Supplier")
        .hasMessageContaining("declare it as a TaskFunction or TaskCallable");
  }

  @Test
  void findsWhoseCodeAFunctionIs() {
    TaskFunction<Integer, Integer> ofTheJdk = Math::abs;
    assertThat(Functions.implementingClass(ofTheJdk)).isSameAs(FunctionsTest.class);
    assertThat(Functions.implementingClass(new Doubler())).isSameAs(Doubler.class);
  }

  @Test
  void functionsOfJshellAreRefused() {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      evaluate(shell, "import dev.roundhouse.function.*;");
      evaluate(shell, "int offset = 5;");
      evaluate(shell, "TaskFunction<Integer, Integer> f = x -> x + offset;");
      SnippetEvent event = shell.eval("Functions.encode(f)").get(0);
      assertThat(event.exception())
          .hasMessageContaining("written in JShell")
          .hasMessageContaining("scheme threading");
    }
  }

  private static void evaluate(JShell shell, String snippet) {
    SnippetEvent event = shell.eval(snippet).get(0);
    assertThat(shell.diagnostics(event.snippet()).map(each -> each.getMessage(null))).isEmpty();
    assertThat(event.exception()).isNull();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Serializable> T roundTrip(T function) {
    return (T) Functions.decode(Functions.encode(function), LOADER);
  }
}
