package io.chronoshard.layer;

import io.chronoshard.kernel.MergeKernel.Kind;
import io.chronoshard.kernel.reference.ReferenceMerge;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A merge in a network of data type DOUBLE, by the reference's equations. */
final class DoubleMerge implements MergeRun {

  private final ReferenceMerge equations;

  DoubleMerge(Kind kind) {
    this.equations = new ReferenceMerge(kind);
  }

  private static List<double[][][]> read(INDArray[] inputs) {
    return Arrays.stream(inputs).map(DoubleMerge::read).toList();
  }

  private static double[][][] read(INDArray array) {
    return DoubleValues.read(array, RNNFormat.NCW);
  }

  @Override
  public INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaces) {
    return DoubleValues.give(
        equations.forward(read(inputs)),
        inputs[0].rank(),
        RNNFormat.NCW,
        ArrayType.ACTIVATIONS,
        workspaces);
  }

  @Override
  public INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaces) {
    List<double[][][]> all = read(inputs);
    double[][][] outGradient = read(epsilon);
    INDArray[] back = new INDArray[inputs.length];
    for (int which = 0; which < back.length; which++) {
      back[which] =
          DoubleValues.give(
              equations.backward(all, which, outGradient),
              inputs[which].rank(),
              RNNFormat.NCW,
              ArrayType.ACTIVATION_GRAD,
              workspaces);
    }
    return back;
  }
}
