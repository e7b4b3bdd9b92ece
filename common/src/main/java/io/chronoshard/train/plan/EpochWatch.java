package io.chronoshard.train.plan;

import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes the time of a training's epochs, and passes on what it hears. Of several networks it is the
 * first one's epochs that count, and only such as it has seen from their first round on.
 */
public final class EpochWatch implements TrainingListener {

  private final TrainingListener next;
  private final Clock clock;
  private final List<Seen> whole = new ArrayList<>();
  private int network = 1;
  private int roundsBefore;
  private Instant from = Instant.EPOCH;
  private int epoch;
  private int rounds;

  private record Seen(int epoch, int rounds, double seconds) {}

  /** That passes on to another one. */
  public EpochWatch(TrainingListener next, Clock clock) {
    this.next = next;
    this.clock = clock;
  }

  /**
   * The epoch that took the median time; where none was seen as a whole, the last one that was
   * begun; nothing where the network was trained before.
   */
  public Optional<SeenEpoch> epoch() {
    if (whole.isEmpty()) {
      return epoch == 0
          ? Optional.empty()
          : Optional.of(new SeenEpoch(epoch, rounds, OptionalDouble.empty()));
    }
    List<Seen> sorted = whole.stream().sorted(Comparator.comparingDouble(Seen::seconds)).toList();
    Seen median = sorted.get(sorted.size() / 2);
    return Optional.of(
        new SeenEpoch(median.epoch, median.rounds, OptionalDouble.of(median.seconds)));
  }

  @Override
  public void memberStarted(MemberDesign member) {
    network = member.number();
    next.memberStarted(member);
  }

  @Override
  public void averaging(AveragingPlace place) {
    next.averaging(place);
  }

  @Override
  public void trainingStarted(List<ShardSize> shards, int epochs) {
    roundsBefore = 0;
    next.trainingStarted(shards, epochs);
  }

  @Override
  public void begun(TrainingHistory.Epoch start) {
    next.begun(start);
  }

  @Override
  public void resumed(TrainingProgress progress) {
    roundsBefore = progress.current().rounds();
    next.resumed(progress);
  }

  @Override
  public void epochStarted(int started, int ofEpoch) {
    from = clock.instant();
    if (network == 1) {
      epoch = started;
      rounds = ofEpoch;
    }
    next.epochStarted(started, ofEpoch);
  }

  @Override
  public void roundDone(Round round) {
    next.roundDone(round);
  }

  @Override
  public void epochDone(TrainingHistory.Epoch done, int bestEpoch) {
    if (network == 1 && roundsBefore == 0) {
      whole.add(new Seen(epoch, rounds, Duration.between(from, clock.instant()).toNanos() / 1e9));
    }
    roundsBefore = 0;
    next.epochDone(done, bestEpoch);
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
