package io.chronoshard.grid;

import io.chronoshard.clean.ChannelCleaner;
import io.chronoshard.clean.Finding;

/** Cleans all channels of one series after the other. */
final class Cleaner {

  private final History history;
  private final ChannelGrid[] channels;
  private final ChannelCleaner[] cleaners;
  private final Exclusions exclusions;

  Cleaner(History history, GridRules rules) {
    this.history = history;
    this.channels = rules.channels().toArray(ChannelGrid[]::new);
    this.exclusions = rules.exclusions();
    this.cleaners = new ChannelCleaner[channels.length];
    for (int i = 0; i < cleaners.length; i++) {
      cleaners[i] = new ChannelCleaner(channels[i].cleaning());
    }
  }

  /** Begins with a series. */
  void begin(int series) {
    String name = history.series().get(series).name();
    for (int i = 0; i < cleaners.length; i++) {
      cleaners[i].begin(exclusions.of(name, i));
    }
  }

  /** Puts what remains in the values' place, and NaN where nothing does. */
  void clean(Reading of, double[] values, Tally tally) {
    long known =
        switch (history.axis().kind()) {
          case CLOCK, CYCLES -> of.time();
          // Their times may go backward.
          case ROWS -> of.step();
        };
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        Finding finding = cleaners[i].take(known - channels[i].delay(), values[i]);
        tally.found(i, finding);
        values[i] = finding == Finding.CLEAN ? cleaners[i].value() : Double.NaN;
      }
    }
  }
}
