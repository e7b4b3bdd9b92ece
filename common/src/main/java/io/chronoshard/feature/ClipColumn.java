package io.chronoshard.feature;

import io.chronoshard.config.DerivedSettings.Clip;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/**
 * A channel between two limits.
 *
 * @param minimum what lower values become; negative infinity for no limit
 * @param maximum what higher values become; positive infinity for no limit
 */
record ClipColumn(String name, int channel, float minimum, float maximum) implements FeatureColumn {

  static ClipColumn of(Clip clip, int channel) {
    String name =
        clip.channel()
            + " clipped"
            + clip.minimum().map(limit -> " from " + limit).orElse("")
            + clip.maximum().map(limit -> " to " + limit).orElse("");
    return new ClipColumn(
        name,
        channel,
        clip.minimum().orElse(Double.NEGATIVE_INFINITY).floatValue(),
        clip.maximum().orElse(Double.POSITIVE_INFINITY).floatValue());
  }

  @Override
  public Scaling scaling() {
    return Scaling.FITTED;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    return Math.min(maximum, Math.max(minimum, grid.at(step, channel)));
  }
}
