package io.chronoshard.jobs.cli;

import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingProgress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a training goes: a bar for the epoch that runs where there is a terminal, a line now
 * and then elsewhere, and a line for each epoch that is done.
 */
public final class Progress implements TrainingListener, AutoCloseable {

  /** How what happens within an epoch is shown. */
  enum Style {
    BAR,
    LINES
  }

  /** Between two lines of one epoch. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final JobContext context;
  private final Style style;
  private final List<String> targets;
  private final EpochText text;
  private final Clock clock;
  private @Nullable ProgressBar bar;

  private int epochs;
  private int seriesCount;
  private int seriesDone;
  private long windowsPerEpoch;
  private long started;
  private double windowsBefore;

  private int epoch;
  private long epochStarted;
  private long roundEnded;
  private long windowsAtStart;
  private double lossSumAtStart;
  private long windows;
  private double lossSum;
  private long lineWritten;

  Progress(JobContext context, Style style, List<String> targets, EpochText text, Clock clock) {
    this.context = context;
    this.style = style;
    this.targets = List.copyOf(targets);
    this.text = text;
    this.clock = clock;
  }

  /**
   * On standard error, as the context asks for. Java cannot tell whether that is a terminal, so
   * {@code scripts/chronoshard} does, by {@code CHRONOSHARD_PROGRESS=bar}.
   *
   * @param targets names of the values that are forecast; errors are in their units
   * @param text tells of validations
   */
  public static Progress of(JobContext context, List<String> targets, EpochText text, Clock clock) {
    boolean bar =
        "bar".equals(System.getenv("CHRONOSHARD_PROGRESS"))
            && context.verbosity() != Verbosity.QUIET;
    return new Progress(context, bar ? Style.BAR : Style.LINES, targets, text, clock);
  }

  @Override
  public void memberStarted(MemberDesign member) {
    context.note(
        String.format(
            Locale.ROOT,
            "network %d of %d: model %d with seed %d",
            member.number(),
            member.of(),
            member.model(),
            member.training().seed()));
  }

  @Override
  public void seriesStarted(int series) {
    seriesCount = series;
    seriesDone = 0;
    started = clock.millis();
    lineWritten = started;
    context.note(String.format(Locale.ROOT, "training a network for each of %,d series", series));
  }

  @Override
  public void seriesDone(List<SeriesResult> results) {
    seriesDone += results.size();
    long now = clock.millis();
    boolean isLast = seriesDone == seriesCount;
    if (isLast
        || context.verbosity() == Verbosity.VERBOSE
        || now - lineWritten >= PAUSE.toMillis()) {
      lineWritten = now;
      long left = (now - started) * (seriesCount - seriesDone) / seriesDone / 1000;
      context.note(
          String.format(
              Locale.ROOT,
              "%,d of %,d series, %.1f a second, about %d:%02d:%02d left",
              seriesDone,
              seriesCount,
              seriesDone * 1000.0 / Math.max(1, now - started),
              left / 3600,
              left / 60 % 60,
              left % 60));
    }
  }

  @Override
  public void averaging(AveragingPlace place) {
    if (context.verbosity() == Verbosity.VERBOSE) {
      context.note(place.toString());
    }
  }

  @Override
  public void trainingStarted(List<ShardSize> shards, int epochs) {
    this.epochs = epochs;
    windowsPerEpoch = shards.stream().mapToLong(ShardSize::training).sum();
    started = clock.millis();
    windowsBefore = 0;
    windowsAtStart = 0;
    lossSumAtStart = 0;
    context.note(
        String.format(
            Locale.ROOT,
            "training on %,d windows in %s, %s",
            windowsPerEpoch,
            count(shards.size(), "shard"),
            validating(shards.stream().mapToLong(ShardSize::validation).sum())));
  }

  @Override
  public void begun(TrainingHistory.Epoch start) {
    context.note("before the first epoch: " + text.validation(start, Progress::number));
  }

  @Override
  public void resumed(TrainingProgress from) {
    windowsAtStart = from.current().windows();
    lossSumAtStart = from.current().lossSum();
    windowsBefore = (double) from.epochs().size() * windowsPerEpoch + windowsAtStart;
  }

  private String validating(long validation) {
    return validation == 0
        ? "without validation, for " + count(epochs, "epoch")
        : String.format(
            Locale.ROOT,
            "validating on %,d, for at most %s%s",
            validation,
            count(epochs, "epoch"),
            targets.isEmpty() ? "" : "; errors are " + units());
  }

  private String units() {
    return targets.size() == 1
        ? "in the unit of " + targets.get(0)
        : "means over " + String.join(", ", targets) + ", each in its own unit";
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  @Override
  public void epochStarted(int epoch, int rounds) {
    this.epoch = epoch;
    epochStarted = clock.millis();
    roundEnded = epochStarted;
    lineWritten = epochStarted;
    windows = windowsAtStart;
    lossSum = lossSumAtStart;
    if (style == Style.BAR) {
      bar = bar(context.err());
    }
  }

  private ProgressBar bar(PrintStream err) {
    return new ProgressBarBuilder()
        .setTaskName("epoch " + epoch + "/" + epochs)
        .setInitialMax(windowsPerEpoch)
        .setUnit(" windows", 1)
        .showSpeed()
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(250)
        .setConsumer(new ConsoleProgressBarConsumer(err))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void roundDone(Round round) {
    roundEnded = clock.millis();
    windows += round.windows();
    lossSum += round.loss() * round.windows();
    if (bar != null) {
      bar.setExtraMessage(" loss " + number(lossSum / windows));
      bar.stepTo(windows);
    } else if (isTimeForALine()) {
      lineWritten = roundEnded;
      context.note(
          String.format(
              Locale.ROOT,
              "epoch %d/%d: %d %%, loss %s, %s",
              epoch,
              epochs,
              100 * windows / windowsPerEpoch,
              number(lossSum / windows),
              pace(epoch - 1, windows)));
    }
  }

  private boolean isTimeForALine() {
    return windows < windowsPerEpoch
        && (context.verbosity() == Verbosity.VERBOSE
            || roundEnded - lineWritten >= PAUSE.toMillis());
  }

  @Override
  public void epochDone(TrainingHistory.Epoch done, int bestEpoch) {
    close();
    context.note(
        String.format(
            Locale.ROOT,
            "epoch %d/%d: loss %s, %s%s",
            epoch,
            epochs,
            number(done.trainingLoss()),
            validation(done, bestEpoch),
            pace(epoch, 0)));
    windowsAtStart = 0;
    lossSumAtStart = 0;
  }

  private String validation(TrainingHistory.Epoch done, int bestEpoch) {
    if (Double.isNaN(done.validationLoss())) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%s, %s, ",
        text.validation(done, Progress::number),
        bestEpoch == done.epoch() ? "the best so far" : "the best was epoch " + bestEpoch);
  }

  /** Ends what is on the screen. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /**
   * How fast this epoch's training goes, and how long the rest takes if it goes on like all so far.
   */
  private String pace(int epochsDone, long windowsDone) {
    long perSecond = (windows - windowsAtStart) * 1000 / Math.max(1, roundEnded - epochStarted);
    double all = (double) epochs * windowsPerEpoch;
    double done = (double) epochsDone * windowsPerEpoch + windowsDone;
    long left = (long) ((clock.millis() - started) * (all - done) / (done - windowsBefore) / 1000);
    return String.format(
        Locale.ROOT,
        "%,d windows/s, at most %d:%02d:%02d left",
        perSecond,
        left / 3600,
        left / 60 % 60,
        left % 60);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
