package io.chronoshard.jobs.spark.training;

import io.chronoshard.block.Block;
import io.chronoshard.registry.SeriesCheckpoints;
import io.chronoshard.registry.SeriesCheckpoints.Kept;
import io.chronoshard.registry.SeriesCheckpoints.Place;
import io.chronoshard.registry.SeriesModel;
import io.chronoshard.scale.Scaler;
import io.chronoshard.train.SeriesTrainer;
import io.chronoshard.train.ShardBuilder;
import io.chronoshard.window.WindowLayout;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Trains one series after the other, but for those that are trained already; holds the blocks of
 * one at a time.
 */
final class SeriesIterator implements Iterator<TrainedSeries> {

  private static final byte[] NONE = {};

  private final Iterator<Block> blocks;
  private final WindowLayout layout;
  private final Scaler inputs;
  private final SeriesTrainer trainer;
  private final Map<String, Place> before;
  private final Configuration hadoop;
  private @Nullable Block next;
  private boolean wasTrainedNow;

  /**
   * Over the blocks of whole series.
   *
   * @param blocks unscaled, sorted
   * @param before where those are that are trained already
   */
  SeriesIterator(
      Iterator<Block> blocks,
      WindowLayout layout,
      Scaler inputs,
      SeriesTrainer trainer,
      Map<String, Place> before,
      Configuration hadoop) {
    this.blocks = blocks;
    this.layout = layout;
    this.inputs = inputs;
    this.trainer = trainer;
    this.before = before;
    this.hadoop = hadoop;
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
    Place place = before.get(series);
    wasTrainedNow = place == null;
    return place == null ? trained(series, builder) : read(place);
  }

  /** Whether the last one was trained by this. */
  boolean wasTrainedNow() {
    return wasTrainedNow;
  }

  private TrainedSeries read(Place place) {
    Kept kept = SeriesCheckpoints.read(place, hadoop);
    return new TrainedSeries(kept.result(), kept.zip());
  }

  private TrainedSeries trained(String series, ShardBuilder builder) {
    SeriesTrainer.Trained trained = trainer.train(series, builder.build(0));
    return new TrainedSeries(
        trained.result(), trained.network().map(SeriesModel::zip).orElse(NONE));
  }
}
