package dev.roundhouse.client;

import dev.roundhouse.pipeline.Pipeline;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the class loader of a pipeline's modules. */
final class PipelineLoader {

  private PipelineLoader() {}

  /**
   * The loader of the calling thread, below the jars that the pipeline brings. It is left to the
   * garbage collector, because results may need it as long as the program holds them.
   */
  static ClassLoader of(Pipeline pipeline) {
    ClassLoader caller =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElseGet(PipelineLoader.class::getClassLoader);
    return pipeline.jars().isEmpty()
        ? caller
        : new URLClassLoader(
            pipeline.jars().stream().map(PipelineLoader::url).toArray(URL[]::new), caller);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(jar + " is no path of a jar or a class folder", e);
    }
  }
}
