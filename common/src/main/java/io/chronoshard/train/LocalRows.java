package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.config.ScaleSettings.By;
import io.chronoshard.error.DataException;
import io.chronoshard.scale.BySeries;
import io.chronoshard.scale.CountPass;
import io.chronoshard.scale.FloatCounts;
import io.chronoshard.scale.SeriesMerge;
import io.chronoshard.window.WindowLayout;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The rows of blocks in memory.
 *
 * @param layout of the blocks
 * @param shards the blocks of each shard, unscaled, in their order
 */
public record LocalRows(WindowLayout layout, List<List<Block>> shards) implements TrainingRows {

  @Override
  public BySeries<ScalerFit> statistics(By by) {
    return merged(rows -> rows.statistics(by), ScalerFit::merge);
  }

  @Override
  public BySeries<FloatCounts> counts(List<Integer> columns, BySeries<CountPass> passes) {
    return merged(rows -> rows.counts(columns, passes), FloatCounts::plus);
  }

  private <T> BySeries<T> merged(Function<BlockRows, BySeries<T>> of, BinaryOperator<T> merge) {
    SeriesMerge<T> all = new SeriesMerge<>(merge);
    for (List<Block> blocks : shards) {
      SeriesMerge<T> ofShard = new SeriesMerge<>(merge);
      blocks.forEach(block -> ofShard.and(of.apply(BlockRows.of(block, layout))));
      ofShard.merged().ifPresent(all::and);
    }
    return all.merged().orElseThrow(LocalRows::none);
  }

  /** For a training part without a block. */
  public static DataException none() {
    return new DataException("the training part holds no reading; split elsewhere");
  }
}
