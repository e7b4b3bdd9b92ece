package io.chronoshard.window;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockBuilder;
import io.chronoshard.block.BlockId;
import io.chronoshard.block.Halo;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How a history is laid out in blocks and windows for one purpose.
 *
 * @param history what there is
 * @param features the columns
 * @param shape the windows
 * @param parts where training, validation and test lie
 * @param builder makes the blocks, with the halo that the purpose needs
 */
public record WindowLayout(
    History history, FeatureSet features, WindowShape shape, Parts parts, BlockBuilder builder) {

  /** For training and validation. */
  public static WindowLayout forTraining(
      History history, FeatureSet features, WindowShape shape, Parts parts) {
    return of(history, features, shape, parts, 0, shape.ahead(), features.targetLookAhead());
  }

  /**
   * For comparing forecasts with what happened.
   *
   * @param targetsBefore steps before an origin that naive forecasts read
   */
  public static WindowLayout forEvaluation(
      History history, FeatureSet features, WindowShape shape, Parts parts, int targetsBefore) {
    return of(
        history, features, shape, parts, targetsBefore, shape.ahead(), features.targetLookAhead());
  }

  /** For forecasting, where no target is known after the origin. */
  public static WindowLayout forScoring(
      History history, FeatureSet features, WindowShape shape, Parts parts) {
    return of(history, features, shape, parts, 0, 0, 0);
  }

  /** For forecasting, and comparing with what happened wherever that is known by now. */
  public static WindowLayout forChecking(
      History history, FeatureSet features, WindowShape shape, Parts parts) {
    return of(history, features, shape, parts, 0, shape.ahead(), features.targetLookAhead());
  }

  /** The same windows, in blocks that hold inputs for so many steps behind an origin at least. */
  public WindowLayout withInputsAhead(int steps) {
    Halo halo = builder.halo();
    Halo wider =
        new Halo(
            halo.inputsBefore(),
            halo.lookBack(),
            Math.max(halo.inputsAfter(), steps),
            halo.targetsBefore(),
            halo.targetsAfter(),
            halo.targetLookBack(),
            halo.targetLookAhead());
    return new WindowLayout(
        history, features, shape, parts, new BlockBuilder(features, wider, history.blockSteps()));
  }

  private static WindowLayout of(
      History history,
      FeatureSet features,
      WindowShape shape,
      Parts parts,
      int targetsBefore,
      int targetsAfter,
      int targetLookAhead) {
    Halo halo =
        new Halo(
            shape.reach(),
            features.lookBack(),
            shape.inputsAhead(),
            targetsBefore,
            targetsAfter,
            features.targetLookBack(),
            targetLookAhead);
    return new WindowLayout(
        history, features, shape, parts, new BlockBuilder(features, halo, history.blockSteps()));
  }

  /** The origins of a part. */
  public OriginRule part(Part part) {
    return series ->
        Origins.of(part, parts, series, shape, features.lookBack(), features.targetLookAhead());
  }

  /** The origins of a part, whatever the stride: the newest window of a series is one of them. */
  public OriginRule everyStep(Part part) {
    return series -> part(part).of(series).everyStep();
  }

  /**
   * Every step of a part: what is fitted on a part reads its rows, whether or not a window begins
   * there.
   */
  public OriginRule rows(Part part) {
    return series -> {
      Interval rows = parts.of(part, series);
      return new Origins(rows.from(), rows.from(), rows.to(), 1);
    };
  }

  /** Every origin, {@code stride} apart. */
  public OriginRule everywhere() {
    return series -> Origins.all(series, shape);
  }

  /** Every origin there is, whatever the stride: the newest window of a series is one of them. */
  public OriginRule everyStep() {
    return series -> {
      long first = series.fromStep() + shape.leastReach();
      return new Origins(first, first, series.toStep(), 1);
    };
  }

  /**
   * Deals the blocks that may hold an origin to shards, in turn, so that each shard sees all
   * seasons. Blocks are dealt rule by rule, in the order of series and time: what the second rule
   * claims does not move what the first one got.
   *
   * @return each block's shard, sorted by block
   */
  public NavigableMap<BlockId, Integer> deal(int shards, List<OriginRule> rules) {
    NavigableMap<BlockId, Integer> dealt = new TreeMap<>();
    for (OriginRule rule : rules) {
      int next = 0;
      for (SeriesExtent series : history.series()) {
        Origins origins = rule.of(series);
        for (long number = blockOf(origins.firstFrom(origins.from()));
            number * history.blockSteps() < origins.to() && origins.count() > 0;
            number++) {
          BlockId id = new BlockId(series.name(), number);
          boolean holdsOne =
              origins.firstFrom(builder.coreFrom(id))
                  < Math.min(origins.to(), builder.coreFrom(id) + history.blockSteps());
          if (holdsOne && dealt.putIfAbsent(id, next) == null) {
            next = (next + 1) % shards;
          }
        }
      }
    }
    return dealt;
  }

  /**
   * Deals the same blocks by whole series: neighbours by name together, in groups of about as many
   * blocks, so that one worker has all of a series.
   *
   * @return each block's group, sorted by block
   */
  public NavigableMap<BlockId, Integer> dealSeries(int groups, List<OriginRule> rules) {
    NavigableMap<BlockId, Integer> dealt = new TreeMap<>(deal(1, rules));
    long all = dealt.size();
    long before = 0;
    String series = "";
    int group = 0;
    for (Map.Entry<BlockId, Integer> block : dealt.entrySet()) {
      if (!block.getKey().series().equals(series)) {
        series = block.getKey().series();
        group = (int) (before * groups / all);
      }
      block.setValue(group);
      before++;
    }
    return dealt;
  }

  /** The windows of a block. */
  public BlockWindows windows(Block block, OriginRule rule, BlockWindows.Needs needs) {
    return BlockWindows.find(
        block, shape, rule.of(extent(block.id().series())), needs, features.targetsAtOrigin());
  }

  /** The extent of a series, which must be there. */
  public SeriesExtent extent(String series) {
    return history.extent(series);
  }

  private long blockOf(long step) {
    return Math.floorDiv(step, (long) history.blockSteps());
  }
}
