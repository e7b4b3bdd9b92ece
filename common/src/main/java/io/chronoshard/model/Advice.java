package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Applied;
import io.chronoshard.config.LayerSettings.Dense;
import io.chronoshard.config.LayerSettings.Dropout;
import io.chronoshard.config.LayerSettings.LayerNorm;
import io.chronoshard.config.LayerSettings.Output;
import io.chronoshard.config.LayerSettings.Recurrent;
import io.chronoshard.model.Architecture.Placed;
import java.util.List;
import java.util.Optional;

/** What to change where a layer cannot read what stands before it. */
final class Advice {

  private Advice() {}

  /** How to have a sequence before a layer that reads one. */
  static String toSequence(List<Placed> before, LayerSettings reader) {
    return maker(before)
        .map(
            maker ->
                maker instanceof Recurrent
                    ? "set " + maker.path() + ".output = sequence"
                    : "remove " + maker.path() + " or move " + reader.path() + " before it")
        .orElse("put { type = repeat } or { type = reshape } before " + reader.path());
  }

  /**
   * How to have a vector before a layer that reads one.
   *
   * @param reader what messages call it
   */
  static String toVector(List<Placed> before, String reader) {
    return maker(before)
            .filter(Advice::givesSequence)
            .map(layer -> "set " + layer.path() + ".output = last, or put")
            .orElse("put a recurrent layer, { type = global-average } or")
        + " { type = flatten } before "
        + reader;
  }

  private static boolean givesSequence(LayerSettings layer) {
    return layer instanceof Recurrent recurrent && recurrent.output() == Output.SEQUENCE;
  }

  /** The last layer that decided whether there is a sequence or a vector. */
  private static Optional<LayerSettings> maker(List<Placed> layers) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (!keepsKind(layers.get(i).settings())) {
        return Optional.of(layers.get(i).settings());
      }
    }
    return Optional.empty();
  }

  private static boolean keepsKind(LayerSettings layer) {
    return layer instanceof Dense
        || layer instanceof Dropout
        || layer instanceof LayerNorm
        || layer instanceof Applied;
  }
}
