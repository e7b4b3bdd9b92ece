package io.chronoshard.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A convolution along time, as Keras' {@code Conv1D}: each window is one affine product. */
public final class ConvolutionKernel implements LayerKernel {

  private static final int LANES = Panel.LANES;

  private final ConvolutionSettings settings;
  private final Arithmetic arithmetic;
  private final PanelRooms<ConvolutionRoom> rooms;
  private final PanelTapes outputs = new PanelTapes();
  private final Weights weights;
  private final Weights transposed;
  private final int height;

  /** For layers of these settings. */
  public ConvolutionKernel(ConvolutionSettings settings, Arithmetic arithmetic, Threads threads) {
    this.settings = settings;
    this.arithmetic = arithmetic;
    this.rooms = new PanelRooms<>(threads, () -> new ConvolutionRoom(settings));
    this.weights = new Weights(settings.filters(), settings.windowRows());
    this.transposed = new Weights(settings.windowRows(), settings.filters());
    this.height = Panel.rows(settings.filters()) * LANES;
  }

  @Override
  public int parameters() {
    return settings.parameters();
  }

  @Override
  public int outputSteps(int steps) {
    return settings.outputSteps(steps);
  }

  @Override
  public int outputs(int inputs) {
    return settings.filters();
  }

  @Override
  public void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack) {
    int windows = outputSteps(in.steps());
    int filters = settings.filters();
    in.expect(in.samples(), in.steps(), settings.inputs(), "input");
    out.expect(in.samples(), windows, filters, "output");
    weights.pack(0, filters, 0, settings.windowRows(), parameters, 0, 1, filters);
    weights.bias(0, filters, parameters, settings.windowRows() * filters);
    outputs.begin(in, (long) windows * height, wayBack);
    rooms.run(in.panels(), (panel, room) -> forward(panel, room, in, out, wayBack));
  }

  private void forward(
      int panel, ConvolutionRoom room, Sequences in, Sequences out, WayBack wayBack) {
    boolean keep = wayBack.follows();
    boolean isInPlace = settings.readsInPlace(in.steps()) && in.liesInRows() && in.isFull(panel);
    if (!isInPlace) {
      room.read(in, panel);
    }
    float[] y = keep ? outputs.of(panel) : room.sums;
    for (int window = 0; window < out.steps(); window++) {
      int at = keep ? window * height : 0;
      int step = window * settings.stride();
      if (isInPlace) {
        arithmetic.affine(weights, in.values(), in.at(panel, step), in.featureStride(), y, at);
      } else {
        arithmetic.affine(weights, room.input, room.at(step), y, at);
      }
      arithmetic.apply(settings.curve(), y, at, settings.filters() * LANES);
      out.unpack(panel, window, 0, settings.filters(), y, at);
    }
  }

  @Override
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient) {
    outputs.expect(in);
    int filters = settings.filters();
    outGradient.expect(in.samples(), outputSteps(in.steps()), filters, "gradient of the output");
    if (inGradient != null) {
      inGradient.expect(in.samples(), in.steps(), in.width(), "gradient of the input");
      transposed.pack(0, settings.windowRows(), 0, filters, parameters, 0, filters, 1);
    }
    rooms.run(
        in.panels(),
        (panel, room) -> backward(panel, room, in, outGradient, inGradient),
        room -> room.addTo(gradient));
  }

  private void backward(
      int panel,
      ConvolutionRoom room,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient) {
    room.read(in, panel);
    room.clearGradients();
    if (inGradient != null) {
      room.clearInputGradient();
    }
    int count = settings.filters() * LANES;
    Arrays.fill(room.sums, count, height, 0);
    for (int window = 0; window < outGradient.steps(); window++) {
      outGradient.pack(panel, window, room.sums, 0);
      arithmetic.slope(settings.curve(), outputs.of(panel), window * height, room.sums, 0, count);
      clearEmpty(in, panel, room.sums);
      room.addGradient(arithmetic, window, outGradient.steps());
      if (inGradient != null) {
        int at = room.at(window * settings.stride());
        arithmetic.add(transposed, room.sums, 0, room.inputGradient, at);
      }
    }
    if (inGradient != null) {
      int before = settings.before(in.steps());
      for (int step = 0; step < in.steps(); step++) {
        int at = room.at(before + step);
        inGradient.unpack(panel, step, 0, settings.inputs(), room.inputGradient, at);
      }
    }
  }

  /** Where there is no sample, a curve's slope may have been infinite. */
  private static void clearEmpty(Sequences in, int panel, float[] sums) {
    int lanes = in.samples() - panel * LANES;
    for (int at = 0; lanes < LANES && at < sums.length; at += LANES) {
      Arrays.fill(sums, at + lanes, at + LANES, 0);
    }
  }
}
