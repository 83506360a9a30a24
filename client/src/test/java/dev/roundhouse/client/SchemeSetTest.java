package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.scheme.Scheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemeSetTest {

  private final List<FakeScheme> made = new ArrayList<>();
  private final List<Integer> slots = new ArrayList<>();
  private boolean broken;
  private int changes;

  private final SchemeSet set =
      new SchemeSet(
          Map.of(
              "cluster", (size, listener) -> make("cluster", size, listener),
              "multiprocessing", (size, listener) -> make("multiprocessing", size, listener),
              "threading", (size, listener) -> make("threading", size, listener),
              "interpreter", (size, listener) -> make("interpreter", size, listener)),
          SchemeSetting.DEFAULTS,
          1);
  private final Schemes schemes = new Schemes(set, () -> changes++);

  @Test
  void makesASchemeOnceWhenItIsFirstFound() {
    assertThat(set.made("threading")).isEmpty();

    SchemeSource.Found first = find("threading");

    assertThat(find("threading")).isEqualTo(first);
    assertThat(made).hasSize(1);
    assertThat(set.made("threading")).contains(made.get(0));
  }

  @Test
  void fitsSizesToTheMachineWhereNoneIsSet() {
    find("threading");
    find("multiprocessing");
    find("interpreter");

    assertThat(slots).containsExactly(2, 1, 1);
  }

  @Test
  void refusesASchemeThatIsNotEnabledUntilItIs() {
    assertThat(refusal("cluster")).contains("not enabled").contains("schemes enable cluster");

    schemes.enable("cluster");

    assertThat(find("cluster")).isInstanceOf(SchemeSource.Ready.class);
    schemes.disable("cluster");
    assertThat(refusal("cluster")).contains("not enabled");
    assertThat(set.made("cluster")).as("what runs there can still be cancelled").isPresent();
  }

  @Test
  void takesASchemeThatWasAskedForByNameWhereModulesMayNot() {
    set.admit("cluster");

    assertThat(find("cluster")).isInstanceOf(SchemeSource.Ready.class);
    assertThat(schemes.list().get(0).enabled()).isFalse();
  }

  @Test
  void triesAgainToMakeASchemeThatCouldNotBeMade() {
    broken = true;
    assertThat(refusal("threading")).contains("could not be made").contains("no threads left");
    broken = false;

    assertThat(find("threading")).isInstanceOf(SchemeSource.Ready.class);
  }

  @Test
  void refusesASchemeThatDoesNotExist() {
    assertThat(refusal("quantum"))
        .isEqualTo(
            "there is no scheme quantum, expected one of "
                + "[cluster, multiprocessing, threading]");
    assertThatThrownBy(() -> schemes.enable("quantum"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no scheme quantum, expected one of [cluster, multiprocessing, threading]");
  }

  @Test
  void resizesASchemeThatRuns() {
    find("threading");
    schemes.resize("threading", 7);

    assertThat(made.get(0).told()).containsExactly(new Scheme.Command.Resize(7));
    assertThat(changes).isEqualTo(1);
    assertThat(schemes.list().get(2)).isEqualTo(new SchemeSetting("threading", true, 7, 200));
  }

  @Test
  void listsTheSchemeThatIsTakenFirstFirst() {
    assertThat(schemes.list())
        .extracting(SchemeSetting::name)
        .containsExactly("cluster", "multiprocessing", "threading");
  }

  @Test
  void closesWhatItMadeAndMakesNothingAfterwards() {
    find("threading");
    set.close(Duration.ofSeconds(30));

    assertThat(made.get(0).closed()).isTrue();
    assertThat(refusal("multiprocessing")).contains("session is closed");
  }

  private FakeScheme make(String name, int size, Scheme.Listener listener) {
    if (broken) {
      throw new IllegalStateException("no threads left");
    }
    slots.add(size);
    FakeScheme scheme = new FakeScheme(name, listener);
    made.add(scheme);
    return scheme;
  }

  private SchemeSource.Found find(String name) {
    return set.find(name, event -> {});
  }

  private String refusal(String name) {
    return ((SchemeSource.Refused) find(name)).error().message();
  }
}
