package io.chronoshard.model;

/**
 * What a network reads of one window.
 *
 * @param name what nodes call it
 * @param called what messages call it
 * @param shape of one window's values
 * @param steps whether all of them count
 */
public record ModelInput(String name, String called, LayerShape shape, Steps steps) {

  /** Which steps of a sequence count. */
  public enum Steps {
    /** All of them. */
    ALL_COUNT,
    /** Those that are not masked, window by window. */
    SOME_MASKED
  }

  /** Of which all steps count. */
  public ModelInput(String name, String called, LayerShape shape) {
    this(name, called, shape, Steps.ALL_COUNT);
  }

  /** Whether some steps may not count. */
  boolean isMasked() {
    return steps == Steps.SOME_MASKED;
  }
}
