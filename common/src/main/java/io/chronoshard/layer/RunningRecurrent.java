package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.RecurrentKernel;
import io.chronoshard.kernel.RecurrentPass;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentState;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.WayBack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link RecurrentLayer} at work in a network. */
final class RunningRecurrent extends BaseRecurrentLayer<RecurrentLayer> implements KernelLayer {

  private final RecurrentSettings settings;
  private final @Nullable DoubleRecurrent equations;
  private final HeapParameters parameters = new HeapParameters();
  private final HeapValues inputs = new HeapValues();
  private final HeapValues outputs = new HeapValues();
  private final HeapValues outGradients = new HeapValues();
  private final HeapValues inGradients = new HeapValues();
  private final HeapValues stepMasks = new HeapValues();
  private final SequenceDropout dropout;
  private @Nullable RecurrentKernel kernel;
  private @Nullable Sequences read;

  /** Where the last run began; null at zero. */
  private @Nullable RecurrentState begin;

  /** The last run, where the kernel has kept what the way back needs. */
  private @Nullable RecurrentPass pass;

  RunningRecurrent(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.settings = layerConf().settings();
    this.equations =
        type == DataType.DOUBLE ? new DoubleRecurrent(settings, layerConf().format()) : null;
    if (type != DataType.DOUBLE && type != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "a network of data type "
              + type
              + "; this layer computes in FLOAT and DOUBLE "
              + layerId());
    }
    this.dropout = new SequenceDropout(layerConf(), conf.getSeed());
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    kernel = new RecurrentKernel(settings, arithmetic, threads);
    pass = null;
  }

  @Override
  public void drawFrom(long seed) {
    dropout.drawFrom(seed);
  }

  private RecurrentKernel kernel() {
    if (kernel == null) {
      kernel = new RecurrentKernel(settings, Engine.best().arithmetic(), Threads.ONE);
    }
    return kernel;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    dropout.begin(getIndex(), getIterationCount());
    return run(training, null, null, workspaces);
  }

  /** Runs over the input, with the dropout of the sequences that have begun. */
  private INDArray run(
      boolean training,
      @Nullable RecurrentState initial,
      @Nullable RecurrentState last,
      LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    RecurrentInput.requireFits(layerConf(), input);
    Sequences in = inputs.read(input, layerConf().format());
    RecurrentInput.requireNumbers(layerConf(), in);
    StepMask.requireFits(maskArray, in.samples(), in.steps(), layerConf().called());
    if (equations != null) {
      return runInDouble(training, initial != null, equations, in.samples(), workspaces);
    }
    RecurrentPass now =
        new RecurrentPass(
            training ? WayBack.FOLLOWS : WayBack.NONE,
            mask(in),
            training ? dropout.ofInput(in.samples()) : List.of(),
            training ? dropout.ofState(in.samples()) : List.of(),
            initial,
            last);
    Sequences out =
        outputs.room(in.samples(), settings.lastOnly() ? 1 : in.steps(), settings.outputs());
    kernel().forward(parameters.read(paramsFlattened), in, out, now);
    read = in;
    begin = initial;
    pass = training ? now : null;
    return HeapValues.give(
        out, settings.lastOnly() ? 2 : 3, layerConf().format(), ArrayType.ACTIVATIONS, workspaces);
  }

  private INDArray runInDouble(
      boolean training,
      boolean goesOn,
      DoubleRecurrent equations,
      int samples,
      LayerWorkspaceMgr workspaces) {
    if (goesOn) {
      throw new UnsupportedOperationException(
          "a network of data type double cannot go on where it stands " + layerId());
    }
    return equations.forward(
        paramsFlattened,
        input,
        maskArray,
        training ? dropout.ofInput(samples) : List.of(),
        training ? dropout.ofState(samples) : List.of(),
        workspaces);
  }

  private @Nullable Sequences mask(Sequences in) {
    return maskArray == null ? null : stepMasks.readSteps(maskArray, in.steps());
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray back =
        equations == null
            ? backward(epsilon, workspaces)
            : equations.backward(epsilon, gradientsFlattened, workspaces);
    if (layerConf().readsData()) {
      back = DataGradient.of(this, input, dataType, workspaces);
    }
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, back);
  }

  /** Returns the gradient of the input; null where nobody needs it. */
  private @Nullable INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (pass == null) {
      run(true, begin, null, LayerWorkspaceMgr.noWorkspaces());
    }
    RecurrentPass last = Objects.requireNonNull(pass);
    Sequences in = Objects.requireNonNull(read);
    Sequences outGradient = outGradients.read(epsilon, layerConf().format());
    Sequences inGradient =
        layerConf().readsData()
            ? null
            : inGradients.room(in.samples(), in.steps(), settings.inputs());
    kernel()
        .backward(parameters.values(), in, outGradient, inGradient, parameters.gradient(), last);
    parameters.give(gradientsFlattened);
    return inGradient == null
        ? null
        : HeapValues.give(
            inGradient, 3, layerConf().format(), ArrayType.ACTIVATION_GRAD, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backLength, LayerWorkspaceMgr workspaces) {
    if (backLength > 0 && read != null && backLength < read.steps()) {
      throw new UnsupportedOperationException(
          "a way back shorter than the way forward; set tBPTTBackwardLength to the forward length "
              + layerId());
    }
    return backpropGradient(epsilon, workspaces);
  }

  @Override
  public INDArray rnnTimeStep(INDArray next, LayerWorkspaceMgr workspaces) {
    return goOn(next, false, stateMap, true, workspaces);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray next, boolean training, boolean keepsState, LayerWorkspaceMgr workspaces) {
    if (tBpttStateMap.isEmpty()) {
      dropout.begin(getIndex(), getIterationCount());
    }
    return goOn(next, training, tBpttStateMap, keepsState, workspaces);
  }

  /** Goes on from where the layer stands. */
  private INDArray goOn(
      INDArray next,
      boolean training,
      Map<String, INDArray> kept,
      boolean keepsState,
      LayerWorkspaceMgr workspaces) {
    if (settings.direction() != Direction.FORWARD) {
      throw new UnsupportedOperationException(
          "only a layer that runs forward in time can go on where it stands " + layerId());
    }
    setInput(next, workspaces);
    int samples = Math.toIntExact(next.size(0));
    RecurrentState from = KeptStates.load(kept, samples, settings.units(), layerId());
    RecurrentState to = RecurrentState.zero(samples, settings.units());
    INDArray out = run(training, from, to, workspaces);
    if (keepsState) {
      KeptStates.save(to, kept);
    }
    return out;
  }

  @Override
  public @Nullable Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int samples) {
    setMaskArray(mask);
    return settings.lastOnly() ? null : new Pair<>(mask, state);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
