package io.chronoshard.jobs.train;

import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.RunAttempt;
import io.chronoshard.train.AveragingPlace;
import io.chronoshard.train.MemberDesign;
import io.chronoshard.train.SeriesResult;
import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingListener;
import io.chronoshard.train.TrainingProgress;
import java.util.List;
import java.util.Map;

/**
 * Writes what a training tells into its run's events, and passes it on. Ends a training that knows
 * that its lock was taken over: nobody would get what it makes. Each event is written before what
 * follows it begins, unless storage does not serve: the first that cannot be written is waited for
 * for some seconds, and none after it.
 */
record TrainingEvents(RunAttempt attempt, ModelLock lock, TrainingListener next)
    implements TrainingListener {

  @Override
  public void memberStarted(MemberDesign member) {
    attempt.event(
        "network",
        Map.of(
            "number", member.number(),
            "of", member.of(),
            "model", member.model(),
            "seed", member.training().seed()));
    next.memberStarted(member);
  }

  @Override
  public void seriesStarted(int series) {
    attempt.event("series", Map.of("series", series));
    next.seriesStarted(series);
  }

  @Override
  public void seriesDone(List<SeriesResult> results) {
    lock.requireNotLost();
    attempt.event("series done", Map.of("series", results.size()));
    next.seriesDone(results);
  }

  @Override
  public void averaging(AveragingPlace place) {
    attempt.event("averaging", Map.of("place", place));
    next.averaging(place);
  }

  @Override
  public void trainingStarted(List<ShardSize> shards, int epochs) {
    attempt.event("training", Map.of("shards", shards, "epochs", epochs));
    next.trainingStarted(shards, epochs);
  }

  @Override
  public void begun(TrainingHistory.Epoch start) {
    attempt.event("begun", Map.of("errors", start));
    next.begun(start);
  }

  @Override
  public void resumed(TrainingProgress from) {
    attempt.event(
        "resumed",
        Map.of(
            "epoch", from.epochs().size() + 1,
            "round", from.current().rounds(),
            "windows", from.current().windows()));
    next.resumed(from);
  }

  @Override
  public void epochStarted(int epoch, int rounds) {
    attempt.event("epoch started", Map.of("epoch", epoch, "rounds", rounds));
    next.epochStarted(epoch, rounds);
  }

  @Override
  public void roundDone(Round round) {
    attempt.event("round", Map.of("round", round));
    next.roundDone(round);
  }

  @Override
  public void epochDone(TrainingHistory.Epoch epoch, int bestEpoch) {
    lock.requireNotLost();
    attempt.event("epoch done", Map.of("errors", epoch, "bestEpoch", bestEpoch));
    next.epochDone(epoch, bestEpoch);
  }
}
