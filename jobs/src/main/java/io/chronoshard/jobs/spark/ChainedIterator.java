package io.chronoshard.jobs.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * All elements of iterators, one after the other; each is made when those before it are done.
 *
 * @param <S> what an iterator is made of
 * @param <T> its elements
 */
final class ChainedIterator<S, T> implements Iterator<T> {

  private final Iterator<S> sources;
  private final Function<S, Iterator<T>> elements;
  private Iterator<T> current = Collections.emptyIterator();

  ChainedIterator(Iterator<S> sources, Function<S, Iterator<T>> elements) {
    this.sources = sources;
    this.elements = elements;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && sources.hasNext()) {
      current = elements.apply(sources.next());
    }
    return current.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
