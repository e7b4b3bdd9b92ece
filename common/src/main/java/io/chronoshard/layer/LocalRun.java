package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.LayerKernel;
import io.chronoshard.kernel.Panel;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.WayBack;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;
import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link LocalLayer} at work on the arrays of a network. */
final class LocalRun {

  private final LocalLayer layer;
  private final Precision precision;
  private final HeapParameters parameters = new HeapParameters();
  private final HeapValues inputs = new HeapValues();
  private final HeapValues outputs = new HeapValues();
  private final HeapValues outGradients = new HeapValues();
  private final HeapValues inGradients = new HeapValues();
  private @Nullable LayerKernel kernel;
  private @Nullable Sequences kept;
  private @Nullable Microbatch part;
  private int threads = 1;

  LocalRun(LocalLayer layer, DataType type) {
    this.layer = layer;
    this.precision = Precision.of(type, layer.called());
  }

  void runOn(Arithmetic arithmetic, Threads threads) {
    this.threads = threads.count();
    kernel = layer.kernel(arithmetic, threads);
    kept = null;
  }

  /** As {@link PartwiseLayer#microbatch}. */
  int microbatch() {
    return Math.max(layer.microbatch(), threads * Panel.LANES);
  }

  /** As {@link PartwiseLayer#begin}. */
  void begin(@Nullable Microbatch next) {
    part = next;
  }

  private LayerKernel kernel() {
    if (kernel == null) {
      kernel = layer.kernel(Engine.best().arithmetic(), Threads.ONE);
    }
    return kernel;
  }

  /**
   * Runs over a minibatch.
   *
   * @param input {@code [sample][feature]}, or a sequence in the layer's format
   * @param flat the layer's parameters; null where it has none
   * @return what the layer gives, likewise
   */
  INDArray forward(
      INDArray input, @Nullable INDArray flat, WayBack wayBack, LayerWorkspaceMgr workspaces) {
    requireFits(input);
    int rank = layer.rank(input.rank());
    if (precision == Precision.DOUBLE) {
      double[][][] out =
          layer.equations().forward(doubles(flat), DoubleValues.read(input, layer.format()));
      return DoubleValues.give(out, rank, layer.format(), ArrayType.ACTIVATIONS, workspaces);
    }
    Sequences in = inputs.read(input, layer.format());
    Sequences out =
        outputs.room(
            in.samples(), layer.outputSteps(in.steps()), Math.toIntExact(layer.gives(in.width())));
    kernel().forward(values(flat), in, out, wayBack);
    kept = wayBack == WayBack.FOLLOWS ? in : null;
    return HeapValues.give(out, rank, layer.format(), ArrayType.ACTIVATIONS, workspaces);
  }

  /** Parameters stay as they are while a minibatch goes through. */
  private float[] values(@Nullable INDArray flat) {
    return part == null || part.isFirst() ? parameters.read(flat) : parameters.values();
  }

  private static double[] doubles(@Nullable INDArray flat) {
    return flat == null ? new double[0] : flat.ravel().toDoubleVector();
  }

  private void requireFits(INDArray input) {
    boolean hasShape = input.rank() == 2 || input.rank() == 3;
    if (!hasShape || (layer.reads() > 0 && input.size(feature(input)) != layer.reads())) {
      throw new DL4JInvalidInputException(
          "an input of shape "
              + Arrays.toString(input.shape())
              + " before "
              + layer.called()
              + ", which reads "
              + (layer.reads() > 0 ? layer.reads() + " features" : "vectors and sequences")
              + " in the order "
              + layer.format());
    }
  }

  private int feature(INDArray input) {
    return HeapValues.featureDimension(input, layer.format());
  }

  /**
   * The way back over the minibatch of the last way forward.
   *
   * @param epsilon the gradient of what was given then, in its shape
   * @param input what was read then
   * @param flat the layer's parameters; null where it has none
   * @param gradient receives their gradient
   * @return the gradient of the input, in its shape; null where nobody needs it
   */
  @Nullable INDArray backward(
      INDArray epsilon,
      INDArray input,
      @Nullable INDArray flat,
      @Nullable INDArray gradient,
      LayerWorkspaceMgr workspaces) {
    if (precision == Precision.DOUBLE) {
      return backwardInDouble(epsilon, input, flat, gradient, workspaces);
    }
    if (kept == null) {
      forward(input, flat, WayBack.FOLLOWS, LayerWorkspaceMgr.noWorkspaces());
    }
    Sequences in = Objects.requireNonNull(kept);
    Sequences outGradient = outGradients.read(epsilon, layer.format());
    Sequences inGradient =
        layer.readsData() ? null : inGradients.room(in.samples(), in.steps(), in.width());
    if (part == null || part.isFirst()) {
      parameters.clearGradient();
    }
    kernel().backward(parameters.values(), in, outGradient, inGradient, parameters.gradient());
    if (part == null || part.isLast(in.samples())) {
      parameters.give(gradient);
    }
    return inGradient == null
        ? null
        : HeapValues.give(
            inGradient, input.rank(), layer.format(), ArrayType.ACTIVATION_GRAD, workspaces);
  }

  private @Nullable INDArray backwardInDouble(
      INDArray epsilon,
      INDArray input,
      @Nullable INDArray flat,
      @Nullable INDArray gradient,
      LayerWorkspaceMgr workspaces) {
    Gradients back =
        layer
            .equations()
            .backward(
                doubles(flat),
                DoubleValues.read(input, layer.format()),
                DoubleValues.read(epsilon, layer.format()));
    if (gradient != null) {
      DoubleValues.write(back.parameters(), gradient);
    }
    return layer.readsData()
        ? null
        : DoubleValues.give(
            back.input(), input.rank(), layer.format(), ArrayType.ACTIVATION_GRAD, workspaces);
  }

  /** Refuses a mask where steps are mixed. */
  void requireNoMask(@Nullable INDArray mask) {
    if (mask != null && layer.mixesSteps()) {
      throw new UnsupportedOperationException(
          layer.called()
              + " cannot tell masked steps from others; let a recurrent layer read the masked"
              + " sequence");
    }
  }
}
