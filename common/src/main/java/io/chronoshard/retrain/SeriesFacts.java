package io.chronoshard.retrain;

import java.util.List;

/**
 * What the new steps of a series are like.
 *
 * @param series its name
 * @param silentBefore the longest that it gave nothing between two steps
 * @param channels in the order of the {@link QualityRange}
 */
public record SeriesFacts(String series, long silentBefore, List<ChannelFacts> channels) {

  /** Copies the list. */
  public SeriesFacts {
    channels = List.copyOf(channels);
  }
}
