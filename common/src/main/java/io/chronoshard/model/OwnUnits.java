package io.chronoshard.model;

import io.chronoshard.block.Block;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import io.chronoshard.window.WindowTargets;
import java.util.List;

/**
 * Brings what a network gives to the targets' own units.
 *
 * @param scaler one column per target
 * @param values what the network forecasts of a window
 * @param forms what the network gives for each target of each head
 */
public record OwnUnits(TargetScaler scaler, WindowTargets values, List<ForecastForm> forms) {

  /** Copies the list. */
  public OwnUnits {
    forms = List.copyOf(forms);
  }

  /** Numbers of a window that each head gives. */
  public int[] widths(int heads) {
    int[] widths = new int[heads];
    for (int value = 0; value < values.size(); value++) {
      widths[values.head(value)] += forms.get(values.place(value)).width();
    }
    return widths;
  }

  /**
   * Changes the outputs of one window.
   *
   * @param block that holds the window
   * @param outputs {@code [head][row][target]}, as the forms say
   * @param from where they begin
   */
  public void bring(Block block, long origin, float[] outputs, int from) {
    List<Scaler.Column> maps = scaler.maps().of(block.id().series());
    int at = from;
    for (int value = 0; value < values.size(); value++) {
      ForecastForm form = forms.get(values.place(value));
      int column = values.column(value);
      Scaler.Column map = maps.get(column);
      if (form instanceof ForecastForm.Gaussian) {
        outputs[at] = scaler.unscale(column, map, outputs[at], block.targets(), origin);
        outputs[at + 1] = (float) (outputs[at + 1] * map.divisor());
      } else {
        for (int i = at; i < at + form.width(); i++) {
          outputs[i] = scaler.unscale(column, map, outputs[i], block.targets(), origin);
        }
      }
      at += form.width();
    }
  }
}
