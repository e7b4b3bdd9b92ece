package io.chronoshard.kernel;

import org.jspecify.annotations.Nullable;

/** A curve on every value: an activation that stands by itself. */
public final class CurveKernel implements LayerKernel {

  private static final int LANES = Panel.LANES;

  /** Where a panel works, {@code [feature][lane]}. */
  private static final class Room {
    private float[] values = {};

    private void fit(int size) {
      if (values.length < size) {
        values = new float[size];
      }
    }
  }

  private final Curve curve;
  private final Arithmetic arithmetic;
  private final PanelRooms<Room> rooms;

  /** What the curve gave, {@code [step][feature][lane]}. */
  private final PanelTapes outputs = new PanelTapes();

  /** Applies a curve. */
  public CurveKernel(Curve curve, Arithmetic arithmetic, Threads threads) {
    this.curve = curve;
    this.arithmetic = arithmetic;
    this.rooms = new PanelRooms<>(threads, Room::new);
  }

  @Override
  public void forward(float[] parameters, Sequences in, Sequences out, WayBack wayBack) {
    out.expect(in.samples(), in.steps(), in.width(), "output");
    int count = in.width() * LANES;
    outputs.begin(in, (long) in.steps() * count, wayBack);
    rooms.run(
        in.panels(),
        (panel, room) -> {
          room.fit(count);
          for (int step = 0; step < in.steps(); step++) {
            in.pack(panel, step, room.values, 0);
            arithmetic.apply(curve, room.values, 0, count);
            out.unpack(panel, step, 0, in.width(), room.values, 0);
            if (wayBack.follows()) {
              System.arraycopy(room.values, 0, outputs.of(panel), step * count, count);
            }
          }
        });
  }

  @Override
  public void backward(
      float[] parameters,
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient) {
    outputs.expect(in);
    outGradient.expect(in.samples(), in.steps(), in.width(), "gradient of the output");
    if (inGradient == null) {
      return;
    }
    inGradient.expect(in.samples(), in.steps(), in.width(), "gradient of the input");
    int count = in.width() * LANES;
    rooms.run(
        in.panels(),
        (panel, room) -> {
          room.fit(count);
          for (int step = 0; step < in.steps(); step++) {
            outGradient.pack(panel, step, room.values, 0);
            arithmetic.slope(curve, outputs.of(panel), step * count, room.values, 0, count);
            inGradient.unpack(panel, step, 0, in.width(), room.values, 0);
          }
        });
  }
}
