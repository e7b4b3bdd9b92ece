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
    next.epochStarted(epoch, ofEpoch);
    roundStarted = clock.millis();
  }

  @Override
  public void roundDone(Round round) {
    long now = clock.millis();
    double seconds = (now - roundStarted) / 1e3;
    watch.roundDone(roundStarted, now);
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
      sizes(done).ifPresent(tell);
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

  /** Nothing where Spark has not told of any round yet. */
  private Optional<String> sizes(TrainedTasks done) {
    SentBroadcasts.Sent sent = watch.takeSent();
    if (sent.rounds() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "a round sent %,d bytes to each executor, %,d of its state and %,d of its task%s",
            (sent.stateBytes() + sent.taskBytes()) / sent.rounds(),
            sent.stateBytes() / sent.rounds(),
            sent.taskBytes() / sent.rounds(),
            returned(done)));
  }

  private String returned(TrainedTasks done) {
    if (place.isPresent() && place.get().where() == AveragingPlace.Where.EXECUTORS) {
      return String.format(
          Locale.ROOT, "; executors averaged %,d of each shard", place.get().resultBytes());
    }
    return String.format(Locale.ROOT, ", and %,d came back of each shard", done.resultBytes());
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
