package dev.roundhouse.pipeline;

import dev.roundhouse.module.Default;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.TaskModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Modules whose ports the tests connect; none is computed. */
public final class TestModules {

  private TestModules() {}

  /** A module that is described only. */
  public abstract static class Described<I extends Record, O extends Record>
      implements TaskModule<I, O> {
    @Override
    public O compute(I in, ModuleContext context) {
      throw new UnsupportedOperationException("described only");
    }
  }

  /** One output of each type. */
  public static final class Source extends Described<Source.In, Source.Out> {
    public record In() {}

    public record Out(
        int whole,
        long large,
        double real,
        String text,
        Object anything,
        List<Integer> wholes,
        List<List<Integer>> nested,
        List<String> texts,
        double[] reals,
        Map<String, Integer> counts) {}
  }

  /** One input of each type, all with a default or optional. */
  public static final class Target extends Described<Target.In, Target.Out> {
    public record In(
        @Default("1") int whole,
        @Default("1") long large,
        @Default("1") double real,
        @Default("a") String text,
        @Default("x") Object anything,
        @Default("[]") List<Integer> wholes,
        @Default("[]") List<String> texts,
        @Default("[]") List<Object> things,
        @Default("[]") double[] reals,
        Optional<Integer> maybe,
        @Default("here") Path file) {}

    public record Out(int whole, String text) {}
  }

  /** The module of the documentation. */
  @Parallelizable(threading = true)
  public static final class Smooth extends Described<Smooth.In, Smooth.Out> {
    public record In(double[] signal, @Default("3") int width) {}

    public record Out(double[] smoothed) {}
  }

  /** Adds up. */
  public static final class Add extends Described<Add.In, Add.Out> {
    public record In(long sum, String word, @Default("1") int weight) {}

    public record Out(long sum) {}
  }

  /** Both inputs could take the output. */
  public static final class Merge extends Described<Merge.In, Merge.Out> {
    public record In(Map<String, Integer> left, Map<String, Integer> right) {}

    public record Out(Map<String, Integer> merged) {}
  }

  /** Ports with the names of a map's own. */
  public static final class Clash extends Described<Clash.In, Clash.Out> {
    public record In(String element, String list) {}

    public record Out(String text) {}
  }

  static String name(Class<?> module) {
    return module.getName();
  }
}
