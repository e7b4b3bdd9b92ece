package io.chronoshard.train;

import io.chronoshard.block.Block;
import io.chronoshard.scale.Scaler;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowCounts;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowSet;
import java.util.ArrayList;
import java.util.List;

/** Collects a shard's blocks, in their order: scales them and finds their windows. */
public final class ShardBuilder {

  private final WindowLayout layout;
  private final Scaler inputs;
  private final List<BlockWindows> training = new ArrayList<>();
  private final List<BlockWindows> validation = new ArrayList<>();

  /** For blocks of a layout whose inputs this scaler scales. */
  public ShardBuilder(WindowLayout layout, Scaler inputs) {
    this.layout = layout;
    this.inputs = inputs;
  }

  /** Takes a block with unscaled inputs; one without windows is not kept. */
  public void add(Block raw) {
    Block block = raw.scaled(inputs);
    training.add(find(block, Part.TRAINING));
    validation.add(find(block, Part.VALIDATION));
  }

  private BlockWindows find(Block block, Part part) {
    return layout.windows(block, layout.part(part), BlockWindows.Needs.INPUTS_AND_TARGETS);
  }

  /** The shard of the blocks so far. */
  public Shard build(int number) {
    return new Shard(
        number,
        new WindowSet(training),
        new WindowSet(validation),
        new Shard.Counts(counts(training), counts(validation)));
  }

  private static WindowCounts counts(List<BlockWindows> windows) {
    return windows.stream().map(BlockWindows::counts).reduce(WindowCounts.NONE, WindowCounts::plus);
  }
}
