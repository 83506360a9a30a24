package dev.roundhouse.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordModuleTest {

  private final ModuleContext context = new QuietContext(Path.of("unused"));

  @Summary("Smooths a signal.")
  @NotCacheable
  @Parallelizable(threading = true, cluster = true, waits = true)
  public static final class Smooth implements TaskModule<Smooth.In, Smooth.Out> {
    public record In(double[] signal, @Default("3") int maxWidth, Optional<List<String>> labels) {}

    public record Out(List<Double> smoothed, int exitCode) {}

    @Override
    public Out compute(In in, ModuleContext context) throws Exception {
      if (in.maxWidth() < 0) {
        throw new java.io.IOException("negative width");
      }
      return new Out(in.maxWidth() == 99 ? null : List.of(in.signal()[0]), in.maxWidth());
    }
  }

  /** Its types are bound two levels up. */
  public abstract static class Base<T> implements TaskModule<Base.Box<T>, Base.Box<List<T>>> {
    public record Box<T>(T content) {}
  }

  public static final class Texts extends Base<String> {
    @Override
    public Box<List<String>> compute(Box<String> in, ModuleContext context) {
      return new Box<>(List.of(in.content()));
    }
  }

  @Test
  void portsAreTheComponentsWithTheirGenericTypes() {
    ModuleDescriptor descriptor = RecordModule.of(Smooth.class).describe(Map.of());

    assertThat(descriptor.inputs())
        .extracting(port -> port.name() + ": " + port.type() + " " + port.mandatory())
        .containsExactly(
            "signal: double[] true",
            "max-width: int false",
            "labels: Optional<List<String>> false");
    assertThat(descriptor.outputs())
        .extracting(port -> port.name() + ": " + port.type())
        .containsExactly("smoothed: List<Double>", "exit-code: int");
    assertThat(descriptor.summary()).isEqualTo("Smooths a signal.");
  }

  @Test
  void annotationsSayWhatItSupportsAndThatItIsNotCached() {
    ModuleDescriptor descriptor = RecordModule.of(Smooth.class).describe(Map.of());

    assertThat(descriptor.support()).isEqualTo(new Support(true, false, true, true, Map.of()));
    assertThat(descriptor.cacheable()).isFalse();
    assertThat(RecordModule.of(Texts.class).describe(Map.of()).support()).isEqualTo(Support.NONE);
  }

  @Test
  void typeVariablesAreFollowedThroughSuperclasses() {
    ModuleDescriptor descriptor = RecordModule.of(Texts.class).describe(Map.of());

    assertThat(descriptor.inputs()).containsExactly(Port.of("content", PortType.STRING));
    assertThat(descriptor.outputs()).containsExactly(Port.of("content", PortType.STRING.list()));
  }

  @Test
  void defaultsAndEmptyOptionalsFillWhatIsMissing() throws Exception {
    Map<String, Object> outputs =
        RecordModule.of(Smooth.class).compute(Map.of("signal", new double[] {1.5}), context);

    assertThat(outputs).isEqualTo(Map.of("smoothed", List.of(1.5), "exit-code", 3));
  }

  @Test
  void whatTheModuleThrowsComesAsItIs() {
    assertThatThrownBy(
            () ->
                RecordModule.of(Smooth.class)
                    .compute(Map.of("signal", new double[0], "max-width", -1), context))
        .isInstanceOf(java.io.IOException.class)
        .hasMessage("negative width");
  }

  @Test
  void missingAndUnfitInputsAndNullOutputsAreNamed() {
    RecordModule smooth = RecordModule.of(Smooth.class);

    assertThatThrownBy(() -> smooth.compute(Map.of(), context))
        .hasMessageContaining("Smooth.In has no value for signal and no default");
    assertThatThrownBy(() -> smooth.compute(Map.of("signal", "text"), context))
        .hasMessageContaining("signal is a java.lang.String, expected double[]");
    assertThatThrownBy(
            () -> smooth.compute(Map.of("signal", new double[0], "max-width", 99), context))
        .hasMessageContaining("port smoothed is null, expected List<Double>");
  }

  public static final class BadDefault implements TaskModule<BadDefault.In, BadDefault.In> {
    public record In(@Default("wide") int width) {}

    @Override
    public In compute(In in, ModuleContext context) {
      return in;
    }
  }

  @SuppressWarnings("rawtypes")
  public static final class Untyped implements TaskModule {
    @Override
    public Record compute(Record in, ModuleContext context) {
      return in;
    }
  }

  public record NeedsArgument(int n) implements TaskModule<NeedsArgument, NeedsArgument> {
    @Override
    public NeedsArgument compute(NeedsArgument in, ModuleContext context) {
      return in;
    }
  }

  @Test
  void aClassThatCannotBeAModuleSaysWhy() {
    assertThatThrownBy(() -> RecordModule.of(BadDefault.class))
        .hasMessageContaining("In.width: @Default(wide): value \"wide\", expected int");
    assertThatThrownBy(() -> RecordModule.of(Untyped.class))
        .hasMessageContaining("expected TaskModule<In, Out>");
    assertThatThrownBy(() -> RecordModule.of(NeedsArgument.class))
        .hasMessageContaining("has no constructor without parameters");
    assertThatThrownBy(() -> RecordModule.of(Base.class))
        .hasMessageContaining("cannot be instantiated");
    assertThatThrownBy(() -> RecordModule.of(String.class))
        .hasMessageContaining("does not implement TaskModule");
  }

  @Test
  void componentNamesBecomeKebabCase() {
    assertThat(List.of("exitCode", "maxURLLength", "x2", "plain", "a_b"))
        .extracting(RecordShape::kebab)
        .containsExactly("exit-code", "max-url-length", "x2", "plain", "a-b");
  }
}
