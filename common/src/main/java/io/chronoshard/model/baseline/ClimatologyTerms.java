package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.split.Interval;
import io.chronoshard.window.WindowLayout;

/**
 * What blocks contribute to a climatology: the training steps that they own. Of each series its
 * means are kept, where series are told apart.
 *
 * @param layout of the blocks
 * @param places that are told apart
 * @param around days before and after a day of the year that count as that day
 * @param by whose values are added up
 */
public record ClimatologyTerms(WindowLayout layout, CalendarPlaces places, int around, By by)
    implements BlockSum<ClimatologySums, BySeriesSum<ClimatologySums, float[]>> {

  private int targets() {
    return layout.features().targetColumns().size();
  }

  @Override
  public ClimatologySums of(Block block) {
    int targets = targets();
    ClimatologySums sums = ClimatologySums.none(places.count() * targets);
    for (int target = 0; target < targets; target++) {
      Interval rows = TrainingSteps.own(block, layout, target);
      for (long step = rows.from(); step < rows.to(); step++) {
        int place = places.of(step * layout.history().axis().stepMillis());
        sums.add(place * targets + target, block.targets().at(step, target));
      }
    }
    return sums;
  }

  @Override
  public ClimatologySums plus(ClimatologySums sum, ClimatologySums next) {
    return sum.plus(next);
  }

  @Override
  public BySeriesSum<ClimatologySums, float[]> nothing() {
    return BySeriesSum.of(ClimatologySums.none(places.count() * targets()));
  }

  @Override
  public BySeriesSum<ClimatologySums, float[]> with(
      BySeriesSum<ClimatologySums, float[]> kept, String series, ClimatologySums whole) {
    if (by == By.SERIES) {
      kept.own().put(series, whole.means(places, targets(), around));
    }
    return kept.with(kept.all().plus(whole));
  }

  @Override
  public BySeriesSum<ClimatologySums, float[]> both(
      BySeriesSum<ClimatologySums, float[]> kept, BySeriesSum<ClimatologySums, float[]> next) {
    kept.own().putAll(next.own());
    return kept.with(kept.all().plus(next.all()));
  }
}
