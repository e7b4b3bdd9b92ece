package io.chronoshard.grid;

import io.chronoshard.config.GridSettings.Repeats;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Readings of one time become one: per channel, among the values that are known. Readings come
 * sorted by content, so that sums have one order.
 */
abstract class RepeatMerge {

  final ChannelGrid[] channels;
  final double[] merged;

  private RepeatMerge(ChannelGrid[] channels) {
    this.channels = channels;
    merged = new double[channels.length];
  }

  static RepeatMerge of(Repeats rule, List<ChannelGrid> rules) {
    ChannelGrid[] channels = rules.toArray(ChannelGrid[]::new);
    return switch (rule) {
      case MEAN -> new Mean(channels);
      case REFUSE -> new Refuse(channels);
      case MINIMUM -> new Extreme(channels, Extreme.Bound.LOWER);
      case MAXIMUM -> new Extreme(channels, Extreme.Bound.UPPER);
      case FIRST -> new Placed(channels, Placed.Place.EARLIER);
      case LAST -> new Placed(channels, Placed.Place.LATER);
    };
  }

  /** Begins with the first reading of a time. */
  abstract void begin(Reading first);

  /** Adds a reading that differs from all before it. */
  abstract void different(Reading reading);

  /** Adds a reading that equals the one before it. */
  abstract void same(Reading reading);

  /** The values of the time; overwritten by the next one. */
  abstract double[] values();

  /** The first readings that may not be merged; of any time so far. */
  Optional<Conflict> conflict() {
    return Optional.empty();
  }

  /** The mean of different readings, in double; of texts the first in their order. */
  private static final class Mean extends RepeatMerge {

    private final double[] sums;
    private final int[] counts;
    private final DirectionMean[] directions;

    Mean(ChannelGrid[] channels) {
      super(channels);
      sums = new double[channels.length];
      counts = new int[channels.length];
      directions = new DirectionMean[channels.length];
      Arrays.setAll(directions, channel -> new DirectionMean());
    }

    @Override
    void begin(Reading first) {
      Arrays.fill(sums, 0);
      Arrays.fill(counts, 0);
      for (DirectionMean direction : directions) {
        direction.begin();
      }
      different(first);
    }

    @Override
    void different(Reading reading) {
      for (int i = 0; i < channels.length; i++) {
        double value = channels[i].value(reading.values(), i);
        if (!Double.isNaN(value)) {
          counts[i]++;
          switch (channels[i].kind()) {
            case NUMBER, COUNTER -> sums[i] += value;
            case CATEGORY -> sums[i] = counts[i] == 1 ? value : Math.min(sums[i], value);
            case DIRECTION -> directions[i].add(value, 1);
          }
        }
      }
    }

    @Override
    void same(Reading reading) {}

    @Override
    double[] values() {
      for (int i = 0; i < merged.length; i++) {
        merged[i] = counts[i] == 0 ? Double.NaN : mean(i);
      }
      return merged;
    }

    private double mean(int channel) {
      return switch (channels[channel].kind()) {
        case NUMBER, COUNTER -> sums[channel] / counts[channel];
        case CATEGORY -> sums[channel];
        case DIRECTION -> directions[channel].degrees();
      };
    }
  }

  /** The lowest or the highest. */
  private static final class Extreme extends RepeatMerge {

    enum Bound {
      LOWER,
      UPPER
    }

    private final Bound bound;

    Extreme(ChannelGrid[] channels, Bound bound) {
      super(channels);
      this.bound = bound;
    }

    @Override
    void begin(Reading first) {
      Arrays.fill(merged, Double.NaN);
      different(first);
    }

    @Override
    void different(Reading reading) {
      for (int i = 0; i < channels.length; i++) {
        double value = channels[i].value(reading.values(), i);
        boolean better = bound == Bound.LOWER ? value < merged[i] : value > merged[i];
        if (better || Double.isNaN(merged[i])) {
          merged[i] = value;
        }
      }
    }

    @Override
    void same(Reading reading) {}

    @Override
    double[] values() {
      return merged;
    }
  }

  /** The first or the last by file and position. */
  private static final class Placed extends RepeatMerge {

    enum Place {
      EARLIER,
      LATER
    }

    private final Place place;
    private final int[] files;
    private final long[] positions;

    Placed(ChannelGrid[] channels, Place place) {
      super(channels);
      this.place = place;
      files = new int[channels.length];
      positions = new long[channels.length];
    }

    @Override
    void begin(Reading first) {
      Arrays.fill(merged, Double.NaN);
      different(first);
    }

    @Override
    void different(Reading reading) {
      for (int i = 0; i < channels.length; i++) {
        double value = channels[i].value(reading.values(), i);
        if (!Double.isNaN(value) && (Double.isNaN(merged[i]) || isBetter(reading, i))) {
          merged[i] = value;
          files[i] = reading.file();
          positions[i] = reading.position();
        }
      }
    }

    @Override
    void same(Reading reading) {
      different(reading);
    }

    private boolean isBetter(Reading reading, int channel) {
      int order = Integer.compare(reading.file(), files[channel]);
      if (order == 0) {
        order = Long.compare(reading.position(), positions[channel]);
      }
      return place == Place.EARLIER ? order < 0 : order > 0;
    }

    @Override
    double[] values() {
      return merged;
    }
  }

  /** Values that one reading alone knows, or on which all agree. */
  private static final class Refuse extends RepeatMerge {

    private final @Nullable Reading[] sources;
    private Optional<Conflict> conflict = Optional.empty();

    Refuse(ChannelGrid[] channels) {
      super(channels);
      sources = new @Nullable Reading[channels.length];
    }

    @Override
    void begin(Reading first) {
      Arrays.fill(merged, Double.NaN);
      Arrays.fill(sources, null);
      different(first);
    }

    @Override
    void different(Reading reading) {
      for (int i = 0; i < channels.length; i++) {
        Reading source = sources[i];
        double value = channels[i].value(reading.values(), i);
        if (Double.isNaN(value)) {
          continue;
        }
        if (source == null) {
          sources[i] = reading;
          merged[i] = value;
        } else if (value != merged[i] && conflict.isEmpty()) {
          conflict = Optional.of(new Conflict(source, reading, i));
        }
      }
    }

    @Override
    void same(Reading reading) {}

    @Override
    double[] values() {
      return merged;
    }

    @Override
    Optional<Conflict> conflict() {
      return conflict;
    }
  }
}
