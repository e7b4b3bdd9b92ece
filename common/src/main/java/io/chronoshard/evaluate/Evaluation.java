package io.chronoshard.evaluate;

import io.chronoshard.model.baseline.ResidualCheck;
import io.chronoshard.model.error.Further;
import io.chronoshard.window.WindowCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The errors of several forecasters over the very same windows.
 *
 * @param modelVersion the version that was evaluated
 * @param over what was forecast of the history
 * @param windows the account of the part's windows
 * @param withoutNaive windows left out because a baseline has nothing to stand on
 * @param trained of the possible windows, those in the part that the version was trained on, where
 *     the history is the same; 0 where it is another one
 * @param overall one entry per forecaster and target, over all series and leads
 * @param byLead one entry per forecaster, target and lead, where there are several leads; else
 *     empty
 * @param bySeries one entry per forecaster, target and series, where there are several series; else
 *     empty; of very many, of the worst, the worst first, and of the best
 * @param outside the windows that leave the range of the training part
 * @param residuals what the autoregression among the baselines leaves in the training part, of each
 *     target; empty where there is none
 * @param excerpts what forecast and reality looked like, for charts
 * @param losses of the model and its heads
 * @param series how errors spread over series
 * @param alarms what the version told anomalous, where it tells anything
 */
public record Evaluation(
    int modelVersion,
    Evaluated over,
    WindowCounts windows,
    long withoutNaive,
    long trained,
    List<Entry> overall,
    List<Entry> byLead,
    List<Entry> bySeries,
    Outside outside,
    List<ResidualCheck> residuals,
    List<Excerpt> excerpts,
    Losses losses,
    SeriesSpread series,
    Optional<Alarms> alarms) {

  /** The same with alarms. */
  public Evaluation with(Alarms told) {
    return new Evaluation(
        modelVersion,
        over,
        windows,
        withoutNaive,
        trained,
        overall,
        byLead,
        bySeries,
        outside,
        residuals,
        excerpts,
        losses,
        series,
        Optional.of(told));
  }

  /** The same, where the version was trained on so many of the possible windows. */
  public Evaluation withTrained(long known) {
    return new Evaluation(
        modelVersion,
        over,
        windows,
        withoutNaive,
        known,
        overall,
        byLead,
        bySeries,
        outside,
        residuals,
        excerpts,
        losses,
        series,
        alarms);
  }

  /**
   * One line of a table.
   *
   * @param forecaster whose forecasts
   * @param target the target channel
   * @param leadSteps steps from the origin, or -1 for all leads together
   * @param series the series, or an empty text for all together
   * @param count forecasts that were compared
   * @param mae mean absolute error, in the target's own unit
   * @param rmse root of the mean squared error, in the target's own unit
   * @param bias mean of forecast less actual, in the target's own unit
   * @param further what is told of forecasts of more than a value
   */
  public record Entry(
      Forecasts forecaster,
      String target,
      int leadSteps,
      String series,
      long count,
      double mae,
      double rmse,
      double bias,
      Further further) {

    /** By what forecasts are compared: the Brier score of probabilities, else the mean error. */
    public double judged() {
      return further.measure(Further.BRIER).orElse(mae);
    }

    /** Whether they are compared by a Brier score. */
    public boolean isJudgedByBrier() {
      return further.measure(Further.BRIER).isPresent();
    }
  }

  /**
   * Windows that were compared although an input leaves the range that it had in the training part.
   *
   * @param windows how many
   * @param inputs the inputs that leave theirs
   * @param errors one entry per forecaster and target, over these windows; empty where there are
   *     none
   */
  public record Outside(long windows, List<OutsideInput> inputs, List<Entry> errors) {

    /** No such window. */
    public static final Outside NONE = new Outside(0, List.of(), List.of());

    /** Copies the lists. */
    public Outside {
      inputs = List.copyOf(inputs);
      errors = List.copyOf(errors);
    }
  }

  /**
   * An input that leaves its range.
   *
   * @param windows in how many windows
   * @param minimum its least value in the training part, in its own unit
   * @param maximum its greatest one
   */
  public record OutsideInput(String name, long windows, double minimum, double maximum) {}

  /**
   * Forecasts of one target at one lead over consecutive windows of one series.
   *
   * @param times milliseconds since 1970-01-01T00:00:00Z of the targets, or row numbers where rows
   *     are counted
   * @param actual what happened, in the target's own unit
   * @param model what the model said
   * @param baseline the first of the forecasts beside it that say anything of the target
   * @param baselines what that one said
   * @param drawn how all of it is drawn
   * @param alarms places of the windows that are told anomalous
   */
  public record Excerpt(
      String series,
      String target,
      int leadSteps,
      long[] times,
      float[] actual,
      float[] model,
      Forecasts baseline,
      float[] baselines,
      Drawn drawn,
      int[] alarms) {}

  /**
   * How an excerpt's numbers are drawn.
   *
   * @param kind what they are
   * @param classes names of the classes, of which they are places; empty where there are none
   * @param band what lies between the two that follow, in words; empty for nothing
   * @param lower where the model's band begins, at each time; empty for none
   * @param upper where it ends
   */
  public record Drawn(Kind kind, List<String> classes, String band, float[] lower, float[] upper) {

    /** What numbers are. */
    public enum Kind {
      /** Values in the target's own unit. */
      VALUE,
      /** Probabilities, and 0 or 1 for what happened. */
      PROBABILITY,
      /** Places of classes: the likeliest one, and the one that came. */
      CLASS
    }

    /** Values without a band. */
    public static final Drawn VALUES =
        new Drawn(Kind.VALUE, List.of(), "", new float[0], new float[0]);

    /** Copies the list. */
    public Drawn {
      classes = List.copyOf(classes);
    }
  }

  /**
   * What the model minimised, over the windows that were compared.
   *
   * @param total in scaled units, of all heads by their weights
   * @param heads one entry per head
   */
  public record Losses(double total, List<HeadErrors> heads) {

    /** Copies the list. */
    public Losses {
      heads = List.copyOf(heads);
    }
  }

  /**
   * What one head came to.
   *
   * @param head its name
   * @param loss its own, in scaled units
   * @param metrics by name, those that the configuration asks for, in the targets' own units
   */
  public record HeadErrors(String head, double loss, Map<String, Double> metrics) {

    /** Copies the map. */
    public HeadErrors {
      metrics = Map.copyOf(metrics);
    }
  }

  /** Copies what it is given. */
  public Evaluation {
    overall = List.copyOf(overall);
    byLead = List.copyOf(byLead);
    bySeries = List.copyOf(bySeries);
    residuals = List.copyOf(residuals);
    excerpts = List.copyOf(excerpts);
  }
}
