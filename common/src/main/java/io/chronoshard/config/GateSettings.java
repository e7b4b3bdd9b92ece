package io.chronoshard.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The block {@code gate}: when a challenger may replace the champion; see reference.conf for each
 * key.
 *
 * @param level largest expected number of false promotions in 52 weeks
 * @param every least time between two tests
 * @param loss what is compared
 * @param bin origins within so much time count as one observation
 * @param blockLength bins of a resampled block; nothing where it follows from the losses
 * @param leastBins bins that a test needs
 * @param resamples least number of them
 * @param seed of the resamples
 * @param segments kinds of segments in which no challenger may be worse
 * @param leads groups that leads are put into, at most
 * @param margin share of the champion's loss by which a segment may be worse
 * @param unclear what becomes of a challenger that has an unclear segment
 */
public record GateSettings(
    double level,
    Duration every,
    Loss loss,
    Span bin,
    Optional<Integer> blockLength,
    int leastBins,
    int resamples,
    long seed,
    List<SegmentKind> segments,
    int leads,
    double margin,
    Unclear unclear) {

  /** What forecasts are compared by; the smaller the better. */
  public enum Loss {
    /** What a forecast of its kind is rightly judged by. */
    AUTO,
    /** The distance of its one number from what happened. */
    ABSOLUTE,
    /** The square of that distance. */
    SQUARED
  }

  /** What windows may be told apart by. */
  public enum SegmentKind {
    SERIES,
    SEASON,
    LEAD
  }

  /** What an unclear segment leads to. */
  public enum Unclear {
    /** It does not stand in a promotion's way. */
    CONTINUE,
    /** The champion stays. */
    STOP
  }

  /** Copies the list. */
  public GateSettings {
    segments = List.copyOf(segments);
  }

  static GateSettings read(Section section) {
    GateSettings settings =
        new GateSettings(
            section.number("level", 1e-3, 0.5),
            section.durationOf("every", 3600),
            section.choice("loss", Loss.class),
            section.span("bin", 1),
            section.integerOr("block-length", 1, 1_000_000, "auto"),
            section.integer("least-bins", 12, 1_000_000),
            section.integer("resamples", 199, 10_000_000),
            section.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
            section.choices("segments", SegmentKind.class),
            section.integer("leads", 1, 1000),
            section.number("margin", 0, 10),
            section.choice("unclear", Unclear.class));
    section.close();
    return settings;
  }
}
