package io.chronoshard.config;

/** What is minimised; {@code training.loss}. */
public record LossSettings(Kind kind) {

  /** Kinds of loss. */
  public enum Kind {
    MAE,
    MSE
  }

  /** Reads the keys of a block that say what is minimised. */
  static LossSettings read(Section section) {
    return new LossSettings(section.choice("loss", Kind.class));
  }
}
