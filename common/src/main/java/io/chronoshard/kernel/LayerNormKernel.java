package io.chronoshard.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Layer normalisation (Ba et al. 2016, arXiv 1607.06450): a step's features minus their mean,
 * divided by {@code sqrt(variance + epsilon)}, times a gain, plus an offset. Parameters are the
 * gains, then the offsets.
 */
public final class LayerNormKernel implements LayerKernel {

  /** Keras' epsilon. */
  public static final double EPSILON = 1e-3;

  private static final int LANES = Panel.LANES;

  /** Where a panel is worked on. */
  private static final class Room {
    private final float[] values;
    private final float[] back;
    private final float[] gradients;
    private final float[] first = new float[LANES];
    private final float[] second = new float[LANES];
    private final GradientSums sums;

    private Room(int features) {
      int rows = Panel.rows(features);
      this.values = new float[rows * LANES];
      this.back = new float[rows * LANES];
      this.gradients = new float[2 * rows * LANES];
      this.sums = new GradientSums(0, 0, 2 * rows);
    }
  }

  private final int features;
  private final float epsilon;
  private final Arithmetic arithmetic;
  private final PanelRooms<Room> rooms;

  /** {@code [step][mean, 1 / deviation][lane]}. */
  private final PanelTapes moments = new PanelTapes();

  /** For steps of so many features. */
  public LayerNormKernel(int features, double epsilon, Arithmetic arithmetic, Threads threads) {
    if (features < 1 || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "normalisation of " + features + " features, epsilon " + epsilon);
    }
    this.features = features;
    this.epsilon = (float) epsilon;
    this.arithmetic = arithmetic;
    this.rooms = new PanelRooms<>(threads, () -> new Room(features));
  }

  @Override
  public int parameters() {
    return 2 * features;
  }

  @Override
  public void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack) {
    in.expect(in.samples(), in.steps(), features, "input");
    out.expect(in.samples(), in.steps(), features, "output");
    moments.begin(in, 2L * in.steps() * LANES, wayBack);
    rooms.run(
        in.panels(),
        (panel, room) -> {
          for (int step = 0; step < in.steps(); step++) {
            forward(parameters, panel, step, room, in, out);
            if (wayBack.follows()) {
              keep(room, moments.of(panel), 2 * step * LANES);
            }
          }
        });
  }

  private static void keep(Room room, float[] moments, int at) {
    System.arraycopy(room.first, 0, moments, at, LANES);
    System.arraycopy(room.second, 0, moments, at + LANES, LANES);
  }

  private void forward(
      float[] parameters, int panel, int step, Room room, Sequences in, Sequences out) {
    in.pack(panel, step, room.values, 0);
    measure(room);
    for (int feature = 0; feature < features; feature++) {
      scale(room, feature * LANES, parameters[feature], parameters[features + feature]);
    }
    out.unpack(panel, step, 0, features, room.values, 0);
  }

  /** The mean and the inverse deviation of a step. */
  private void measure(Room room) {
    Arrays.fill(room.first, 0);
    Arrays.fill(room.second, 0);
    for (int feature = 0; feature < features; feature++) {
      arithmetic.add(room.values, feature * LANES, room.first, 0, LANES);
    }
    for (int lane = 0; lane < LANES; lane++) {
      room.first[lane] /= features;
    }
    for (int feature = 0; feature < features; feature++) {
      addSquares(room.values, feature * LANES, room.first, room.second);
    }
    for (int lane = 0; lane < LANES; lane++) {
      room.second[lane] = 1 / (float) Math.sqrt(room.second[lane] / features + epsilon);
    }
  }

  private static void addSquares(float[] values, int at, float[] means, float[] sums) {
    for (int lane = 0; lane < LANES; lane++) {
      float apart = values[at + lane] - means[lane];
      sums[lane] = Math.fma(apart, apart, sums[lane]);
    }
  }

  private static void scale(Room room, int at, float gain, float offset) {
    for (int lane = 0; lane < LANES; lane++) {
      float normal = (room.values[at + lane] - room.first[lane]) * room.second[lane];
      room.values[at + lane] = Math.fma(normal, gain, offset);
    }
  }

  @Override
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient) {
    moments.expect(in);
    outGradient.expect(in.samples(), in.steps(), features, "gradient of the output");
    if (inGradient != null) {
      inGradient.expect(in.samples(), in.steps(), features, "gradient of the input");
    }
    rooms.run(
        in.panels(),
        (panel, room) -> {
          room.sums.clear();
          for (int step = 0; step < in.steps(); step++) {
            addGradient(panel, step, room, in, outGradient);
            if (inGradient != null) {
              giveBack(parameters, panel, step, room, inGradient);
            }
          }
        },
        room -> {
          room.sums.addRows(0, features, gradient, 0);
          room.sums.addRows(Panel.rows(features), features, gradient, features);
        });
  }

  /** Leaves a step's normal values in {@code values}, and the gradient of its output behind. */
  private void addGradient(int panel, int step, Room room, Sequences in, Sequences outGradient) {
    float[] tape = moments.of(panel);
    int mean = 2 * step * LANES;
    in.pack(panel, step, room.values, 0);
    outGradient.pack(panel, step, room.back, 0);
    arithmetic.flush(room.back, 0, features * LANES);
    int offsets = Panel.rows(features) * LANES;
    for (int at = 0; at < features * LANES; at += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        float normal = (room.values[at + lane] - tape[mean + lane]) * tape[mean + LANES + lane];
        room.values[at + lane] = normal;
        room.gradients[at + lane] = room.back[at + lane] * normal;
      }
    }
    System.arraycopy(room.back, 0, room.gradients, offsets, features * LANES);
    arithmetic.addRows(room.gradients, 0, 2 * Panel.rows(features), room.sums.rowSums(), 0);
  }

  private void giveBack(float[] parameters, int panel, int step, Room room, Sequences inGradient) {
    Arrays.fill(room.first, 0);
    Arrays.fill(room.second, 0);
    for (int feature = 0; feature < features; feature++) {
      addMoments(room, feature * LANES, parameters[feature]);
    }
    for (int at = 0; at < features * LANES; at += LANES) {
      turnBack(room, at, moments.of(panel), (2 * step + 1) * LANES);
    }
    inGradient.unpack(panel, step, 0, features, room.back, 0);
  }

  /** The gradient of normal values, and its sums, plain and times them. */
  private static void addMoments(Room room, int at, float gain) {
    for (int lane = 0; lane < LANES; lane++) {
      float back = room.back[at + lane] * gain;
      room.back[at + lane] = back;
      room.first[lane] += back;
      room.second[lane] = Math.fma(back, room.values[at + lane], room.second[lane]);
    }
  }

  private void turnBack(Room room, int at, float[] tape, int inverse) {
    for (int lane = 0; lane < LANES; lane++) {
      float mean = Math.fma(room.values[at + lane], room.second[lane], room.first[lane]) / features;
      room.back[at + lane] = (room.back[at + lane] - mean) * tape[inverse + lane];
    }
  }
}
