package io.chronoshard.scale;

import java.util.Collections;
import java.util.List;

/** Target scalers of plain values. */
public final class TargetScalerExamples {

  private TargetScalerExamples() {}

  /** With these maps. */
  public static TargetScaler values(Scaler maps) {
    int columns = maps.columns().size();
    return new TargetScaler(
        maps,
        Collections.nCopies(columns, TargetScaler.Rule.NONE),
        Collections.nCopies(columns, 1));
  }

  /** With a map for each column. */
  public static TargetScaler values(Scaler.Column... maps) {
    return values(new Scaler(List.of(maps)));
  }
}
