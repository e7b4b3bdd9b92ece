package io.chronoshard.model;

import io.chronoshard.block.Block;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.scale.Scaler;
import io.chronoshard.scale.TargetScaler;
import java.util.List;

/**
 * Brings what a network gives to the targets' own units.
 *
 * @param scaler one column per target
 * @param forms what the network gives for each target
 */
public record OwnUnits(TargetScaler scaler, List<ForecastForm> forms) {

  /** Copies the list. */
  public OwnUnits {
    forms = List.copyOf(forms);
  }

  /**
   * Changes the outputs of one window's steps, one step behind the other.
   *
   * @param block that holds the window
   * @param outputs {@code [step][target]}, as the forms say
   * @param from where they begin
   * @param to where they end
   */
  public void bring(Block block, long origin, float[] outputs, int from, int to) {
    List<Scaler.Column> maps = scaler.maps().of(block.id().series());
    int at = from;
    while (at < to) {
      for (int target = 0; target < forms.size(); target++) {
        ForecastForm form = forms.get(target);
        Scaler.Column map = maps.get(target);
        if (form instanceof ForecastForm.Gaussian) {
          outputs[at] = scaler.unscale(target, map, outputs[at], block.targets(), origin);
          outputs[at + 1] = (float) (outputs[at + 1] * map.divisor());
        } else {
          for (int i = at; i < at + form.width(); i++) {
            outputs[i] = scaler.unscale(target, map, outputs[i], block.targets(), origin);
          }
        }
        at += form.width();
      }
    }
  }
}
