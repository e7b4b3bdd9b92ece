package io.chronoshard.evaluate;

import io.chronoshard.config.OutputSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.DataException;
import io.chronoshard.evaluate.EvaluatedSeries.SeriesErrors;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Evaluation.Outside;
import io.chronoshard.evaluate.Evaluation.OutsideInput;
import io.chronoshard.model.baseline.ResidualCheck;
import io.chronoshard.scale.Ranges;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What all series of an evaluation come to.
 *
 * @param values what is forecast
 * @param axis what steps are
 * @param targetNames names of the targets
 * @param outputs the model's heads
 * @param forecasts that are compared, the model's first
 * @param over what was forecast of the history
 * @param range of the inputs in the training part
 */
public record EvaluationSummary(
    WindowTargets values,
    TimeAxis axis,
    List<String> targetNames,
    List<OutputSettings> outputs,
    List<Forecasts> forecasts,
    Evaluated over,
    OutsideRange range) {

  /**
   * The evaluation of a version.
   *
   * @param all what all series contribute together
   * @param told the series that are told one by one, in the order in which they are
   * @param spread of the errors of all
   * @param residuals what the autoregression beside it leaves, where there is one
   */
  public Evaluation of(
      int modelVersion,
      BlockEvaluation all,
      List<SeriesErrors> told,
      SeriesSpread spread,
      List<ResidualCheck> residuals) {
    ErrorTable total = all.errors();
    return new Evaluation(
        modelVersion,
        over,
        all.counts(),
        all.withoutNaive(),
        0,
        overLeads(total),
        values.rows().stream().anyMatch(rows -> rows > 1) ? byLead(total) : List.of(),
        told.size() > 1
            ? told.stream().flatMap(one -> entries().of(one).stream()).toList()
            : List.of(),
        outside(all),
        residuals,
        new Excerpts(values, axis, labels(), forecasts).of(total, List.of(all)),
        new HeadSummary(outputs, values).of(total, all.headLosses()),
        spread,
        Optional.empty());
  }

  /**
   * What all series contribute together.
   *
   * @throws DataException where no window could be compared
   */
  public BlockEvaluation total(EvaluatedSeries all) {
    WindowCounts counts =
        all.total().stream()
            .map(BlockEvaluation::counts)
            .reduce(WindowCounts.NONE, WindowCounts::plus);
    long withoutNaive = all.total().stream().mapToLong(BlockEvaluation::withoutNaive).sum();
    if (all.compared() == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "no window of %s can be compared: of %d possible ones %d have an unknown input, %d an unknown target,"
                  + " and for %d a baseline has nothing to stand on; fill gaps (grid.fill), or evaluate another period",
              over.name(),
              counts.possible(),
              counts.unknownInput(),
              counts.unknownTarget(),
              withoutNaive));
    }
    return all.total().get(0);
  }

  /** Makes the lines of series. */
  public SeriesEntries entries() {
    return new SeriesEntries(forecasts, labels(), values.rows());
  }

  /** From the worst series to the best. */
  public SeriesRanks ranks(BlockEvaluation all) {
    return SeriesRanks.of(entries(), all.errors());
  }

  /** What each head's target is called. */
  private List<String> labels() {
    return values.labels(targetNames, outputs.stream().map(OutputSettings::name).toList());
  }

  private Outside outside(BlockEvaluation all) {
    ErrorTable total = all.outside();
    long[] byInput = all.outsideByInput();
    if (total.windows() == 0) {
      return Outside.NONE;
    }
    List<OutsideInput> inputs = new ArrayList<>();
    for (int input = 0; input < byInput.length; input++) {
      if (byInput[input] > 0) {
        Ranges.Range trained = range.ranges().inputs().get(input);
        inputs.add(
            new OutsideInput(
                range.names().get(input), byInput[input], trained.minimum(), trained.maximum()));
      }
    }
    return new Outside(total.windows(), inputs, overLeads(total));
  }

  private List<Entry> overLeads(ErrorTable table) {
    return entries().of(new SeriesErrors("", table.overLeads()));
  }

  private List<Entry> byLead(ErrorTable table) {
    List<Entry> entries = new ArrayList<>();
    for (int target = 0; target < values.targets().size(); target++) {
      for (int row = 0; row < values.rows().get(target); row++) {
        int lead = values.lead(values.value(target, row));
        for (int of = 0; of < forecasts.size(); of++) {
          if (table.sums(of, target).isThere()) {
            entries.add(entries().entry(of, target, lead, "", table.at(of, target, row)));
          }
        }
      }
    }
    return entries;
  }
}
