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
    read = DoubleValues.read(input, format);
    masks =
        new Masks(
            steps == null ? null : steps.castTo(DataType.DOUBLE).toDoubleMatrix(),
            factors(inputFactors),
            factors(recurrentFactors));
    return DoubleValues.give(
        equations.forward(parameters, read, masks),
        settings.lastOnly() ? 2 : 3,
        format,
        ArrayType.ACTIVATIONS,
        workspaces);
  }

  /** Writes the gradient of the parameters, and returns that of the input. */
  INDArray backward(INDArray epsilon, INDArray gradient, LayerWorkspaceMgr workspaces) {
    Gradients back =
        equations.backward(parameters, read, masks, DoubleValues.read(epsilon, format));
    DoubleValues.write(back.parameters(), gradient);
    return DoubleValues.give(back.input(), 3, format, ArrayType.ACTIVATION_GRAD, workspaces);
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
}
