package io.chronoshard.train;

import java.util.List;

/** Hears how a training goes. Called by the thread that trains, in order. */
public interface TrainingListener {

  /** Before a network is trained, where there are several. */
  default void memberStarted(MemberDesign member) {}

  /** Before the first epoch, where shards are trained on a cluster. */
  void averaging(AveragingPlace place);

  /**
   * Before the first epoch.
   *
   * @param shards the size of each
   * @param epochs at most
   */
  void trainingStarted(List<ShardSize> shards, int epochs);

  /**
   * After the start of a training that was stopped before.
   *
   * @param from where it goes on
   */
  default void resumed(TrainingProgress from) {}

  /**
   * Before the first epoch of a training that begins with what a version has learned, where it is
   * validated.
   *
   * @param start the errors of that version, as epoch 0
   */
  default void begun(TrainingHistory.Epoch start) {}

  /** Before the first round of an epoch that is executed; not all of them need be left. */
  void epochStarted(int epoch, int rounds);

  /** After the average of a round. */
  void roundDone(Round round);

  /**
   * After an epoch and its validation, where there is one.
   *
   * @param epoch its losses and errors
   * @param bestEpoch the best one so far, perhaps this one; this one where nothing is validated
   */
  void epochDone(TrainingHistory.Epoch epoch, int bestEpoch);

  /**
   * Before networks of single series are trained.
   *
   * @param series how many there are
   */
  default void seriesStarted(int series) {}

  /** After some more series were trained, in the order in which they are done. */
  default void seriesDone(List<SeriesResult> results) {}

  /**
   * A round that is done.
   *
   * @param epoch from 1
   * @param round from 1
   * @param rounds of the epoch
   * @param windows trained on in this round
   * @param loss mean over those windows, in scaled units
   */
  record Round(int epoch, int round, int rounds, long windows, double loss) {}
}
