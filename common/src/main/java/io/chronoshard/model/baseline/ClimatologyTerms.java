package io.chronoshard.model.baseline;

import io.chronoshard.block.Block;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.scale.BySeries;
import io.chronoshard.split.Interval;
import io.chronoshard.window.WindowLayout;
import java.util.Map;

/**
 * What blocks contribute to a climatology: the training steps that they own.
 *
 * @param layout of the blocks
 * @param places that are told apart
 * @param by whose values are added up
 */
public record ClimatologyTerms(WindowLayout layout, CalendarPlaces places, By by)
    implements BlockSum<BySeries<ClimatologySums>> {

  @Override
  public BySeries<ClimatologySums> of(Block block) {
    int targets = block.targets().width();
    ClimatologySums sums = ClimatologySums.none(places.count() * targets);
    for (int target = 0; target < targets; target++) {
      Interval rows = TrainingSteps.own(block, layout, target);
      for (long step = rows.from(); step < rows.to(); step++) {
        int place = places.of(step * layout.history().axis().stepMillis());
        sums.add(place * targets + target, block.targets().at(step, target));
      }
    }
    return by == By.ALL
        ? BySeries.same(sums)
        : new BySeries<>(sums, Map.of(block.id().series(), sums));
  }

  @Override
  public BySeries<ClimatologySums> plus(
      BySeries<ClimatologySums> sum, BySeries<ClimatologySums> next) {
    return sum.merge(next, ClimatologySums::plus);
  }
}
