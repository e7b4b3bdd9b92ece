package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/** Blocks of one place, each with other inputs; both come sorted by place, and some lack there. */
final class MatchingBlocks implements Iterator<List<Block>> {

  private final Iterator<List<Block>> some;
  private final Iterator<Block> others;
  private Optional<List<Block>> next;

  MatchingBlocks(Iterator<List<Block>> some, Iterator<Block> others) {
    this.some = some;
    this.others = others;
    this.next = matching();
  }

  private Optional<List<Block>> matching() {
    if (!some.hasNext() || !others.hasNext()) {
      return Optional.empty();
    }
    List<Block> one = some.next();
    Block other = others.next();
    int order = id(one).compareTo(other.id());
    while (order != 0) {
      if (order < 0 ? !some.hasNext() : !others.hasNext()) {
        return Optional.empty();
      }
      if (order < 0) {
        one = some.next();
      } else {
        other = others.next();
      }
      order = id(one).compareTo(other.id());
    }
    return Optional.of(Stream.concat(one.stream(), Stream.of(other)).toList());
  }

  private static BlockId id(List<Block> blocks) {
    return blocks.get(0).id();
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public List<Block> next() {
    List<Block> found = next.orElseThrow(NoSuchElementException::new);
    next = matching();
    return found;
  }
}
