package dev.roundhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roundhouse.module.Support;
import dev.roundhouse.pipeline.ModuleOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemePolicyTest {
  private static final SchemePolicy DEFAULTS = new SchemePolicy(SchemeSetting.DEFAULTS);

  private static ModuleOptions only(String... schemes) {
    return new ModuleOptions(
        Optional.of(List.of(schemes)), 0, Optional.empty(), Optional.empty(), false, true);
  }

  private static SchemePolicy withCluster() {
    return new SchemePolicy(
        List.of(
            new SchemeSetting("threading", true, 0, 200),
            new SchemeSetting("multiprocessing", true, 0, 100),
            new SchemeSetting("cluster", true, 0, 50)));
  }

  @Test
  void takesTheEnabledSchemeWithTheLowestNumber() {
    assertThat(withCluster().choose(Support.ALL, ModuleOptions.DEFAULTS).scheme())
        .isEqualTo("cluster");
    assertThat(DEFAULTS.choose(Support.ALL, ModuleOptions.DEFAULTS).scheme())
        .isEqualTo("multiprocessing");
    assertThat(DEFAULTS.choose(Support.THREADING, ModuleOptions.DEFAULTS).scheme())
        .isEqualTo("threading");
  }

  @Test
  void saysWhyEveryOtherSchemeWasNotTaken() {
    assertThat(DEFAULTS.choose(Support.ALL, ModuleOptions.DEFAULTS).notTaken())
        .extracting(SchemeChoice.NotTaken::toString)
        .containsExactly(
            "cluster: not enabled; `schemes enable cluster` or `run --engines N` enables it",
            "threading: multiprocessing comes first (priority 100, threading has 200)");
  }

  @Test
  void aModuleThatSupportsNoSchemeRunsOnTheInterpreter() {
    SchemeChoice choice = withCluster().choose(Support.NONE, ModuleOptions.DEFAULTS);
    assertThat(choice.isInterpreter()).isTrue();
    assertThat(choice.reasons())
        .isEqualTo(
            "cluster: the module does not support it, "
                + "multiprocessing: the module does not support it, "
                + "threading: the module does not support it");
  }

  @Test
  void thePipelineNarrowsWhatAModuleMayTake() {
    SchemeChoice choice = withCluster().choose(Support.ALL, only("threading", "gpu"));
    assertThat(choice.scheme()).isEqualTo("threading");
    assertThat(choice.reasons())
        .isEqualTo(
            "cluster: the pipeline allows only threading, gpu, "
                + "multiprocessing: the pipeline allows only threading, gpu, "
                + "gpu: no such scheme; there are cluster, multiprocessing, threading");
    assertThat(withCluster().choose(Support.ALL, only()).isInterpreter()).isTrue();
  }

  @Test
  void aModuleMayForbidOrAllowOneSchemeByName() {
    Support support =
        new Support(true, true, false, false, Map.of("cluster", true, "multiprocessing", false));
    assertThat(withCluster().choose(support, ModuleOptions.DEFAULTS).scheme()).isEqualTo("cluster");
    assertThat(DEFAULTS.choose(support, ModuleOptions.DEFAULTS).scheme()).isEqualTo("threading");
  }

  @Test
  void aDisabledSchemeSaysHowToEnableIt() {
    SchemePolicy off = new SchemePolicy(List.of(new SchemeSetting("threading", false, 0, 200)));
    assertThat(off.choose(Support.ALL, ModuleOptions.DEFAULTS).reasons())
        .isEqualTo("threading: not enabled; `schemes enable threading` enables it");
  }

  @Test
  void refusesASchemeThatIsSetTwice() {
    SchemeSetting setting = new SchemeSetting("threading", true, 0, 200);
    assertThatThrownBy(() -> new SchemePolicy(List.of(setting, setting)))
        .hasMessage("scheme threading is set twice, expected one setting a scheme");
    assertThatThrownBy(() -> new SchemeSetting("threading", true, -1, 200))
        .hasMessage("size of scheme threading is -1, expected 0 or more");
  }
}
