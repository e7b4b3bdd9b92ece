package io.chronoshard.kernel;

import java.util.Arrays;

/**
 * Where a convolution works on a panel.
 *
 * <p>Its input lies step behind step with the zeros around it, {@code [step][feature][lane]}, so
 * that a window is one block of rows. Where taps lie apart, steps that are a multiple of the
 * dilation apart lie together.
 *
 * <p>The gradient of the weights is summed over windows. As products come in {@link Panel#COLUMNS}
 * columns and filters may be few, several neighbouring windows share a product, a column for each
 * of their filters; its rows reach from the first window's first value to the last one's last.
 */
final class ConvolutionRoom {

  private static final int LANES = Panel.LANES;

  private final ConvolutionSettings settings;
  private final int together;
  private final int columns;
  private final int productRows;
  private int perPhase;
  private int rows;

  /** The panel's input. */
  float[] input = {};

  /** As {@link #input}, the gradient of it. */
  float[] inputGradient = {};

  /** {@code [filter][lane]}: a step's output where none is kept; the gradient of a step's sums. */
  final float[] sums;

  /** {@code [lane][window, filter]}: gradients of the sums of neighbouring windows. */
  private final float[] turned;

  private final GradientSums gradients;

  ConvolutionRoom(ConvolutionSettings settings) {
    this.settings = settings;
    this.together = together(settings);
    this.columns = Panel.columns(together * settings.filters());
    this.productRows =
        Panel.rows(settings.windowRows() + (together - 1) * settings.stride() * settings.inputs());
    this.sums = new float[Panel.rows(settings.filters()) * LANES];
    this.turned = new float[LANES * columns];
    this.gradients = new GradientSums(productRows, columns, Panel.rows(settings.filters()));
  }

  /** So many windows as make a product cheapest. */
  private static int together(ConvolutionSettings settings) {
    if (settings.dilation() > 1) {
      return 1;
    }
    int best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int count = 1; count <= Math.max(1, LANES / settings.filters()); count++) {
      double taps = settings.size() + (count - 1.0) * settings.stride();
      double cost = taps * Panel.columns(count * settings.filters()) / count;
      if (cost < least) {
        least = cost;
        best = count;
      }
    }
    return best;
  }

  void clearGradients() {
    gradients.clear();
  }

  /** Where a padded step's features begin. */
  int at(int step) {
    int dilation = settings.dilation();
    int place = dilation == 1 ? step : step % dilation * perPhase + step / dilation;
    return place * settings.inputs() * LANES;
  }

  /** Reads a panel. */
  void read(Sequences in, int panel) {
    int before = begin(in);
    if (input.length < rows * LANES) {
      input = new float[rows * LANES];
    } else {
      clearAround(in.steps(), before);
    }
    for (int step = 0; step < in.steps(); step++) {
      in.pack(panel, step, input, at(before + step));
    }
  }

  private int begin(Sequences in) {
    int dilation = settings.dilation();
    perPhase = (settings.padded(in.steps()) + dilation - 1) / dilation;
    int behind = (together - 1) * settings.stride() * settings.inputs() + Panel.ROWS;
    long needed = (long) perPhase * dilation * settings.inputs() + behind;
    in.requireRoom(needed * LANES);
    rows = (int) needed;
    return settings.before(in.steps());
  }

  private void clearAround(int steps, int before) {
    if (settings.dilation() > 1) {
      Arrays.fill(input, 0, rows * LANES, 0);
    } else {
      Arrays.fill(input, 0, at(before), 0);
      Arrays.fill(input, at(before + steps), rows * LANES, 0);
    }
  }

  /** Makes room for the gradient of what was read, zero. */
  void clearInputGradient() {
    if (inputGradient.length < rows * LANES) {
      inputGradient = new float[rows * LANES];
    } else {
      Arrays.fill(inputGradient, 0, rows * LANES, 0);
    }
  }

  /** Adds a window's part of the parameters' gradient, from {@link #sums}; in their order. */
  void addGradient(Arithmetic arithmetic, int window, int windows) {
    int place = window % together;
    if (place == 0 && windows - window < together) {
      Arrays.fill(turned, 0);
    }
    int filters = settings.filters();
    Panel.turn(sums, 0, filters, turned, place * filters, columns);
    if (place == together - 1 || window == windows - 1) {
      int from = at((window - place) * settings.stride());
      arithmetic.addProducts(
          input, from, productRows, turned, 0, columns, columns, gradients.products(), 0);
    }
    arithmetic.addRows(sums, 0, Panel.rows(filters), gradients.rowSums(), 0);
  }

  /** Adds what was added up to a gradient that lies as the parameters do. */
  void addTo(float[] gradient) {
    int filters = settings.filters();
    int height = settings.windowRows();
    for (int place = 0; place < together; place++) {
      int row = place * settings.stride() * settings.inputs();
      gradients.addProducts(row, height, place * filters, filters, gradient, 0, filters, 1);
    }
    gradients.addRows(0, filters, gradient, height * filters);
  }
}
