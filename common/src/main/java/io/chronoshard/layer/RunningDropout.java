package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.DropoutFactors;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.Threads;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Dropout} at work in a network. */
final class RunningDropout extends AbstractLayer<Dropout> implements PartwiseLayer {

  private final HeapValues read = new HeapValues();
  private final HeapValues drawn = new HeapValues();
  private final HeapValues given = new HeapValues();
  private @Nullable Sequences factors;
  private final Precision precision;
  private long seed;
  private int firstSample;

  RunningDropout(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.precision = Precision.of(type, layerConf().called());
    this.seed = conf.getSeed();
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    // A product is the same everywhere.
  }

  @Override
  public void begin(@Nullable Microbatch next) {
    firstSample = next == null ? 0 : next.first();
  }

  @Override
  public void drawFrom(long seed) {
    this.seed = seed;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    factors = training && layerConf().rate() > 0 ? draw() : null;
    return multiply(input, ArrayType.ACTIVATIONS, workspaces);
  }

  private Sequences draw() {
    boolean isSequence = input.rank() == 3;
    int feature = HeapValues.featureDimension(input, format());
    int steps = isSequence ? Math.toIntExact(input.size(3 - feature)) : 1;
    Sequences room =
        drawn.room(Math.toIntExact(input.size(0)), steps, Math.toIntExact(input.size(feature)));
    long stream = ((long) getIndex() << 34) + ((long) getIterationCount() << 2);
    new DropoutFactors(seed, stream, layerConf().rate()).fill(firstSample, room);
    return room;
  }

  private RNNFormat format() {
    return layerConf().format();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray back = multiply(epsilon, ArrayType.ACTIVATION_GRAD, workspaces);
    return new Pair<>(new DefaultGradient(), back);
  }

  private INDArray multiply(INDArray array, ArrayType use, LayerWorkspaceMgr workspaces) {
    if (factors == null) {
      return workspaces.dup(use, array.castTo(dataType), array.ordering());
    }
    if (precision == Precision.DOUBLE) {
      double[][][] values = DoubleValues.read(array, format());
      multiply(values, factors);
      return DoubleValues.give(values, array.rank(), format(), use, workspaces);
    }
    Sequences values = read.read(array, format());
    Sequences out = given.room(values.samples(), values.steps(), values.width());
    for (int step = 0; step < values.steps(); step++) {
      for (int feature = 0; feature < values.width(); feature++) {
        for (int sample = 0; sample < values.samples(); sample++) {
          float product = values.at(sample, step, feature) * factors.at(sample, step, feature);
          out.set(sample, step, feature, product);
        }
      }
    }
    return HeapValues.give(out, array.rank(), format(), use, workspaces);
  }

  private static void multiply(double[][][] values, Sequences factors) {
    for (int sample = 0; sample < values.length; sample++) {
      for (int step = 0; step < values[sample].length; step++) {
        for (int feature = 0; feature < values[sample][step].length; feature++) {
          values[sample][step][feature] *= factors.at(sample, step, feature);
        }
      }
    }
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      @Nullable INDArray mask, MaskState state, int samples) {
    return mask == null ? null : new Pair<>(mask, state);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // There are none.
  }
}
