package io.chronoshard.layer;

import io.chronoshard.kernel.LossKernel;
import io.chronoshard.kernel.Sequences;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loss of a network of data type FLOAT, by a kernel. */
final class FloatLoss implements LossRun {

  private final Output layer;
  private final HeapValues outputs = new HeapValues();
  private final HeapValues targets = new HeapValues();
  private final HeapValues counts = new HeapValues();
  private final HeapValues given = new HeapValues();
  private @Nullable LossKernel kernel;

  /** Outputs of a step that the kernel is for. */
  private int width;

  /** Steps of the minibatch that count. */
  private double steps;

  /** The loss of its samples that are through, added up. */
  private double sum;

  FloatLoss(Output layer) {
    this.layer = layer;
  }

  private LossKernel kernel(Sequences in) {
    if (kernel == null || width != in.width()) {
      kernel = new LossKernel(layer.loss(), layer.weights(in.width()));
      width = in.width();
    }
    return kernel;
  }

  private Sequences labels(INDArray labels) {
    return targets.read(labels, layer.format());
  }

  private @Nullable Sequences counts(@Nullable INDArray mask, Sequences in) {
    return mask == null ? null : counts.readSteps(mask, in.steps());
  }

  @Override
  public INDArray forecasts(INDArray input, LayerWorkspaceMgr workspaces) {
    Sequences in = outputs.read(input, layer.format());
    Sequences out = given.room(in.samples(), in.steps(), in.width());
    kernel(in).toForecasts(in, out);
    return HeapValues.give(out, input.rank(), layer.format(), ArrayType.ACTIVATIONS, workspaces);
  }

  @Override
  public double value(INDArray input, INDArray labels, @Nullable INDArray mask) {
    Sequences in = outputs.read(input, layer.format());
    return kernel(in).value(in, labels(labels), counts(mask, in));
  }

  @Override
  public double[] bySample(INDArray input, INDArray labels, @Nullable INDArray mask) {
    Sequences in = outputs.read(input, layer.format());
    return kernel(in).bySample(in, labels(labels), counts(mask, in));
  }

  @Override
  public Slope slope(
      INDArray input,
      INDArray labels,
      @Nullable INDArray mask,
      Microbatch part,
      LayerWorkspaceMgr workspaces) {
    Sequences in = outputs.read(input, layer.format());
    Sequences gradient = given.room(in.samples(), in.steps(), in.width());
    LossKernel kernel = kernel(in);
    if (part.isFirst()) {
      sum = 0;
      steps = LossKernel.steps(part.samples(), in.steps(), counts(part.labelMask(), in));
    }
    sum = kernel.add(sum, steps, in, labels(labels), counts(mask, in), gradient);
    return new Slope(
        kernel.mean(sum, steps),
        HeapValues.give(
            gradient, input.rank(), layer.format(), ArrayType.ACTIVATION_GRAD, workspaces));
  }
}
