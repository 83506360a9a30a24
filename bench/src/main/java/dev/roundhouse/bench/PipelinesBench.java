package dev.roundhouse.bench;

import dev.roundhouse.client.CacheUse;
import dev.roundhouse.client.RunResult;
import dev.roundhouse.client.RunStatus;
import dev.roundhouse.client.Session;
import dev.roundhouse.client.SessionOptions;
import dev.roundhouse.module.ModuleContext;
import dev.roundhouse.module.Parallelizable;
import dev.roundhouse.module.TaskModule;
import dev.roundhouse.pipeline.Pipeline;
import dev.roundhouse.pipeline.PipelineBuilder;
import dev.roundhouse.profile.Home;
import dev.roundhouse.profile.OwnerOnly;
import dev.roundhouse.profile.Profiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a pipeline costs whose modules do nothing, on threads. */
final class PipelinesBench {

  private static final int LAYERS = 20;
  private static final int WIDTH = 100;
  private static final int LONG = 100_000;
  private static final int WARM_UP = 15;
  private static final int REPETITIONS = 7;

  private PipelinesBench() {}

  /** A module that hands on the sum of its two inputs. */
  @Parallelizable(threading = true)
  public static final class Nothing implements TaskModule<Nothing.In, Nothing.Out> {
    /** Two numbers. */
    public record In(int left, int right) {}

    /** Their sum. */
    public record Out(int sum) {}

    @Override
    public Out compute(In in, ModuleContext context) {
      return new Out(in.left() + in.right());
    }
  }

  static void run(Path program, Table table) throws Exception {
    try (Session session = Session.open("test")) {
      Pipeline layers = layers(0);
      for (int i = 0; i < WARM_UP; i++) {
        modulesPerSecond(session, layers, LAYERS * WIDTH);
      }
      table.measure(
          LAYERS + " layers of " + WIDTH + " modules",
          "modules/s",
          REPETITIONS,
          () -> modulesPerSecond(session, layers, LAYERS * WIDTH));
      Pipeline chain = chain(LONG);
      modulesPerSecond(session, chain, LONG);
      table.measure(
          "a chain of " + LONG, "modules/s", 3, () -> modulesPerSecond(session, chain, LONG));
      Pipeline fan = fan(LONG);
      modulesPerSecond(session, fan, LONG);
      table.measure("a fan of " + LONG, "modules/s", 3, () -> modulesPerSecond(session, fan, LONG));
    }
    cached(table);
  }

  /** Into a cache on disk, then from it, with a record; each repetition sets another value. */
  private static void cached(Table table) throws Exception {
    Home home = new Home(Files.createTempDirectory("roundhouse-bench"));
    try (Session session =
        Session.open(new SessionOptions(Profiles.open(home.ensure(), "plain")))) {
      AtomicInteger seed = new AtomicInteger();
      for (int i = 0; i < WARM_UP; i++) {
        modulesPerSecond(session, layers(seed.incrementAndGet()), LAYERS * WIDTH, CacheUse.NORMAL);
      }
      table.measure(
          "the layers, cached and recorded on disk",
          "modules/s",
          REPETITIONS,
          () ->
              modulesPerSecond(
                  session, layers(seed.incrementAndGet()), LAYERS * WIDTH, CacheUse.NORMAL));
      Pipeline known = layers(seed.get());
      table.measure(
          "the layers, taken from the cache and recorded",
          "modules/s",
          REPETITIONS,
          () -> modulesPerSecond(session, known, LAYERS * WIDTH, CacheUse.NORMAL));
    } finally {
      OwnerOnly.delete(home.directory());
    }
  }

  private static double modulesPerSecond(Session session, Pipeline pipeline, int modules)
      throws Exception {
    return modulesPerSecond(session, pipeline, modules, CacheUse.OFF);
  }

  private static double modulesPerSecond(
      Session session, Pipeline pipeline, int modules, CacheUse cache) throws Exception {
    long begun = System.nanoTime();
    RunResult result = session.run(pipeline, cache).result().get(5, TimeUnit.MINUTES);
    double seconds = Load.seconds(begun);
    if (result.status() != RunStatus.SUCCEEDED) {
      throw new IllegalStateException("the run ended as " + result.status());
    }
    return modules / seconds;
  }

  private static Pipeline layers(int seed) {
    PipelineBuilder builder = Pipeline.named("layers");
    for (int layer = 0; layer < LAYERS; layer++) {
      for (int i = 0; i < WIDTH; i++) {
        int number = i;
        if (layer == 0) {
          builder.module(name(0, i), Nothing.class, m -> m.set("left", seed).set("right", number));
        } else {
          builder.module(name(layer, i), Nothing.class);
          builder.connect(name(layer - 1, i) + ".sum", name(layer, i) + ".left");
          builder.connect(name(layer - 1, (i + 1) % WIDTH) + ".sum", name(layer, i) + ".right");
        }
      }
    }
    return builder.build();
  }

  private static Pipeline chain(int length) {
    PipelineBuilder builder = Pipeline.named("chain");
    builder.module(name(0, 0), Nothing.class, m -> m.set("left", 0).set("right", 0));
    for (int i = 1; i < length; i++) {
      builder.module(name(0, i), Nothing.class, m -> m.set("right", 0));
      builder.connect(name(0, i - 1) + ".sum", name(0, i) + ".left");
    }
    return builder.build();
  }

  private static Pipeline fan(int width) {
    PipelineBuilder builder = Pipeline.named("fan");
    builder.module("root", Nothing.class, m -> m.set("left", 0).set("right", 0));
    for (int i = 1; i < width; i++) {
      builder.module(name(0, i), Nothing.class, m -> m.set("right", 0));
      builder.connect("root.sum", name(0, i) + ".left");
    }
    return builder.build();
  }

  private static String name(int layer, int number) {
    return "m" + layer + "-" + number;
  }
}
