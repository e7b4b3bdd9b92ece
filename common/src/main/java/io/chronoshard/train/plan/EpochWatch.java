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
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Takes the time of a training's epochs, and passes on what it hears. Of several networks it is the
 * first one's epochs that count, and only such as it has seen from their first round on.
 */
public final class EpochWatch implements TrainingListener {

  private final TrainingListener next;
  private final Clock clock;
  private final List<Double> seconds = new ArrayList<>();
  private int network = 1;
  private int roundsBefore;
  private Instant from = Instant.EPOCH;
  private int rounds;

  /** That passes on to another one. */
  public EpochWatch(TrainingListener next, Clock clock) {
    this.next = next;
    this.clock = clock;
  }

  /** The median of the epochs; nothing where none was seen as a whole. */
  public OptionalDouble epochSeconds() {
    if (seconds.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return OptionalDouble.of(sorted.get(sorted.size() / 2));
  }

  /** Rounds of the first epoch that was begun; 0 where none was. */
  public int rounds() {
    return rounds;
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
  public void epochStarted(int epoch, int ofEpoch) {
    from = clock.instant();
    rounds = rounds == 0 ? ofEpoch : rounds;
    next.epochStarted(epoch, ofEpoch);
  }

  @Override
  public void roundDone(Round round) {
    next.roundDone(round);
  }

  @Override
  public void epochDone(TrainingHistory.Epoch epoch, int bestEpoch) {
    if (network == 1 && roundsBefore == 0) {
      seconds.add(Duration.between(from, clock.instant()).toNanos() / 1e9);
    }
    roundsBefore = 0;
    next.epochDone(epoch, bestEpoch);
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
