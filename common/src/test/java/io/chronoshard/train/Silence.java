package io.chronoshard.train;

import java.util.List;

/** Listens and says nothing; tests overwrite what they want to hear. */
public class Silence implements TrainingListener {
  @Override
  public void averaging(AveragingPlace place) {}

  @Override
  public void trainingStarted(List<ShardSize> shards, int epochs) {}

  @Override
  public void epochStarted(int epoch, int rounds) {}

  @Override
  public void roundDone(Round round) {}

  @Override
  public void epochDone(TrainingHistory.Epoch epoch, int bestEpoch) {}
}
