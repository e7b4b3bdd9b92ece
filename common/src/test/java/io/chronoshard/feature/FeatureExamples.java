package io.chronoshard.feature;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.FeatureSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings and facts of inputs of every kind, made from the channels c0 and c1. */
public final class FeatureExamples {

  /** Days around 1970, in which made-up histories lie. */
  public static final FeatureFacts FACTS =
      new FeatureFacts(Vocabularies.NONE, new Holidays(List.of(-14L, -2L, 0L, 1L, 7L, 8L, 15L)));

  private FeatureExamples() {}

  /** Inputs of every kind; none but {@code known} is known where its channel is not. */
  public static FeatureSettings allKinds(String... sets) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "features { channels = [c1], calendar = [hour-of-day, day-of-week], harmonics = 2 }",
                "features.calendar-zone = \"+05:45\"",
                "features.holidays.input = holidays.csv",
                """
                features.derived = [
                  { type = rolling-mean, channel = c0, steps = 5 }
                  { type = rolling-deviation, channel = c1, steps = 4 }
                  { type = rolling-minimum, channel = c0, steps = 3 }
                  { type = rolling-maximum, channel = c1, steps = 20 minutes }
                  { type = difference, channel = c1, steps = 2 }
                  { type = lag, channel = c0, steps = 3 }
                  { type = components, channel = c0 }
                  { type = components, channel = c0, speed = c1 }
                  { type = logarithm, channel = c1, offset = 1000 }
                  { type = clip, channel = c0, minimum = -0.5, maximum = 0.5 }
                  { type = known, channel = c0 }
                  { type = expression, name = both, of = "2 * [c0] - max([c1], 0.5) / 3" }
                ]"""));
    all.addAll(List.of(sets));
    return ConfigurationReader.read(Optional.empty(), all).features();
  }
}
