package io.chronoshard.layer;

import io.chronoshard.kernel.MergeKernel;
import io.chronoshard.kernel.MergeKernel.Kind;
import io.chronoshard.kernel.Sequences;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A merge in a network of data type FLOAT, by a kernel. */
final class FloatMerge implements MergeRun {

  private final MergeKernel kernel;
  private final List<HeapValues> read = new ArrayList<>();
  private final HeapValues merged = new HeapValues();
  private final HeapValues outGradients = new HeapValues();
  private final HeapValues inGradients = new HeapValues();

  FloatMerge(Kind kind) {
    this.kernel = new MergeKernel(kind);
  }

  private List<Sequences> read(INDArray[] inputs) {
    List<Sequences> all = new ArrayList<>();
    for (int input = 0; input < inputs.length; input++) {
      if (input == read.size()) {
        read.add(new HeapValues());
      }
      all.add(read.get(input).read(inputs[input], RNNFormat.NCW));
    }
    return all;
  }

  @Override
  public INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaces) {
    List<Sequences> all = read(inputs);
    Sequences first = all.get(0);
    Sequences out = merged.room(first.samples(), first.steps(), kernel.outputs(all));
    kernel.forward(all, out);
    return HeapValues.give(out, inputs[0].rank(), RNNFormat.NCW, ArrayType.ACTIVATIONS, workspaces);
  }

  @Override
  public INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaces) {
    List<Sequences> all = read(inputs);
    Sequences outGradient = outGradients.read(epsilon, RNNFormat.NCW);
    INDArray[] back = new INDArray[inputs.length];
    for (int which = 0; which < back.length; which++) {
      Sequences in = all.get(which);
      Sequences inGradient = inGradients.room(in.samples(), in.steps(), in.width());
      kernel.backward(all, which, outGradient, inGradient);
      back[which] =
          HeapValues.give(
              inGradient,
              inputs[which].rank(),
              RNNFormat.NCW,
              ArrayType.ACTIVATION_GRAD,
              workspaces);
    }
    return back;
  }
}
