package io.chronoshard.jobs.cli;

import io.chronoshard.train.ShardSize;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.train.TrainingListener;
import java.util.List;

/** Interim. */
public final class Progress implements TrainingListener, AutoCloseable {
  private final JobContext context;

  private Progress(JobContext context) {
    this.context = context;
  }

  /** Interim. */
  public static Progress of(JobContext context) {
    return new Progress(context);
  }

  @Override
  public void trainingStarted(List<ShardSize> shards, int epochs) {}

  @Override
  public void epochStarted(int epoch, int rounds) {}

  @Override
  public void roundDone(Round round) {}

  @Override
  public void epochDone(TrainingHistory.Epoch epoch, int bestEpoch) {
    context.note(epoch.toString());
  }

  @Override
  public void close() {}
}
