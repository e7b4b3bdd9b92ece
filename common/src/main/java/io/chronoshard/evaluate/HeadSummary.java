package io.chronoshard.evaluate;

import io.chronoshard.config.OutputSettings;
import io.chronoshard.config.OutputSettings.Metric;
import io.chronoshard.evaluate.Evaluation.HeadErrors;
import io.chronoshard.evaluate.Evaluation.Losses;
import io.chronoshard.model.error.Errors;
import io.chronoshard.model.error.Further;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The loss of a model and of each of its heads, with the metrics that the heads ask for.
 *
 * @param outputs the heads
 * @param values what is forecast of a window
 */
record HeadSummary(List<OutputSettings> outputs, WindowTargets values) {

  /**
   * Over some windows.
   *
   * @param errors of all forecasters, the model first
   * @param sums of each head's loss over them; empty where a model minimises nothing
   */
  Losses of(ErrorTable errors, List<Double> sums) {
    List<HeadErrors> heads = new ArrayList<>();
    double total = 0;
    for (int head = 0; head < outputs.size(); head++) {
      double loss = sums.isEmpty() ? 0 : sums.get(head) / errors.windows();
      total += outputs.get(head).weight() * loss;
      heads.add(new HeadErrors(outputs.get(head).name(), loss, metrics(errors, head)));
    }
    return new Losses(total, heads);
  }

  private Map<String, Double> metrics(ErrorTable errors, int head) {
    List<Errors> own = new ArrayList<>();
    for (int place = 0; place < values.targets().size(); place++) {
      if (values.targets().get(place).head() == head) {
        own.add(errors.overLeads(0, place));
      }
    }
    Map<String, Double> metrics = new TreeMap<>();
    for (Metric metric : outputs.get(head).metrics()) {
      metrics.put(
          metric.toString(),
          switch (metric) {
            case MAE -> mean(own, Errors::mae);
            case RMSE -> Math.sqrt(mean(own, error -> error.rmse() * error.rmse()));
            case BIAS -> mean(own, Errors::bias);
            case ACCURACY -> mean(own, error -> further(error, Further.ACCURACY));
            case BRIER -> mean(own, error -> further(error, Further.BRIER));
          });
    }
    return metrics;
  }

  private static double further(Errors errors, String measure) {
    return errors.further().measure(measure).orElseThrow();
  }

  /** Over all targets of a head, which have as many forecasts each. */
  private static double mean(List<Errors> errors, ToDoubleFunction<Errors> of) {
    return errors.stream().mapToDouble(of).sum() / errors.size();
  }
}
