package io.chronoshard.retrain;

import java.util.List;

/**
 * What the new steps of a series are like.
 *
 * @param series its name
 * @param channels in the order of the {@link QualityRange}
 */
public record SeriesFacts(String series, List<ChannelFacts> channels) {

  /** Copies the list. */
  public SeriesFacts {
    channels = List.copyOf(channels);
  }
}
