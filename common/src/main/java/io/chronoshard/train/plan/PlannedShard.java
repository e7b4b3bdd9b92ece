package io.chronoshard.train.plan;

/**
 * What a shard will hold.
 *
 * @param number from 0
 * @param blocks that are dealt to it, with or without a window
 * @param training windows of the training part that are possible
 * @param validation windows of the validation part that are possible
 * @param heldBytes of it on its executor's heap
 * @param dealtBytes of the steps that travel to it, before they are compressed
 */
public record PlannedShard(
    int number, int blocks, long training, long validation, long heldBytes, long dealtBytes) {

  /** With one more block. */
  PlannedShard plus(long moreTraining, long moreValidation, long held, long dealt) {
    return new PlannedShard(
        number,
        blocks + 1,
        training + moreTraining,
        validation + moreValidation,
        heldBytes + held,
        dealtBytes + dealt);
  }
}
