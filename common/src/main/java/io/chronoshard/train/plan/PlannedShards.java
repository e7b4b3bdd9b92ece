package io.chronoshard.train.plan;

import io.chronoshard.block.BlockId;
import io.chronoshard.split.Part;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingDesign;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What each shard of a training will hold, from the extents of series alone. Windows are those that
 * are possible: which of them touch an unknown value, and are dropped, only the values tell. So
 * each number is what a history without gaps comes to, and a bound for all others.
 *
 * @param shards in the order of their numbers
 */
public record PlannedShards(List<PlannedShard> shards) {

  /** Copies the list. */
  public PlannedShards {
    shards = List.copyOf(shards);
    if (shards.isEmpty()) {
      throw new IllegalArgumentException("no shards");
    }
  }

  /** Those of a design. */
  public static PlannedShards of(TrainingDesign design, int count) {
    List<PlannedShard> shards = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      shards.add(new PlannedShard(number, 0, 0, 0, 0, 0));
    }
    WindowLayout layout = design.layout();
    BlockBytes bytes = new BlockBytes(layout);
    design
        .dealt()
        .forEach(
            (id, shard) -> {
              long training = windows(layout, Part.TRAINING, id);
              long validation = windows(layout, Part.VALIDATION, id);
              // A block without windows is let go once the scaler is fitted.
              long held = training + validation == 0 ? 0 : bytes.held(id, training, validation);
              shards.set(
                  shard, shards.get(shard).plus(training, validation, held, bytes.dealt(id)));
            });
    return new PlannedShards(shards);
  }

  private static long windows(WindowLayout layout, Part part, BlockId id) {
    long coreFrom = layout.builder().coreFrom(id);
    return layout
        .part(part)
        .of(layout.extent(id.series()))
        .within(coreFrom, coreFrom + layout.builder().blockSteps())
        .count();
  }

  /** The size of each; one that has more windows than can be counted in a shard has the most. */
  public List<ShardSize> sizes() {
    return shards.stream()
        .map(
            shard ->
                new ShardSize(
                    shard.number(), counted(shard.training()), counted(shard.validation())))
        .toList();
  }

  private static int counted(long windows) {
    return (int) Math.min(Integer.MAX_VALUE, windows);
  }

  /** The sum of something over all. */
  public long sum(ToLongFunction<PlannedShard> of) {
    return shards.stream().mapToLong(of).sum();
  }

  /** The one that takes the least memory. */
  public PlannedShard smallest() {
    return shards.stream().min(Comparator.comparingLong(PlannedShard::heldBytes)).orElseThrow();
  }

  /** The one that takes the most. */
  public PlannedShard largest() {
    return shards.stream().max(Comparator.comparingLong(PlannedShard::heldBytes)).orElseThrow();
  }

  /** The bytes that so many of them take, the largest ones. */
  public long heldBytesOf(int some) {
    return shards.stream()
        .mapToLong(shard -> -shard.heldBytes())
        .sorted()
        .limit(some)
        .map(bytes -> -bytes)
        .sum();
  }
}
