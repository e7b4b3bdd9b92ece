package io.chronoshard.train;

import java.util.List;

/** Says nothing: of thousands of trainings side by side nobody follows each epoch. */
public final class Unheard implements TrainingListener {
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
