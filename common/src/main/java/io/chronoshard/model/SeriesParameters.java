package io.chronoshard.model;

import java.util.Optional;

/** The parameters of networks that are single series' own. */
public interface SeriesParameters {

  /** Those of a series, in Deeplearning4j's flat order; nothing where it has no network. */
  Optional<float[]> of(String series);
}
