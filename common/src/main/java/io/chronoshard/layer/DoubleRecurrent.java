package io.chronoshard.layer;

import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.reference.ReferenceRecurrent;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Masks;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent layer of a network of data type double, by the reference's equations. */
final class DoubleRecurrent {

  private final RecurrentSettings settings;
  private final RNNFormat format;
  private final ReferenceRecurrent equations;
  private double[] parameters = {};
  private double[][][] read = {};
  private Masks masks = Masks.NONE;

  DoubleRecurrent(RecurrentSettings settings, RNNFormat format) {
    this.settings = settings;
    this.format = format;
    this.equations = new ReferenceRecurrent(settings);
  }

  INDArray forward(
      INDArray flat,
      INDArray input,
      @Nullable INDArray steps,
      List<Sequences> inputFactors,
      List<Sequences> recurrentFactors,
      LayerWorkspaceMgr workspaces) {
    parameters = flat.ravel().toDoubleVector();
    read = values(input);
    masks =
        new Masks(
            steps == null ? null : steps.castTo(DataType.DOUBLE).toDoubleMatrix(),
            factors(inputFactors),
            factors(recurrentFactors));
    return array(
        equations.forward(parameters, read, masks),
        settings.lastOnly(),
        ArrayType.ACTIVATIONS,
        workspaces);
  }

  /** Writes the gradient of the parameters, and returns that of the input. */
  INDArray backward(INDArray epsilon, INDArray gradient, LayerWorkspaceMgr workspaces) {
    Gradients back = equations.backward(parameters, read, masks, values(epsilon));
    for (int i = 0; i < back.parameters().length; i++) {
      gradient.putScalar(i, back.parameters()[i]);
    }
    return array(back.input(), false, ArrayType.ACTIVATION_GRAD, workspaces);
  }

  private double[][][] values(INDArray array) {
    boolean isSequence = array.rank() == 3;
    INDArray bySample = isSequence && format == RNNFormat.NCW ? array.permute(0, 2, 1) : array;
    double[] flat = bySample.dup('c').ravel().toDoubleVector();
    int samples = (int) array.size(0);
    int steps = isSequence ? (int) bySample.size(1) : 1;
    int width = (int) bySample.size(isSequence ? 2 : 1);
    double[][][] made = new double[samples][steps][width];
    int at = 0;
    for (double[][] sample : made) {
      for (double[] step : sample) {
        System.arraycopy(flat, at, step, 0, width);
        at += width;
      }
    }
    return made;
  }

  private static double @Nullable [][][] factors(List<Sequences> drawn) {
    if (drawn.isEmpty()) {
      return null;
    }
    double[][][] made = new double[drawn.size()][][];
    for (int direction = 0; direction < made.length; direction++) {
      Sequences from = drawn.get(direction);
      made[direction] = new double[from.samples()][from.width()];
      for (int sample = 0; sample < from.samples(); sample++) {
        for (int feature = 0; feature < from.width(); feature++) {
          made[direction][sample][feature] = from.at(sample, 0, feature);
        }
      }
    }
    return made;
  }

  private INDArray array(
      double[][][] values, boolean isVector, ArrayType use, LayerWorkspaceMgr workspaces) {
    int samples = values.length;
    int steps = values[0].length;
    int width = values[0][0].length;
    long[] shape = isVector ? new long[] {samples, width} : new long[] {samples, width, steps};
    INDArray made = workspaces.createUninitialized(use, DataType.DOUBLE, shape, 'f');
    for (int sample = 0; sample < samples; sample++) {
      for (int step = 0; step < steps; step++) {
        for (int feature = 0; feature < width; feature++) {
          double value = values[sample][step][feature];
          if (isVector) {
            made.putScalar(sample, feature, value);
          } else {
            made.putScalar(sample, feature, step, value);
          }
        }
      }
    }
    return !isVector && format == RNNFormat.NWC ? made.permute(0, 2, 1) : made;
  }
}
