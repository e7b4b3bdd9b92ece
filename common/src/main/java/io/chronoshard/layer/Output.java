package io.chronoshard.layer;

import io.chronoshard.kernel.BinaryCrossEntropy;
import io.chronoshard.kernel.CategoricalCrossEntropy;
import io.chronoshard.kernel.GaussianLikelihood;
import io.chronoshard.kernel.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The end of a network: its loss. It has no parameters; what it gives is what it reads, or what the
 * loss makes of it: sorted quantiles, means and deviations, probabilities. On vectors or on each
 * step of a sequence.
 *
 * <p>The loss is the mean over a minibatch, in Keras' sense, whatever the network's setting {@code
 * miniBatch}: a step counts as often as the mask of the labels says.
 */
public final class Output extends FreeLayer {

  /** Kinds of losses. */
  private enum Kind {
    MEAN_ABSOLUTE,
    MEAN_SQUARED,
    HUBER,
    LOG_COSH,
    PINBALL,
    GAUSSIAN_LIKELIHOOD,
    BINARY_CROSS_ENTROPY,
    CATEGORICAL_CROSS_ENTROPY
  }

  @JsonProperty private Kind loss = Kind.MEAN_SQUARED;
  @JsonProperty private double delta;
  @JsonProperty private double[] quantiles = {};
  @JsonProperty private double[] negative = {};
  @JsonProperty private double[] positive = {};
  @JsonProperty private int[] classes = {};
  @JsonProperty private double[] weights = {};

  private Output() {}

  private Output(Builder builder) {
    super(builder);
    this.weights = builder.weights;
    this.loss = kind(builder.loss);
    if (builder.loss instanceof Loss.Huber huber) {
      this.delta = huber.delta();
    } else if (builder.loss instanceof Loss.Pinball pinball) {
      this.quantiles = doubles(pinball.quantiles());
    } else if (builder.loss instanceof BinaryCrossEntropy entropy) {
      this.negative = doubles(entropy.negative());
      this.positive = doubles(entropy.positive());
    } else if (builder.loss instanceof CategoricalCrossEntropy entropy) {
      this.classes = entropy.classes().stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static Kind kind(Loss loss) {
    if (loss instanceof Loss.MeanAbsolute) {
      return Kind.MEAN_ABSOLUTE;
    } else if (loss instanceof Loss.MeanSquared) {
      return Kind.MEAN_SQUARED;
    } else if (loss instanceof Loss.Huber) {
      return Kind.HUBER;
    } else if (loss instanceof Loss.LogCosh) {
      return Kind.LOG_COSH;
    } else if (loss instanceof Loss.Pinball) {
      return Kind.PINBALL;
    } else if (loss instanceof GaussianLikelihood) {
      return Kind.GAUSSIAN_LIKELIHOOD;
    }
    return loss instanceof BinaryCrossEntropy
        ? Kind.BINARY_CROSS_ENTROPY
        : Kind.CATEGORICAL_CROSS_ENTROPY;
  }

  Loss loss() {
    return switch (loss) {
      case MEAN_ABSOLUTE -> new Loss.MeanAbsolute();
      case MEAN_SQUARED -> new Loss.MeanSquared();
      case HUBER -> new Loss.Huber(delta);
      case LOG_COSH -> new Loss.LogCosh();
      case PINBALL -> new Loss.Pinball(list(quantiles));
      case GAUSSIAN_LIKELIHOOD -> new GaussianLikelihood();
      case BINARY_CROSS_ENTROPY -> new BinaryCrossEntropy(list(negative), list(positive));
      case CATEGORICAL_CROSS_ENTROPY ->
          new CategoricalCrossEntropy(Arrays.stream(classes).boxed().toList());
    };
  }

  /** The loss in words, such as {@code mean absolute}. */
  public String lossName() {
    return loss.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether each two outputs are a mean and a deviation. */
  public boolean givesDeviations() {
    return loss == Kind.GAUSSIAN_LIKELIHOOD;
  }

  /** What each output's terms are multiplied by: for so many outputs. */
  double[] weights(int outputs) {
    if (weights.length == 0) {
      double[] ones = new double[outputs];
      Arrays.fill(ones, 1);
      return ones;
    }
    if (weights.length != outputs) {
      throw new IllegalArgumentException(
          weights.length + " weights before " + outputs + " outputs of " + called());
    }
    return weights.clone();
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return input;
  }

  @Override
  Layer running(NeuralNetConfiguration conf, DataType type) {
    return new RunningOutput(conf, type);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof Output that
        && loss == that.loss
        && Double.compare(delta, that.delta) == 0
        && Arrays.equals(quantiles, that.quantiles)
        && Arrays.equals(negative, that.negative)
        && Arrays.equals(positive, that.positive)
        && Arrays.equals(classes, that.classes)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), loss, delta, Arrays.hashCode(quantiles));
  }

  /** Builds a layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j's build() may return any layer.
  public static final class Builder extends FreeLayer.Builder<Builder> {

    private final Loss loss;
    private double[] weights = {};

    /** What is minimised. */
    public Builder(Loss loss) {
      this.loss = loss;
    }

    @Override
    Builder self() {
      return this;
    }

    /** What each output's terms are multiplied by; 1 by default. */
    public Builder weights(List<Double> values) {
      weights = doubles(values);
      return this;
    }

    @Override
    public Output build() {
      return new Output(this);
    }
  }
}
