package io.chronoshard.layer;

import io.chronoshard.kernel.Arithmetic;
import io.chronoshard.kernel.Engine;
import io.chronoshard.kernel.Panel;
import io.chronoshard.kernel.RecurrentKernel;
import io.chronoshard.kernel.RecurrentPass;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentState;
import io.chronoshard.kernel.Sequences;
import io.chronoshard.kernel.Threads;
import io.chronoshard.kernel.WayBack;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent layer of a network of data type FLOAT, by a kernel. */
final class FloatRecurrent implements RecurrentRun {

  private final RecurrentLayer layer;
  private final RecurrentSettings settings;
  private final HeapParameters parameters = new HeapParameters();
  private final HeapValues inputs = new HeapValues();
  private final HeapValues outputs = new HeapValues();
  private final HeapValues outGradients = new HeapValues();
  private final HeapValues inGradients = new HeapValues();
  private final HeapValues stepMasks = new HeapValues();
  private @Nullable RecurrentKernel kernel;
  private @Nullable Microbatch part;
  private int threads = 1;
  private @Nullable Sequences read;

  /** The last run. */
  private @Nullable RecurrentPass pass;

  /** Whether the kernel has kept what the last run's way back needs. */
  private boolean isKept;

  FloatRecurrent(RecurrentLayer layer) {
    this.layer = layer;
    this.settings = layer.settings();
  }

  @Override
  public void runOn(Arithmetic arithmetic, Threads threads) {
    kernel = new RecurrentKernel(settings, arithmetic, threads);
    this.threads = threads.count();
    isKept = false;
  }

  @Override
  public int microbatch() {
    return threads * Panel.LANES;
  }

  @Override
  public void begin(@Nullable Microbatch next) {
    part = next;
  }

  private boolean beginsMinibatch() {
    return part == null || part.isFirst();
  }

  private RecurrentKernel kernel() {
    if (kernel == null) {
      kernel = new RecurrentKernel(settings, Engine.best().arithmetic(), Threads.ONE);
    }
    return kernel;
  }

  @Override
  public INDArray forward(RecurrentMinibatch minibatch, LayerWorkspaceMgr workspaces) {
    return forward(minibatch, null, null, workspaces);
  }

  @Override
  public INDArray goOn(
      RecurrentMinibatch minibatch, Map<String, INDArray> kept, LayerWorkspaceMgr workspaces) {
    int samples = Math.toIntExact(minibatch.input().size(0));
    RecurrentState from = KeptStates.floats(kept, samples, layer);
    RecurrentState last = RecurrentState.zero(samples, settings.units());
    return forward(minibatch, from, last, workspaces);
  }

  @Override
  public void keep(Map<String, INDArray> kept) {
    RecurrentPass run = Objects.requireNonNull(pass);
    KeptStates.save(Objects.requireNonNull(run.last()), kept);
  }

  private INDArray forward(
      RecurrentMinibatch minibatch,
      @Nullable RecurrentState from,
      @Nullable RecurrentState last,
      LayerWorkspaceMgr workspaces) {
    Sequences in = inputs.read(minibatch.input(), layer.format());
    RecurrentInput.requireNumbers(layer, in, part == null ? 0 : part.first());
    INDArray mask = minibatch.mask();
    RecurrentPass run =
        new RecurrentPass(
            minibatch.wayBack(),
            mask == null ? null : stepMasks.readSteps(mask, in.steps()),
            minibatch.factors().input(),
            minibatch.factors().state(),
            from,
            last);
    if (beginsMinibatch()) {
      kernel().load(parameters.read(minibatch.parameters()));
    }
    Sequences out = forward(in, run);
    return HeapValues.give(
        out, settings.lastOnly() ? 2 : 3, layer.format(), ArrayType.ACTIVATIONS, workspaces);
  }

  private Sequences forward(Sequences in, RecurrentPass run) {
    Sequences out =
        outputs.room(in.samples(), settings.lastOnly() ? 1 : in.steps(), settings.outputs());
    isKept = false;
    kernel().forward(in, out, run);
    read = in;
    pass = run;
    isKept = run.wayBack() == WayBack.FOLLOWS;
    return out;
  }

  @Override
  public @Nullable INDArray backward(
      INDArray epsilon, INDArray gradient, LayerWorkspaceMgr workspaces) {
    Sequences in = Objects.requireNonNull(read);
    if (!isKept) {
      forward(in, followed(Objects.requireNonNull(pass)));
    }
    Sequences outGradient = outGradients.read(epsilon, layer.format());
    Sequences inGradient =
        layer.readsData() ? null : inGradients.room(in.samples(), in.steps(), settings.inputs());
    if (beginsMinibatch()) {
      parameters.clearGradient();
    }
    kernel()
        .backward(in, outGradient, inGradient, parameters.gradient(), Objects.requireNonNull(pass));
    parameters.give(gradient);
    return inGradient == null
        ? null
        : HeapValues.give(inGradient, 3, layer.format(), ArrayType.ACTIVATION_GRAD, workspaces);
  }

  /** The same run again, this time with a way back. */
  private static RecurrentPass followed(RecurrentPass run) {
    return new RecurrentPass(
        WayBack.FOLLOWS,
        run.stepMask(),
        run.inputMasks(),
        run.recurrentMasks(),
        run.initial(),
        run.last());
  }
}
