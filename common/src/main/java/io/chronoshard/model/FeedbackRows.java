package io.chronoshard.model;

import io.chronoshard.config.InputSettings;
import io.chronoshard.config.ModelEnds;
import io.chronoshard.config.OutputSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.window.Rows;
import io.chronoshard.window.WindowShape;
import java.util.Locale;

/**
 * Whether the rows that a network forecasts are those that it reads next.
 *
 * <pre>
 * input     o · o · o
 * output            | · x · x     lead and spacing are the sampling
 * </pre>
 *
 * @param ends names of inputs and outputs
 * @param near the window that the network is trained on
 */
record FeedbackRows(ModelEnds ends, WindowShape near) {

  /**
   * Steps from one row to the next.
   *
   * @throws ConfigurationException where outputs or inputs have others
   */
  int row() {
    Rows first = near.heads().get(0);
    int row = first.first();
    for (int i = 0; i < near.heads().size(); i++) {
      Rows head = near.heads().get(i);
      OutputSettings output = ends.outputs().get(i);
      if (head.first() != row || head.count() != first.count()) {
        throw problem(
            String.format(
                Locale.ROOT,
                "forecasts all outputs again from where it has arrived, so they have one lead and one horizon, and %s has"
                    + " the lead %d and the horizon %d where %s has %d and %d; give them the same",
                output.name(),
                head.first(),
                head.count(),
                ends.outputs().get(0).name(),
                row,
                first.count()));
      }
      if (row < 1) {
        throw problem(
            "puts forecasts in the place of the next input rows, and with window.lead = 0 the forecast is of a row that"
                + " was read already; set window.lead to window.sampling");
      }
      if (head.count() > 1 && head.apart() != row) {
        throw notNext("window.spacing", "spacing of " + output.name(), head.apart(), row);
      }
    }
    for (int i = 0; i < near.inputs().size(); i++) {
      Rows rows = near.inputs().get(i);
      InputSettings input = ends.inputs().get(i);
      if (rows.first() < 0 && rows.apart() != row) {
        throw notNext("window.sampling", "sampling of " + input.name(), rows.apart(), row);
      }
    }
    return row;
  }

  private ConfigurationException notNext(String key, String what, int steps, int lead) {
    return problem(
        String.format(
            Locale.ROOT,
            "puts forecasts in the place of the next input rows, so the lead, the spacing of forecasts and the sampling of"
                + " inputs must be one number of steps: the lead is %d, the %s is %d; set window.lead and %s to the same",
            lead,
            what,
            steps,
            key));
  }

  private ConfigurationException problem(String what) {
    return new ConfigurationException(
        String.format(Locale.ROOT, "model.recursive = %d %s", ends.recursive(), what));
  }
}
