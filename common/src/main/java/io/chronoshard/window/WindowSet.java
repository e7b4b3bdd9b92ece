package io.chronoshard.window;

import io.chronoshard.block.Block;
import java.util.Arrays;
import java.util.List;

/** The windows of several blocks, numbered from 0 in the order of blocks and origins. */
public final class WindowSet {

  private final List<BlockWindows> blocks;
  private final int[] ends;

  /** Of the windows of these blocks, in this order. */
  public WindowSet(List<BlockWindows> blocks) {
    this.blocks = blocks.stream().filter(windows -> windows.origins().length > 0).toList();
    this.ends = new int[this.blocks.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end = Math.addExact(end, this.blocks.get(i).origins().length);
      ends[i] = end;
    }
  }

  /** Number of windows. */
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** The block that holds a window. */
  public Block block(int window) {
    return blockAt(position(window));
  }

  /** The absolute step of a window's origin. */
  public long origin(int window) {
    return originAt(position(window), window);
  }

  /** Which of the blocks holds a window; who asks for several of its values looks it up once. */
  int position(int window) {
    int found = Arrays.binarySearch(ends, window + 1);
    return found >= 0 ? found : -found - 1;
  }

  /** The block at a position. */
  Block blockAt(int position) {
    return blocks.get(position).block();
  }

  /** The absolute step of the origin of a window that the block at a position holds. */
  long originAt(int position, int window) {
    BlockWindows windows = blocks.get(position);
    int first = position == 0 ? 0 : ends[position - 1];
    return windows.block().coreFrom() + windows.origins()[window - first];
  }
}
