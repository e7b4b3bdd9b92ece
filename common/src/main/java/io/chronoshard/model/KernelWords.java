package io.chronoshard.model;

import io.chronoshard.config.LayerSettings;
import io.chronoshard.config.LayerSettings.Recurrent;
import io.chronoshard.config.PenaltySettings;
import io.chronoshard.kernel.ConvolutionSettings;
import io.chronoshard.kernel.Curve;
import io.chronoshard.kernel.MergeKernel;
import io.chronoshard.kernel.PoolingKernel;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.layer.Penalty;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.learning.regularization.Regularization;

/** The configuration's words in those of kernels and layers. */
final class KernelWords {

  private KernelWords() {}

  static Curve curve(LayerSettings.Activation activation) {
    return switch (activation) {
      case LINEAR -> Curve.LINEAR;
      case RELU -> Curve.RELU;
      case TANH -> Curve.TANH;
      case SIGMOID -> Curve.SIGMOID;
      case ELU -> Curve.ELU;
      case SELU -> Curve.SELU;
      case SOFTPLUS -> Curve.SOFTPLUS;
      case SOFTSIGN -> Curve.SOFTSIGN;
      case EXPONENTIAL -> Curve.EXPONENTIAL;
      case HARD_SIGMOID -> Curve.HARD_SIGMOID;
      case LEAKY_RELU -> Curve.LEAKY_RELU;
      case RELU6 -> Curve.RELU6;
    };
  }

  static Direction direction(Recurrent layer) {
    return switch (layer.direction()) {
      case FORWARD -> Direction.FORWARD;
      case BACKWARD -> Direction.BACKWARD;
      case BOTH -> both(layer.joined());
    };
  }

  private static Direction both(LayerSettings.Joined joined) {
    return switch (joined) {
      case CONCATENATE -> Direction.CONCATENATE;
      case ADD -> Direction.ADD;
      case AVERAGE -> Direction.AVERAGE;
      case MULTIPLY -> Direction.MULTIPLY;
    };
  }

  static MergeKernel.Kind merge(LayerSettings.Merged merged) {
    return switch (merged) {
      case CONCATENATE -> MergeKernel.Kind.CONCATENATE;
      case ADD -> MergeKernel.Kind.ADD;
      case SUBTRACT -> MergeKernel.Kind.SUBTRACT;
      case MULTIPLY -> MergeKernel.Kind.MULTIPLY;
      case AVERAGE -> MergeKernel.Kind.AVERAGE;
      case MAXIMUM -> MergeKernel.Kind.MAXIMUM;
    };
  }

  static PoolingKernel.Pool pool(LayerSettings.Pool pool) {
    return switch (pool) {
      case MAX -> PoolingKernel.Pool.MAX;
      case AVERAGE -> PoolingKernel.Pool.AVERAGE;
    };
  }

  static ConvolutionSettings.Padding padding(LayerSettings.Padding padding) {
    return switch (padding) {
      case VALID -> ConvolutionSettings.Padding.VALID;
      case SAME -> ConvolutionSettings.Padding.SAME;
      case CAUSAL -> ConvolutionSettings.Padding.CAUSAL;
    };
  }

  static List<Regularization> penalties(PenaltySettings settings) {
    List<Regularization> penalties = new ArrayList<>();
    add(penalties, Penalty.Kind.L1, settings.l1());
    add(penalties, Penalty.Kind.L2, settings.l2());
    add(penalties, Penalty.Kind.DECAY, settings.decay());
    return penalties;
  }

  private static void add(List<Regularization> penalties, Penalty.Kind kind, double factor) {
    if (factor > 0) {
      penalties.add(new Penalty(kind, factor));
    }
  }
}
