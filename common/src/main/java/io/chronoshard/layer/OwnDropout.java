package io.chronoshard.layer;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Deeplearning4j's dropout and weight noise, which layers of ours do not apply. */
final class OwnDropout {

  private OwnDropout() {}

  /** Refuses a layer that was given them. */
  static void require(Layer layer, int index) {
    boolean isNoisy = layer instanceof BaseLayer weighted && weighted.getWeightNoise() != null;
    if (layer.getIDropout() != null || isNoisy) {
      throw new IllegalStateException(
          layer.getClass().getSimpleName()
              + " (layer "
              + index
              + ", \""
              + layer.getLayerName()
              + "\") has dropOut or weightNoise of Deeplearning4j, which it does not apply; put a"
              + " io.chronoshard.layer.Dropout before it, or set inputDropout and recurrentDropout of a"
              + " recurrent layer's builder");
    }
  }
}
