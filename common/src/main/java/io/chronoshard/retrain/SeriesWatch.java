package io.chronoshard.retrain;

import java.util.ArrayList;
import java.util.List;

/** Looks at the rows of one series, in the order of their steps. */
public final class SeriesWatch {

  private final String series;
  private final QualityRange range;
  private final List<Watched> channels = new ArrayList<>();
  private long last = Long.MIN_VALUE;
  private long silent;

  /** Of a series. */
  public SeriesWatch(String series, QualityRange range) {
    this.series = series;
    this.range = range;
    range.channels().forEach(channel -> channels.add(new Watched(range)));
  }

  private static final class Watched {

    private final Stretches stretches;
    private final Unchanged unchanged;
    private long known;
    private long knownBefore;

    Watched(QualityRange range) {
      stretches = new Stretches(range);
      unchanged = new Unchanged(range.newFrom());
    }

    ChannelFacts facts() {
      Stretches closed = stretches.closed();
      return new ChannelFacts(
          known,
          knownBefore,
          unchanged.longest(),
          unchanged.longestFrom(),
          unchanged.longestBefore(),
          closed.step(),
          closed.spreadStep(),
          closed.drift());
    }
  }

  /**
   * Takes the next row.
   *
   * @param values one for each channel of the range, NaN where unknown
   */
  public void add(long step, float[] values) {
    if (last != Long.MIN_VALUE) {
      silent = Math.max(silent, step - last - 1);
    }
    last = step;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        Watched channel = channels.get(i);
        channel.stretches.add(step, values[i]);
        channel.unchanged.add(step, values[i]);
        if (step >= range.newFrom()) {
          channel.known++;
        } else {
          channel.knownBefore++;
        }
      }
    }
  }

  /** What they came to, once there is no further row. */
  public SeriesFacts facts() {
    return new SeriesFacts(series, silent, channels.stream().map(Watched::facts).toList());
  }
}
