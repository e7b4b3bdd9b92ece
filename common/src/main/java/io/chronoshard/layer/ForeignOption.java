package io.chronoshard.layer;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;

/**
 * Options of Deeplearning4j's builders that would have no effect on a layer of ours: whoever gave
 * one is told when the layer is built. What {@code NeuralNetConfiguration} gives to all layers
 * never comes to a builder.
 */
final class ForeignOption {

  private static final String NO_PARAMETERS = "it has no parameters";
  private static final String ALL_WEIGHTS = "say constrainWeights, for all weights";

  private ForeignOption() {}

  /** Refuses those of a layer with parameters. */
  static void refuse(BaseLayer.Builder<?> builder) {
    refuse(builder.getActivationFn(), "activation", "say curve, and gate where there are gates");
    refuse(
        builder.getWeightInitFn(), "weightInit", "say kernelInitializer, where there are weights");
    refuse(
        number(builder.getBiasInit()),
        "biasInit",
        "biases begin at zero, those of an Lstm's forget gate at forgetBias");
    refuse(
        number(builder.getGainInit()),
        "gainInit",
        "the gains of a LayerNorm begin at one, and others have none");
  }

  /** Refuses those of a recurrent layer. */
  static void refuseRecurrent(BaseRecurrentLayer.Builder<?> builder) {
    refuse(builder);
    refuse(builder.getWeightInitFnRecurrent(), "weightInitRecurrent", "say recurrentInitializer");
    refuse(builder.getRecurrentConstraints(), "constrainRecurrent", ALL_WEIGHTS);
    refuse(builder.getInputWeightConstraints(), "constrainInputWeights", ALL_WEIGHTS);
  }

  /** Refuses constraints of a layer without parameters. */
  static void refuseConstraints(Layer.Builder<?> builder) {
    refuse(builder.getAllParamConstraints(), "constrainAllParameters", NO_PARAMETERS);
    refuse(builder.getWeightConstraints(), "constrainWeights", NO_PARAMETERS);
    refuse(builder.getBiasConstraints(), "constrainBias", NO_PARAMETERS);
  }

  /** Refuses a number of outputs where it follows from that of the inputs. */
  static void refuseOutputs(FeedForwardLayer.Builder<?> builder) {
    refuse(
        builder.getNOut() == 0 ? null : builder.getNOut(),
        "nOut",
        "it gives as many features as it reads: say nIn");
  }

  /** A number that was given; Deeplearning4j's builders begin with NaN. */
  private static @Nullable Double number(double given) {
    return Double.isNaN(given) ? null : given;
  }

  private static void refuse(@Nullable Object given, String option, String instead) {
    if (given != null) {
      throw new UnsupportedOperationException(
          option + " has no effect on this layer of io.chronoshard; " + instead);
    }
  }
}
