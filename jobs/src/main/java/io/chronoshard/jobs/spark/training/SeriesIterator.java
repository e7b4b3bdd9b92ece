package io.chronoshard.jobs.spark.training;

import io.chronoshard.block.Block;
import io.chronoshard.registry.SeriesModel;
import io.chronoshard.scale.Scaler;
import io.chronoshard.train.SeriesTrainer;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.window.WindowLayout;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Trains one series after the other; holds the blocks of one at a time. */
final class SeriesIterator implements Iterator<TrainedSeries> {

  private static final byte[] NONE = {};

  private final Iterator<Block> blocks;
  private final WindowLayout layout;
  private final Scaler inputs;
  private final SeriesTrainer trainer;
  private @Nullable Block next;

  /**
   * Over the blocks of whole series.
   *
   * @param blocks unscaled, sorted
   */
  SeriesIterator(
      Iterator<Block> blocks, WindowLayout layout, Scaler inputs, SeriesTrainer trainer) {
    this.blocks = blocks;
    this.layout = layout;
    this.inputs = inputs;
    this.trainer = trainer;
    this.next = blocks.hasNext() ? blocks.next() : null;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public TrainedSeries next() {
    Block block = next;
    if (block == null) {
      throw new NoSuchElementException();
    }
    String series = block.id().series();
    ShardBuilder builder = new ShardBuilder(layout, inputs);
    while (block != null && block.id().series().equals(series)) {
      builder.add(block);
      block = blocks.hasNext() ? blocks.next() : null;
    }
    next = block;
    SeriesTrainer.Trained trained = trainer.train(series, builder.build(0));
    return new TrainedSeries(
        trained.result(), trained.network().map(SeriesModel::zip).orElse(NONE));
  }
}
