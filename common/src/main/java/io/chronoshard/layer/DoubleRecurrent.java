package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.reference.ReferenceRecurrent;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Gradients;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Masks;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Outputs;
import io.chronoshard.kernel.reference.ReferenceRecurrent.State;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent layer of a network of data type DOUBLE, by the reference's equations. */
final class DoubleRecurrent implements RecurrentRun {

  private final RecurrentLayer layer;
  private final RecurrentSettings settings;
  private final ReferenceRecurrent equations;
  private double[] parameters = {};
  private double[][][] read = {};
  private Masks masks = Masks.NONE;

  /** Where the last run began. */
  private State from;

  /** Where it ended. */
  private State last;

  DoubleRecurrent(RecurrentLayer layer) {
    this.layer = layer;
    this.settings = layer.settings();
    this.equations = new ReferenceRecurrent(settings);
    this.from = State.zero(0, settings.units());
    this.last = from;
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    // The equations are computed in one way alone.
  }

  @Override
  public int microbatch() {
    return PartwiseLayer.ANY;
  }

  @Override
  public void begin(@Nullable Microbatch next) {
    // Networks of data type DOUBLE do whole minibatches.
  }

  @Override
  public INDArray forward(RecurrentMinibatch minibatch, LayerWorkspaceMgr workspaces) {
    int samples = Math.toIntExact(minibatch.input().size(0));
    return forward(minibatch, State.zero(samples, settings.units()), workspaces);
  }

  @Override
  public INDArray goOn(
      RecurrentMinibatch minibatch, Map<String, INDArray> kept, LayerWorkspaceMgr workspaces) {
    int samples = Math.toIntExact(minibatch.input().size(0));
    return forward(minibatch, KeptStates.doubles(kept, samples, layer), workspaces);
  }

  @Override
  public void keep(Map<String, INDArray> kept) {
    KeptStates.save(last, kept);
  }

  private INDArray forward(
      RecurrentMinibatch minibatch, State begin, LayerWorkspaceMgr workspaces) {
    parameters = minibatch.parameters().ravel().toDoubleVector();
    read = DoubleValues.read(minibatch.input(), layer.format());
    RecurrentInput.requireNumbers(layer, read);
    INDArray mask = minibatch.mask();
    masks =
        new Masks(
            mask == null ? null : mask.castTo(DataType.DOUBLE).toDoubleMatrix(),
            factors(minibatch.factors().input()),
            factors(minibatch.factors().state()));
    from = begin;
    Outputs outputs = equations.forward(parameters, read, masks, from);
    last = outputs.last();
    return DoubleValues.give(
        outputs.values(),
        settings.lastOnly() ? 2 : 3,
        layer.format(),
        ArrayType.ACTIVATIONS,
        workspaces);
  }

  @Override
  public @Nullable INDArray backward(
      INDArray epsilon, INDArray gradient, LayerWorkspaceMgr workspaces) {
    Gradients back =
        equations.backward(
            parameters, read, masks, from, DoubleValues.read(epsilon, layer.format()));
    DoubleValues.write(back.parameters(), gradient);
    return layer.readsData()
        ? null
        : DoubleValues.give(back.input(), 3, layer.format(), ArrayType.ACTIVATION_GRAD, workspaces);
  }

  /** Copies factors of one step to {@code [direction][sample][feature]}; null where none are. */
  private static double @Nullable [][][] factors(List<Sequences> drawn) {
    if (drawn.isEmpty()) {
      return null;
    }
    double[][][] made = new double[drawn.size()][][];
    for (int direction = 0; direction < made.length; direction++) {
      Sequences factors = drawn.get(direction);
      made[direction] = new double[factors.samples()][factors.width()];
      for (int sample = 0; sample < factors.samples(); sample++) {
        for (int feature = 0; feature < factors.width(); feature++) {
          made[direction][sample][feature] = factors.at(sample, 0, feature);
        }
      }
    }
    return made;
  }
}
