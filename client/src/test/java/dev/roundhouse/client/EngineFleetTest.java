package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roundhouse.process.ProcessEnd;
import dev.roundhouse.profile.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineFleetTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final EngineDeath KILLED = EngineDeath.exited(77, 137);
  private static final int AT_A_TIME = 3;
  private static final ReplacementRules RULES =
      new ReplacementRules(
          5, Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(30), AT_A_TIME);

  private final EngineFleet fleet = new EngineFleet(RULES);
  private Instant now = START;

  @Test
  void goesByTheProfile() {
    Settings.ProcessSettings settings =
        new Settings.ProcessSettings(
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            2,
            Duration.ofMillis(10),
            Duration.ofMillis(15));

    ReplacementRules rules = ReplacementRules.of(settings);

    assertThat(rules.limit()).isEqualTo(2);
    assertThat(List.of(rules.pause(1), rules.pause(2), rules.pause(3)))
        .extracting(Duration::toMillis)
        .containsExactly(0L, 10L, 15L);
  }

  @Test
  void startsAsManyAsAreWanted() {
    assertThat(handle(new FleetEvent.Grow(2)))
        .containsExactly(new FleetEffect.Launch(1, 1), new FleetEffect.Launch(2, 2));
    assertThat(fleet.counts()).isEqualTo(Map.of(FleetState.STARTING, 2));
  }

  @Test
  void startsAFewAtATimeAndTheNextWhenOneIsReadyOrDead() {
    assertThat(handle(new FleetEvent.Grow(5)))
        .containsExactly(
            new FleetEffect.Launch(1, 1),
            new FleetEffect.Launch(2, 2),
            new FleetEffect.Launch(3, 3));

    assertThat(handle(new FleetEvent.Ready(2))).containsExactly(new FleetEffect.Launch(4, 4));
    assertThat(handle(new FleetEvent.Tick())).isEmpty();
    assertThat(handle(new FleetEvent.Ended(1, EngineDeath.notStarted("no port"))))
        .contains(new FleetEffect.Launch(5, 5));
  }

  @Test
  void oneThatWasToldToRestartIsReplacedAtOnceHoweverOftenThatIs() {
    handle(new FleetEvent.Grow(1));
    for (int launch = 1; launch <= 10; launch++) {
      handle(new FleetEvent.Ready(launch));
      assertThat(handle(new FleetEvent.Ended(launch, EngineDeath.exited(77, ProcessEnd.RESTART))))
          .contains(new FleetEffect.Launch(1, launch + 1));
    }
  }

  @Test
  void replacesTheFirstDeathAtOnce() {
    handle(new FleetEvent.Grow(1));
    handle(new FleetEvent.Ready(1));

    assertThat(handle(new FleetEvent.Ended(1, KILLED)))
        .containsExactly(
            new FleetEffect.Replacing(1, KILLED, 1, Duration.ZERO), new FleetEffect.Launch(1, 2));
  }

  @Test
  void pausesGrowAndTheSixthDeathInARowIsFinal() {
    handle(new FleetEvent.Grow(1));
    List<Duration> pauses = new ArrayList<>();
    for (int launch = 1; launch <= 5; launch++) {
      handle(new FleetEvent.Ready(launch));
      List<FleetEffect> effects = handle(new FleetEvent.Ended(launch, KILLED));
      pauses.add(((FleetEffect.Replacing) effects.get(0)).pause());
      now = fleet.nextDue().orElse(now);
      handle(new FleetEvent.Tick());
    }

    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(0L, 500L, 1000L, 2000L, 4000L);
    assertThat(handle(new FleetEvent.Ended(6, KILLED)))
        .containsExactly(new FleetEffect.GaveUp(1, KILLED, 5, true));
    assertThat(fleet.counts()).isEqualTo(Map.of(FleetState.GIVEN_UP, 1));
  }

  @Test
  void aLongLifeStartsANewRow() {
    handle(new FleetEvent.Grow(1));
    handle(new FleetEvent.Ready(1));
    handle(new FleetEvent.Ended(1, KILLED));
    handle(new FleetEvent.Ready(2));
    now = now.plus(RULES.stableAfter());

    assertThat(handle(new FleetEvent.Ended(2, KILLED)))
        .contains(new FleetEffect.Replacing(1, KILLED, 1, Duration.ZERO));
  }

  @Test
  void anEngineThatNeverBecameReadyIsNotTriedAgain() {
    handle(new FleetEvent.Grow(1));
    EngineDeath death = EngineDeath.notStarted("port taken");

    assertThat(handle(new FleetEvent.Ended(1, death)))
        .containsExactly(new FleetEffect.GaveUp(1, death, 0, false));
  }

  @Test
  void anEngineThatIsStruckDownBeforeItIsReadyIsReplacedWithinTheUsualBound() {
    handle(new FleetEvent.Grow(1));
    EngineDeath death = KILLED.saying("ended before it was ready");
    for (int launch = 1; launch <= 5; launch++) {
      assertThat(handle(new FleetEvent.Ended(launch, death)).get(0))
          .isInstanceOf(FleetEffect.Replacing.class);
      now = fleet.nextDue().orElse(now);
      handle(new FleetEvent.Tick());
    }

    assertThat(handle(new FleetEvent.Ended(6, death)))
        .containsExactly(new FleetEffect.GaveUp(1, death, 5, false));
  }

  @Test
  void anEngineThatObeysASignalOrIsLateBeforeItIsReadyIsNotTriedAgain() {
    handle(new FleetEvent.Grow(2));

    assertThat(handle(new FleetEvent.Ended(1, EngineDeath.exited(77, 143).saying("ended"))))
        .hasExactlyElementsOfTypes(FleetEffect.GaveUp.class);
    assertThat(handle(new FleetEvent.Ended(2, EngineDeath.late(78, "not ready"))))
        .hasExactlyElementsOfTypes(FleetEffect.GaveUp.class);
  }

  @Test
  void whatWasStoppedOnPurposeIsNotReplaced() {
    handle(new FleetEvent.Grow(2));
    handle(new FleetEvent.Ready(1));
    handle(new FleetEvent.Stop(1));

    assertThat(handle(new FleetEvent.Ended(1, KILLED))).isEmpty();
    assertThat(fleet.counts()).isEqualTo(Map.of(FleetState.STARTING, 1, FleetState.RELEASED, 1));
  }

  @Test
  void afterReleaseNothingIsStarted() {
    handle(new FleetEvent.Grow(2));
    handle(new FleetEvent.Ready(1));
    handle(new FleetEvent.Release());

    assertThat(handle(new FleetEvent.Ended(1, KILLED))).isEmpty();
    assertThat(handle(new FleetEvent.Grow(1))).isEmpty();
    assertThat(handle(new FleetEvent.Tick())).isEmpty();
  }

  @Test
  void duplicateLateAndUnknownEventsDoNothing() {
    handle(new FleetEvent.Grow(1));
    handle(new FleetEvent.Ready(1));
    handle(new FleetEvent.Ended(1, KILLED));

    assertThat(handle(new FleetEvent.Ended(1, KILLED))).isEmpty();
    assertThat(handle(new FleetEvent.Ready(1))).isEmpty();
    assertThat(handle(new FleetEvent.Ended(99, KILLED))).isEmpty();
    assertThat(handle(new FleetEvent.Stop(99))).isEmpty();
    assertThat(fleet.counts()).isEqualTo(Map.of(FleetState.STARTING, 1));
  }

  @Test
  void anEngineThatEndedInOrderIsNotReplaced() {
    handle(new FleetEvent.Grow(1));
    handle(new FleetEvent.Ready(1));

    assertThat(handle(new FleetEvent.Ended(1, EngineDeath.exited(77, 0)))).isEmpty();
    assertThat(fleet.over()).isTrue();
  }

  @Test
  void saysWhatKilledAnEngine() {
    assertThat(EngineDeath.exited(1, 137).describe()).contains("signal 9 (KILL)");
    assertThat(EngineDeath.exited(1, 3).describe()).contains("out of memory");
    assertThat(EngineDeath.exited(1, 42).describe()).isEqualTo("exit code 42");
    assertThat(EngineDeath.notStarted("port 5 is taken").describe()).isEqualTo("port 5 is taken");
  }

  @Test
  void keepsItsInvariantsUnderRandomEvents() {
    for (int round = 0; round < 200; round++) {
      randomRound(new Random().nextLong());
    }
  }

  private static void randomRound(long seed) {
    Random random = new Random(seed);
    EngineFleet fleet = new EngineFleet(RULES);
    Instant now = START;
    Set<Integer> launched = new HashSet<>();
    boolean released = false;
    for (int step = 0; step < 100; step++) {
      now = now.plusMillis(random.nextInt(3000));
      FleetEvent event = randomEvent(random, launched.size());
      List<FleetEffect> effects = fleet.handle(event, now);
      String context = "seed " + seed + " step " + step + " " + event;
      for (FleetEffect effect : effects) {
        if (effect instanceof FleetEffect.Launch launch) {
          assertThat(launched.add(launch.launch())).as(context).isTrue();
          assertThat(released).as(context).isFalse();
        } else if (effect instanceof FleetEffect.Replacing replacing) {
          assertThat(replacing.replacement()).as(context).isBetween(1, 5);
        }
      }
      assertThat(fleet.counts().getOrDefault(FleetState.STARTING, 0))
          .as(context)
          .isLessThanOrEqualTo(AT_A_TIME);
      released |= event instanceof FleetEvent.Release;
      assertThat(fleet.nextDue().isPresent())
          .as(context)
          .isEqualTo(fleet.counts().containsKey(FleetState.PAUSED));
    }
  }

  private static FleetEvent randomEvent(Random random, int launches) {
    int launch = random.nextInt(launches + 2);
    return switch (random.nextInt(40)) {
      case 0, 1, 2 -> new FleetEvent.Grow(1 + random.nextInt(2));
      case 3 -> new FleetEvent.Stop(launch);
      case 4 -> random.nextInt(4) == 0 ? new FleetEvent.Release() : new FleetEvent.Tick();
      case 5, 6, 7, 8, 9, 10 -> new FleetEvent.Tick();
      case 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> new FleetEvent.Ended(launch, KILLED);
      default -> new FleetEvent.Ready(launch);
    };
  }

  private List<FleetEffect> handle(FleetEvent event) {
    return fleet.handle(event, now);
  }
}
