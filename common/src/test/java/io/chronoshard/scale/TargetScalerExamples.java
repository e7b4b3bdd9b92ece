package io.chronoshard.scale;

import java.util.Collections;
import java.util.List;

/** Target scalers of plain values. */
public final class TargetScalerExamples {

  private TargetScalerExamples() {}

  /** With these maps. */
  public static TargetScaler values(Scaler maps) {
    return new TargetScaler(
        maps, Collections.nCopies(maps.columns().size(), TargetScaler.Rule.NONE));
  }

  /** With a map for each column. */
  public static TargetScaler values(Scaler.Column... maps) {
    return values(new Scaler(List.of(maps)));
  }
}
