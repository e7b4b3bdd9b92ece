package io.chronoshard.layer;

import io.chronoshard.kernel.reference.ReferenceLoss;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loss of a network of data type DOUBLE, by the reference's equations. */
final class DoubleLoss implements LossRun {

  private final Output layer;

  DoubleLoss(Output layer) {
    this.layer = layer;
  }

  private ReferenceLoss equations(double[][][] outputs) {
    return new ReferenceLoss(layer.loss(), layer.weights(outputs[0][0].length));
  }

  private double[][][] read(INDArray array) {
    return DoubleValues.read(array, layer.format());
  }

  private static double @Nullable [][] counts(@Nullable INDArray mask) {
    return mask == null ? null : mask.castTo(DataType.DOUBLE).toDoubleMatrix();
  }

  @Override
  public INDArray forecasts(INDArray input, LayerWorkspaceMgr workspaces) {
    double[][][] values = read(input);
    equations(values).toForecasts(values);
    return DoubleValues.give(
        values, input.rank(), layer.format(), ArrayType.ACTIVATIONS, workspaces);
  }

  @Override
  public double value(INDArray input, INDArray labels, @Nullable INDArray mask) {
    double[][][] outputs = read(input);
    return equations(outputs).value(outputs, read(labels), counts(mask));
  }

  @Override
  public double[] bySample(INDArray input, INDArray labels, @Nullable INDArray mask) {
    double[][][] outputs = read(input);
    double[][][] targets = read(labels);
    double[][] counts = counts(mask);
    ReferenceLoss equations = equations(outputs);
    double[] means = new double[outputs.length];
    for (int sample = 0; sample < means.length; sample++) {
      means[sample] =
          equations.value(
              new double[][][] {outputs[sample]},
              new double[][][] {targets[sample]},
              counts == null ? null : new double[][] {counts[sample]});
    }
    return means;
  }

  @Override
  public Slope slope(
      INDArray input,
      INDArray labels,
      @Nullable INDArray mask,
      Microbatch part,
      LayerWorkspaceMgr workspaces) {
    if (part.samples() != input.size(0)) {
      throw new IllegalStateException("a network of data type DOUBLE does whole minibatches");
    }
    double[][][] outputs = read(input);
    double[][][] targets = read(labels);
    double[][] counts = counts(mask);
    ReferenceLoss equations = equations(outputs);
    return new Slope(
        equations.value(outputs, targets, counts),
        DoubleValues.give(
            equations.gradient(outputs, targets, counts),
            input.rank(),
            layer.format(),
            ArrayType.ACTIVATION_GRAD,
            workspaces));
  }
}
