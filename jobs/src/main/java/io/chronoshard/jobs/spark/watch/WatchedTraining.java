package io.chronoshard.jobs.spark.watch;

import io.chronoshard.jobs.spark.watch.RoundWatch.Detail;
import io.chronoshard.jobs.spark.watch.TrainingSource.Measure;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingProgress;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures rounds by when they are done, and tells of executors after each epoch. */
final class WatchedTraining implements TrainingListener {

  private final TrainingListener next;
  private final RoundWatch watch;
  private final Detail detail;
  private final Consumer<String> tell;
  private final Clock clock;
  private Optional<AveragingPlace> place = Optional.empty();
  private int rounds;
  private long roundStarted;

  WatchedTraining(
      TrainingListener next, RoundWatch watch, Detail detail, Consumer<String> tell, Clock clock) {
    this.next = next;
    this.watch = watch;
    this.detail = detail;
    this.tell = tell;
    this.clock = clock;
  }

  @Override
  public void memberStarted(MemberDesign member) {
    next.memberStarted(member);
  }

  @Override
  public void averaging(AveragingPlace place) {
    this.place = Optional.of(place);
    next.averaging(place);
  }

  @Override
  public void trainingStarted(List<ShardSize> shards, int epochs) {
    watch.shards(shards);
    next.trainingStarted(shards, epochs);
  }

  @Override
  public void begun(TrainingHistory.Epoch start) {
    next.begun(start);
  }

  @Override
  public void resumed(TrainingProgress from) {
    next.resumed(from);
  }

  @Override
  public void epochStarted(int epoch, int ofEpoch) {
    rounds = 0;
    next.epochStarted(epoch, ofEpoch);
    watch.takeTrained();
    watch.takeSentBytes();
    roundStarted = clock.millis();
  }

  @Override
  public void roundDone(Round round) {
    rounds++;
    long now = clock.millis();
    double seconds = (now - roundStarted) / 1e3;
    long trainedAt = watch.trainedAt();
    // What Spark posts of this round may not have arrived.
    if (trainedAt >= roundStarted) {
      watch.measured(Measure.AVERAGING_SECONDS, (now - trainedAt) / 1e3);
    }
    roundStarted = now;
    watch.measured(Measure.EPOCH, round.epoch());
    watch.measured(Measure.ROUND, round.round());
    watch.measured(Measure.LOSS, round.loss());
    watch.measured(Measure.ROUND_SECONDS, seconds);
    watch.measured(Measure.WINDOWS_PER_SECOND, seconds == 0 ? 0 : round.windows() / seconds);
    next.roundDone(round);
  }

  @Override
  public void epochDone(TrainingHistory.Epoch epoch, int bestEpoch) {
    next.epochDone(epoch, bestEpoch);
    TrainedTasks done = watch.takeTrained();
    List<ExecutorPace> paces = done.paces();
    if (detail == Detail.ALL) {
      paces.forEach(pace -> tell.accept(pace.toString()));
      tell.accept(sizes(done));
    } else if (paces.size() > 1) {
      Comparator<ExecutorPace> bySpeed = Comparator.comparingDouble(ExecutorPace::windowsPerSecond);
      tell.accept(
          String.format(
              Locale.ROOT,
              "%d executors; the slowest: %s; the fastest: %s",
              paces.size(),
              paces.stream().min(bySpeed).orElseThrow(),
              paces.stream().max(bySpeed).orElseThrow()));
    }
  }

  private String sizes(TrainedTasks done) {
    long sent = watch.takeSentBytes() / Math.max(1, rounds);
    if (place.isPresent() && place.get().where() == AveragingPlace.Where.EXECUTORS) {
      return String.format(
          Locale.ROOT,
          "a round sent %,d bytes to each executor; executors averaged %,d of each shard",
          sent,
          place.get().resultBytes());
    }
    return String.format(
        Locale.ROOT,
        "a round sent %,d bytes to each executor, and %,d came back of each shard",
        sent,
        done.resultBytes());
  }

  @Override
  public void seriesStarted(int series) {
    next.seriesStarted(series);
  }

  @Override
  public void seriesDone(List<SeriesResult> results) {
    next.seriesDone(results);
  }
}
