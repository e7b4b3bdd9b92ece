package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.model.ModelInput.Steps;
import java.util.List;

/**
 * Whether layers can tell steps that count from masked ones, as Keras decides it: recurrent layers
 * skip them, what looks at each step alone passes the mask on, and all others cannot.
 *
 * @param sources what a layer reads, as messages call it
 * @param steps which steps of each of them count
 */
record MaskFit(List<String> sources, List<Steps> steps) {

  private static final String ADVICE =
      "; let a recurrent layer with output = last read it first, or take window.unknown = drop or mean";

  /**
   * Which steps of what a layer gives count.
   *
   * @throws ConfigurationException where it mixes masked steps with others
   */
  Steps behind(LayerSettings layer) {
    if (!steps.contains(Steps.SOME_MASKED)) {
      return Steps.ALL_COUNT;
    }
    if (layer instanceof LayerSettings.Recurrent recurrent) {
      return recurrent.output() == Output.LAST ? Steps.ALL_COUNT : Steps.SOME_MASKED;
    }
    boolean looksAtEachAlone =
        layer instanceof LayerSettings.Dense
            || layer instanceof LayerSettings.Dropout
            || layer instanceof LayerSettings.LayerNorm
            || layer instanceof LayerSettings.Applied
            || layer instanceof LayerSettings.Merge;
    if (!looksAtEachAlone) {
      throw LayerFit.problem(layer, "cannot tell steps that are masked from others, and " + told());
    }
    return Steps.SOME_MASKED;
  }

  /**
   * Refuses an output on each step.
   *
   * @param output as messages call it
   */
  void requireNone(String output) {
    if (steps.contains(Steps.SOME_MASKED)) {
      throw new ConfigurationException(output + " forecasts from every step, and " + told());
    }
  }

  private String told() {
    return sources.get(steps.indexOf(Steps.SOME_MASKED))
        + " gives a sequence of which some are (window.unknown = mask)"
        + ADVICE;
  }
}
