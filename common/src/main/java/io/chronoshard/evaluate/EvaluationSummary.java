package io.chronoshard.evaluate;

import io.chronoshard.config.OutputSettings;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.error.DataException;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.Evaluation.Outside;
import io.chronoshard.evaluate.Evaluation.OutsideInput;
import io.chronoshard.model.baseline.ResidualCheck;
import io.chronoshard.model.error.Errors;
import io.chronoshard.scale.Ranges;
import io.chronoshard.window.OutsideRange;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Adds up what blocks contribute, in the order of blocks, whatever order they come in.
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
   * @param residuals what the autoregression beside it leaves, where there is one
   * @throws DataException where no window could be compared
   */
  public Evaluation of(
      int modelVersion, List<BlockEvaluation> contributions, List<ResidualCheck> residuals) {
    List<BlockEvaluation> blocks =
        over.of(contributions).stream()
            .sorted(Comparator.comparing(BlockEvaluation::block))
            .toList();
    WindowCounts counts =
        blocks.stream().map(BlockEvaluation::counts).reduce(WindowCounts.NONE, WindowCounts::plus);
    long withoutNaive = blocks.stream().mapToLong(BlockEvaluation::withoutNaive).sum();
    TreeMap<String, ErrorTable> bySeries = new TreeMap<>();
    for (BlockEvaluation block : blocks) {
      bySeries.merge(block.block().series(), block.errors(), ErrorTable::plus);
    }
    ErrorTable total = total(blocks, BlockEvaluation::errors);
    if (total.windows() == 0) {
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
    return new Evaluation(
        modelVersion,
        over,
        counts,
        withoutNaive,
        overLeads(total, ""),
        values.rows().stream().anyMatch(rows -> rows > 1) ? byLead(total) : List.of(),
        bySeries.size() > 1 ? bySeries(bySeries) : List.of(),
        outside(blocks),
        residuals,
        new Excerpts(values, axis, labels(), forecasts).of(total, blocks),
        new HeadSummary(outputs, values).of(total, blocks),
        Optional.empty());
  }

  /** What each head's target is called. */
  private List<String> labels() {
    return values.labels(targetNames, outputs.stream().map(OutputSettings::name).toList());
  }

  private ErrorTable total(
      List<BlockEvaluation> blocks, Function<BlockEvaluation, ErrorTable> table) {
    return blocks.stream()
        .map(table)
        .reduce(ErrorTable::plus)
        .orElseGet(() -> new ErrorTable(0, List.of()));
  }

  private Outside outside(List<BlockEvaluation> blocks) {
    ErrorTable total = total(blocks, BlockEvaluation::outside);
    long[] byInput = new long[range.names().size()];
    for (BlockEvaluation block : blocks) {
      Arrays.setAll(byInput, input -> byInput[input] + block.outsideByInput()[input]);
    }
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
    return new Outside(total.windows(), inputs, overLeads(total, ""));
  }

  private List<Entry> overLeads(ErrorTable table, String series) {
    List<Entry> entries = new ArrayList<>();
    for (int target = 0; target < labels().size(); target++) {
      for (int of = 0; of < forecasts.size(); of++) {
        if (table.sums(of, target).isThere()) {
          entries.add(entry(of, target, -1, series, table.overLeads(of, target)));
        }
      }
    }
    return entries;
  }

  private List<Entry> byLead(ErrorTable table) {
    List<Entry> entries = new ArrayList<>();
    for (int target = 0; target < values.targets().size(); target++) {
      for (int row = 0; row < values.rows().get(target); row++) {
        int lead = values.lead(values.value(target, row));
        for (int of = 0; of < forecasts.size(); of++) {
          if (table.sums(of, target).isThere()) {
            entries.add(entry(of, target, lead, "", table.at(of, target, row)));
          }
        }
      }
    }
    return entries;
  }

  private List<Entry> bySeries(TreeMap<String, ErrorTable> tables) {
    List<Entry> entries = new ArrayList<>();
    tables.forEach(
        (series, table) -> {
          if (table.windows() > 0) {
            entries.addAll(overLeads(table, series));
          }
        });
    return entries;
  }

  private Entry entry(int of, int target, int leadSteps, String series, Errors errors) {
    return new Entry(
        forecasts.get(of),
        labels().get(target),
        leadSteps,
        series,
        errors.count(),
        errors.mae(),
        errors.rmse(),
        errors.bias(),
        errors.further());
  }
}
