package io.chronoshard.grid;

import io.chronoshard.config.GridSettings.Repeats;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Readings of one time become one: per channel, among the values that are known. Readings come
 * sorted by content, so that sums have one order.
 */
abstract class RepeatMerge {

  final float[] merged;

  private RepeatMerge(int channels) {
    merged = new float[channels];
  }

  static RepeatMerge of(Repeats rule, int channels) {
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
  abstract float[] values();

  /** The first readings that may not be merged; of any time so far. */
  Optional<Conflict> conflict() {
    return Optional.empty();
  }

  /** The mean of different readings, in double. */
  private static final class Mean extends RepeatMerge {

    private final double[] sums;
    private final int[] counts;

    Mean(int channels) {
      super(channels);
      sums = new double[channels];
      counts = new int[channels];
    }

    @Override
    void begin(Reading first) {
      Arrays.fill(sums, 0);
      Arrays.fill(counts, 0);
      different(first);
    }

    @Override
    void different(Reading reading) {
      float[] values = reading.values();
      for (int i = 0; i < values.length; i++) {
        if (!Float.isNaN(values[i])) {
          sums[i] += values[i];
          counts[i]++;
        }
      }
    }

    @Override
    void same(Reading reading) {}

    @Override
    float[] values() {
      for (int i = 0; i < merged.length; i++) {
        merged[i] = counts[i] == 0 ? Float.NaN : (float) (sums[i] / counts[i]);
      }
      return merged;
    }
  }

  /** The lowest or the highest. */
  private static final class Extreme extends RepeatMerge {

    enum Bound {
      LOWER,
      UPPER
    }

    private final Bound bound;

    Extreme(int channels, Bound bound) {
      super(channels);
      this.bound = bound;
    }

    @Override
    void begin(Reading first) {
      System.arraycopy(first.values(), 0, merged, 0, merged.length);
    }

    @Override
    void different(Reading reading) {
      float[] values = reading.values();
      for (int i = 0; i < values.length; i++) {
        boolean better = bound == Bound.LOWER ? values[i] < merged[i] : values[i] > merged[i];
        if (better || Float.isNaN(merged[i])) {
          merged[i] = values[i];
        }
      }
    }

    @Override
    void same(Reading reading) {}

    @Override
    float[] values() {
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

    Placed(int channels, Place place) {
      super(channels);
      this.place = place;
      files = new int[channels];
      positions = new long[channels];
    }

    @Override
    void begin(Reading first) {
      Arrays.fill(merged, Float.NaN);
      different(first);
    }

    @Override
    void different(Reading reading) {
      float[] values = reading.values();
      for (int i = 0; i < values.length; i++) {
        if (!Float.isNaN(values[i]) && (Float.isNaN(merged[i]) || isBetter(reading, i))) {
          merged[i] = values[i];
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
    float[] values() {
      return merged;
    }
  }

  /** Values that one reading alone knows, or on which all agree. */
  private static final class Refuse extends RepeatMerge {

    private final @Nullable Reading[] sources;
    private Optional<Conflict> conflict = Optional.empty();

    Refuse(int channels) {
      super(channels);
      sources = new @Nullable Reading[channels];
    }

    @Override
    void begin(Reading first) {
      Arrays.fill(merged, Float.NaN);
      Arrays.fill(sources, null);
      different(first);
    }

    @Override
    void different(Reading reading) {
      float[] values = reading.values();
      for (int i = 0; i < values.length; i++) {
        Reading source = sources[i];
        if (Float.isNaN(values[i])) {
          continue;
        }
        if (source == null) {
          sources[i] = reading;
          merged[i] = values[i];
        } else if (values[i] != merged[i] && conflict.isEmpty()) {
          conflict = Optional.of(new Conflict(source, reading, i));
        }
      }
    }

    @Override
    void same(Reading reading) {}

    @Override
    float[] values() {
      return merged;
    }

    @Override
    Optional<Conflict> conflict() {
      return conflict;
    }
  }
}
