package io.chronoshard.kernel;

import java.util.ArrayList;
import java.util.List;

/** What a layer keeps of each panel of a minibatch for the way back. */
final class PanelTapes {

  private final List<float[]> tapes = new ArrayList<>();
  private int samples;
  private int steps;
  private boolean keeping;

  /**
   * Makes room where the way back follows.
   *
   * @param length floats of a panel
   * @throws IllegalArgumentException where sequences are too long
   */
  void begin(Sequences in, long length, WayBack wayBack) {
    samples = in.samples();
    steps = in.steps();
    keeping = wayBack.follows();
    if (!keeping) {
      return;
    }
    in.requireRoom(length);
    for (int panel = 0; panel < in.panels(); panel++) {
      if (panel == tapes.size()) {
        tapes.add(new float[(int) length]);
      } else if (tapes.get(panel).length < length) {
        tapes.set(panel, new float[(int) length]);
      }
    }
  }

  /** Refuses a way back over what was not kept. */
  void expect(Sequences in) {
    if (!keeping || in.samples() != samples || in.steps() != steps) {
      throw new IllegalStateException(
          "the way back over "
              + in.samples()
              + " samples of "
              + in.steps()
              + " steps follows no way forward that kept them");
    }
  }

  /** A panel's. */
  float[] of(int panel) {
    return tapes.get(panel);
  }
}
