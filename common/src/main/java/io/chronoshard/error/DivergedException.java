package io.chronoshard.error;

/** A loss is no finite number any more. Exit code 3. */
public final class DivergedException extends DataException {

  private static final long serialVersionUID = 1L;

  private final String part;
  private final int epoch;

  /**
   * What diverged, and when.
   *
   * @param part of the data whose loss it is, in a word
   * @param epoch from 1
   * @param stepSizes the keys of those that may have been too large
   */
  public DivergedException(String part, int epoch, String stepSizes) {
    super(
        "training diverged: in epoch "
            + epoch
            + " the "
            + part
            + " loss is no finite number any more; lower "
            + stepSizes
            + " or set training.clip.norm");
    this.part = part;
    this.epoch = epoch;
  }

  /** The part of the data whose loss it is, in a word. */
  public String part() {
    return part;
  }

  /** The epoch, from 1. */
  public int epoch() {
    return epoch;
  }
}
