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
 * @param layout of what the network gives
 */
public record OwnUnits(TargetScaler scaler, ForecastLayout layout) {

  /**
   * Changes the outputs of one window.
   *
   * @param block that holds the window
   * @param outputs in the layout
   * @param from where those of the window begin
   */
  public void bring(Block block, long origin, float[] outputs, int from) {
    List<Scaler.Column> maps = scaler.maps().of(block.id().series());
    WindowTargets values = layout.values();
    int at = from;
    for (int value = 0; value < values.size(); value++) {
      ForecastForm form = layout.form(value);
      int column = values.column(value);
      Scaler.Column map = maps.get(column);
      if (form.hasDeviation()) {
        outputs[at] = scaler.unscale(column, map, outputs[at], block.targets(), origin);
        outputs[at + 1] = (float) (outputs[at + 1] * map.divisor());
      } else if (!form.isProbable()) {
        for (int i = at; i < at + form.width(); i++) {
          outputs[i] = scaler.unscale(column, map, outputs[i], block.targets(), origin);
        }
      }
      at += form.width();
    }
  }

  /**
   * Changes forecasts of one window back to what a network would have given.
   *
   * @param block that holds the window
   * @param forecasts in the layout
   * @param from where those of the window begin
   */
  public void scale(Block block, long origin, float[] forecasts, int from) {
    List<Scaler.Column> maps = scaler.maps().of(block.id().series());
    WindowTargets values = layout.values();
    int at = from;
    for (int value = 0; value < values.size(); value++) {
      ForecastForm form = layout.form(value);
      int column = values.column(value);
      Scaler.Column map = maps.get(column);
      if (form.hasDeviation()) {
        forecasts[at] = scaler.scale(column, map, forecasts[at], block.targets(), origin);
        forecasts[at + 1] = (float) (forecasts[at + 1] / map.divisor());
      } else if (!form.isProbable()) {
        for (int i = at; i < at + form.width(); i++) {
          forecasts[i] = scaler.scale(column, map, forecasts[i], block.targets(), origin);
        }
      }
      at += form.width();
    }
  }
}
