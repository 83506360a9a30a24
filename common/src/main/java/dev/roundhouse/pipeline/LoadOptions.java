package dev.roundhouse.pipeline;

/**
 * How a pipeline file is read.
 *
 * @param timeScale what the recorded run times of a workflow instance are multiplied by; not
 *     negative
 */
public record LoadOptions(double timeScale) {

  public static final LoadOptions DEFAULTS = new LoadOptions(1);

  public LoadOptions {
    if (!(timeScale >= 0 && timeScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "time scale is " + timeScale + ", expected a number that is not negative");
    }
  }
}
