package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.DropoutFactors;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.RecurrentKernel;
import io.chronoshard.kernel.RecurrentPass;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentState;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link RecurrentLayer} at work in a network. */
final class RunningRecurrent extends BaseRecurrentLayer<RecurrentLayer> implements KernelLayer {

  private static final String STATES = "states";
  private static final String CELLS = "cells";

  private final RecurrentSettings settings;
  private final @Nullable DoubleRecurrent equations;
  private final HeapParameters parameters = new HeapParameters();
  private final HeapValues inputs = new HeapValues();
  private final HeapValues outputs = new HeapValues();
  private final HeapValues outGradients = new HeapValues();
  private final HeapValues inGradients = new HeapValues();
  private final HeapValues stepMasks = new HeapValues();
  private final float[][] inputFactors;
  private final float[][] recurrentFactors;
  private @Nullable RecurrentKernel kernel;
  private @Nullable Sequences read;
  private @Nullable RecurrentPass pass;
  private long seed;

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
    this.seed = conf.getSeed();
    this.inputFactors = new float[settings.directions()][0];
    this.recurrentFactors = new float[settings.directions()][0];
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    kernel = new RecurrentKernel(settings, arithmetic, threads);
    read = null;
  }

  @Override
  public void drawFrom(long seed) {
    this.seed = seed;
  }

  private RecurrentKernel kernel() {
    if (kernel == null) {
      kernel = new RecurrentKernel(settings, Engine.best().arithmetic(), Threads.ONE);
    }
    return kernel;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return run(training, null, null, workspaces);
  }

  /** Runs over the input. */
  private INDArray run(
      boolean training,
      @Nullable RecurrentState initial,
      @Nullable RecurrentState last,
      LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    requireFits(input);
    if (equations != null) {
      return runInDouble(training, initial != null, equations, workspaces);
    }
    Sequences in = inputs.read(input, layerConf().format());
    if (layerConf().checksInput()) {
      requireNumbers(in);
    }
    RecurrentPass now =
        new RecurrentPass(
            training,
            mask(in),
            training ? inputFactors(in.samples()) : List.of(),
            training ? recurrentFactors(in.samples()) : List.of(),
            initial,
            last);
    Sequences out =
        outputs.room(in.samples(), settings.lastOnly() ? 1 : in.steps(), settings.outputs());
    kernel().forward(parameters.read(paramsFlattened), in, out, now);
    read = in;
    pass = now;
    return HeapValues.give(
        out, settings.lastOnly() ? 2 : 3, layerConf().format(), ArrayType.ACTIVATIONS, workspaces);
  }

  private INDArray runInDouble(
      boolean training, boolean goesOn, DoubleRecurrent equations, LayerWorkspaceMgr workspaces) {
    if (goesOn) {
      throw new UnsupportedOperationException(
          "a network of data type double cannot go on where it stands " + layerId());
    }
    int samples = Math.toIntExact(input.size(0));
    requireMaskFits(samples, Math.toIntExact(input.size(timeDimension())));
    return equations.forward(
        paramsFlattened,
        input,
        maskArray,
        training ? inputFactors(samples) : List.of(),
        training ? recurrentFactors(samples) : List.of(),
        workspaces);
  }

  private int timeDimension() {
    return layerConf().format() == RNNFormat.NWC ? 1 : 2;
  }

  private List<Sequences> inputFactors(int samples) {
    return draw(layerConf().inputDropout(), inputFactors, samples, settings.inputs(), 0);
  }

  private List<Sequences> recurrentFactors(int samples) {
    return draw(layerConf().recurrentDropout(), recurrentFactors, samples, settings.units(), 1);
  }

  /**
   * Factors of dropout for each direction, the same at all steps; none where nothing is dropped.
   *
   * @param use tells the layer's draws for a minibatch apart
   */
  private List<Sequences> draw(double rate, float[][] memory, int samples, int width, int use) {
    if (rate == 0) {
      return List.of();
    }
    List<Sequences> drawn = new ArrayList<>();
    for (int direction = 0; direction < memory.length; direction++) {
      if (memory[direction].length < samples * width) {
        memory[direction] = new float[samples * width];
      }
      Sequences factors = Sequences.byFeature(memory[direction], samples, 1, width);
      long stream =
          ((long) getIndex() << 34) + ((long) getIterationCount() << 2) + 2L * direction + use;
      new DropoutFactors(seed, stream, rate).fill(0, factors);
      drawn.add(factors);
    }
    return drawn;
  }

  private void requireFits(INDArray array) {
    int feature = layerConf().format() == RNNFormat.NWC ? 2 : 1;
    if (array.rank() != 3 || array.size(feature) != settings.inputs()) {
      throw new DL4JInvalidInputException(
          "an input of shape "
              + Arrays.toString(array.shape())
              + " for a layer that reads "
              + settings.inputs()
              + " features in the order "
              + layerConf().format()
              + " "
              + layerId());
    }
  }

  private void requireNumbers(Sequences in) {
    for (int sample = 0; sample < in.samples(); sample++) {
      for (int step = 0; step < in.steps(); step++) {
        for (int feature = 0; feature < in.width(); feature++) {
          if (Float.isNaN(in.at(sample, step, feature))) {
            throw new DL4JInvalidInputException(
                String.format(
                    Locale.ROOT,
                    "the input is no number in sample %d, step %d, feature %d %s",
                    sample,
                    step,
                    feature,
                    layerId()));
          }
        }
      }
    }
  }

  private @Nullable Sequences mask(Sequences in) {
    requireMaskFits(in.samples(), in.steps());
    if (maskArray == null) {
      return null;
    }
    return stepMasks.readSteps(maskArray.castTo(DataType.FLOAT), in.steps());
  }

  private void requireMaskFits(int samples, int steps) {
    if (maskArray != null
        && (maskArray.rank() != 2 || maskArray.size(0) != samples || maskArray.size(1) != steps)) {
      throw new DL4JInvalidInputException(
          String.format(
              Locale.ROOT,
              "a mask of shape %s for %d samples of %d steps %s",
              Arrays.toString(maskArray.shape()),
              samples,
              steps,
              layerId()));
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (equations != null) {
      INDArray back = equations.backward(epsilon, gradientsFlattened, workspaces);
      return new Pair<>(gradient(gradientsFlattened), back);
    }
    if (read == null || pass == null || !pass.keep()) {
      run(true, null, null, LayerWorkspaceMgr.noWorkspaces());
    }
    Sequences in = Objects.requireNonNull(read);
    Sequences outGradient = outGradients.read(epsilon, layerConf().format());
    Sequences inGradient =
        layerConf().readsData()
            ? null
            : inGradients.room(in.samples(), in.steps(), settings.inputs());
    kernel()
        .backward(
            parameters.values(),
            in,
            outGradient,
            inGradient,
            parameters.gradient(),
            Objects.requireNonNull(pass));
    parameters.give(gradientsFlattened);
    return new Pair<>(
        gradient(gradientsFlattened),
        inGradient == null
            ? null
            : HeapValues.give(
                inGradient, 3, layerConf().format(), ArrayType.ACTIVATION_GRAD, workspaces));
  }

  private Gradient gradient(INDArray flat) {
    Gradient gradient = new DefaultGradient(flat);
    gradientViews.forEach(gradient::setGradientFor);
    return gradient;
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
    return runOn(next, false, stateMap, true, workspaces);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray next, boolean training, boolean keepsState, LayerWorkspaceMgr workspaces) {
    return runOn(next, training, tBpttStateMap, keepsState, workspaces);
  }

  /** Goes on from where the layer stands. */
  private INDArray runOn(
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
    RecurrentState state = RecurrentState.zero(samples, settings.units());
    if (kept.containsKey(STATES)) {
      load(kept, STATES, state.states());
      load(kept, CELLS, state.cells());
    }
    INDArray out = run(training, state, state, workspaces);
    if (keepsState) {
      try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
        kept.put(STATES, saved(state.states()));
        kept.put(CELLS, saved(state.cells()));
      }
    }
    return out;
  }

  private void load(Map<String, INDArray> kept, String key, Sequences to) {
    INDArray from = kept.get(key);
    if (from == null
        || from.rank() != 2
        || from.size(0) != to.samples()
        || from.size(1) != to.width()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the kept state has shape %s, but the input has %d samples and the layer %d units; call"
                  + " rnnClearPreviousState() before other samples %s",
              from == null ? "none" : Arrays.toString(from.shape()),
              to.samples(),
              to.width(),
              layerId()));
    }
    NativeFloats.readAll(from.dup('f'), to.values());
  }

  private static INDArray saved(Sequences values) {
    INDArray array =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {values.samples(), values.width()}, 'f');
    NativeFloats.writeAll(values.values(), array);
    return array;
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
