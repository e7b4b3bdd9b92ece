package io.chronoshard.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The largest value or the mean of windows along time, each feature by itself, as Keras' pooling
 * layers without padding. Where several steps hold the largest value, the first has it.
 */
public final class PoolingKernel implements LayerKernel {

  /** What is made of a window. */
  public enum Pool {
    /** Its largest value. */
    MAX,
    /** Its mean. */
    AVERAGE
  }

  private static final int LANES = Panel.LANES;

  /** All steps of a sequence. */
  private static final int ALL = 0;

  /** Where a panel is worked on, {@code [feature][lane]} each. */
  private static final class Room {
    private float[] read = {};
    private float[] joined = {};
    private float[] origins = {};

    private void fit(int size) {
      if (read.length < size) {
        read = new float[size];
        joined = new float[size];
        origins = new float[size];
      }
    }
  }

  private final Pool pool;
  private final int size;
  private final int stride;
  private final Arithmetic arithmetic;
  private final PanelRooms<Room> rooms;
  private final PanelTapes origins = new PanelTapes();

  /**
   * Of windows.
   *
   * @param size steps of a window
   * @param stride steps from window to window
   */
  public PoolingKernel(Pool pool, int size, int stride, Arithmetic arithmetic, Threads threads) {
    this(pool, arithmetic, threads, size, stride);
    if (size < 1 || stride < 1) {
      throw new IllegalArgumentException("pooling of " + size + " steps, stride " + stride);
    }
  }

  private PoolingKernel(Pool pool, Arithmetic arithmetic, Threads threads, int size, int stride) {
    this.pool = pool;
    this.size = size;
    this.stride = stride;
    this.arithmetic = arithmetic;
    this.rooms = new PanelRooms<>(threads, Room::new);
  }

  /** Of whole sequences; gives one step. */
  public static PoolingKernel global(Pool pool, Arithmetic arithmetic, Threads threads) {
    return new PoolingKernel(pool, arithmetic, threads, ALL, 1);
  }

  @Override
  public int outputSteps(int steps) {
    if (steps < Math.max(1, size)) {
      throw new IllegalArgumentException(
          "a sequence of " + steps + " steps is too short for pooling of " + Math.max(1, size));
    }
    return (steps - size(steps)) / stride + 1;
  }

  private int size(int steps) {
    return size == ALL ? steps : size;
  }

  @Override
  public void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack) {
    int windows = outputSteps(in.steps());
    out.expect(in.samples(), windows, in.width(), "output");
    long kept = pool == Pool.MAX ? (long) windows * in.width() * LANES : 0;
    origins.begin(in, kept, wayBack);
    rooms.run(in.panels(), (panel, room) -> forward(panel, room, in, out, wayBack));
  }

  private void forward(int panel, Room room, Sequences in, Sequences out, WayBack wayBack) {
    int count = in.width() * LANES;
    room.fit(count);
    int taps = size(in.steps());
    for (int window = 0; window < out.steps(); window++) {
      in.pack(panel, window * stride, room.joined, 0);
      Arrays.fill(room.origins, 0, count, 0);
      for (int tap = 1; tap < taps; tap++) {
        in.pack(panel, window * stride + tap, room.read, 0);
        if (pool == Pool.MAX) {
          arithmetic.larger(room.read, 0, tap, room.joined, room.origins, 0, count);
        } else {
          arithmetic.add(room.read, 0, room.joined, 0, count);
        }
      }
      if (pool == Pool.AVERAGE) {
        divide(room.joined, count, taps);
      } else if (wayBack.follows()) {
        System.arraycopy(room.origins, 0, origins.of(panel), window * count, count);
      }
      out.unpack(panel, window, 0, in.width(), room.joined, 0);
    }
  }

  private static void divide(float[] values, int count, float by) {
    for (int i = 0; i < count; i++) {
      values[i] /= by;
    }
  }

  @Override
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient) {
    origins.expect(in);
    outGradient.expect(in.samples(), outputSteps(in.steps()), in.width(), "gradient of the output");
    if (inGradient == null) {
      return;
    }
    inGradient.expect(in.samples(), in.steps(), in.width(), "gradient of the input");
    rooms.run(in.panels(), (panel, room) -> backward(panel, room, outGradient, inGradient));
  }

  /** Each step gathers what it gave to windows. */
  private void backward(int panel, Room room, Sequences outGradient, Sequences inGradient) {
    int count = inGradient.width() * LANES;
    room.fit(count);
    int taps = size(inGradient.steps());
    for (int step = 0; step < inGradient.steps(); step++) {
      Arrays.fill(room.joined, 0, count, 0);
      int first = Math.max(0, (step - taps + stride) / stride);
      int last = Math.min(outGradient.steps() - 1, step / stride);
      for (int window = first; window <= last; window++) {
        outGradient.pack(panel, window, room.read, 0);
        if (pool == Pool.MAX) {
          float tap = step - window * stride;
          float[] from = origins.of(panel);
          arithmetic.addFrom(tap, from, window * count, room.read, room.joined, count);
        } else {
          divide(room.read, count, taps);
          arithmetic.add(room.read, 0, room.joined, 0, count);
        }
      }
      inGradient.unpack(panel, step, 0, inGradient.width(), room.joined, 0);
    }
  }
}
