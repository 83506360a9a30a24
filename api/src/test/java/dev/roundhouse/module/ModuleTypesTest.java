package dev.roundhouse.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModuleTypesTest {

  private final ClassLoader loader = getClass().getClassLoader();

  @Test
  void aModuleClassIsFoundByItsNameNestedWithDollarOrDot() {
    String name = RecordModuleTest.Smooth.class.getName();

    assertThat(ModuleTypes.resolve(name, loader).name()).isEqualTo(name);
    assertThat(ModuleTypes.resolve(name.replace('$', '.'), loader).name()).isEqualTo(name);
  }

  @Test
  void anUnknownNameIsRefusedWithNearNames() {
    assertThatThrownBy(() -> ModuleTypes.resolve("com.acme.Missing", loader))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown module type com.acme.Missing, expected a class on the class path or in a"
                + " given jar");
    assertThat(NearNames.hint("comand", java.util.List.of("command", "constant")))
        .isEqualTo("did you mean command?");
  }

  @Test
  void aClassThatIsNoModuleIsRefused() {
    assertThatThrownBy(() -> ModuleTypes.resolve("java.lang.String", loader))
        .hasMessage(
            "java.lang.String is no module, expected a class that implements TaskModule or"
                + " ModuleType");
  }
}
