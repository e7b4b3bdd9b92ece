package io.chronoshard.feature;

/**
 * What columns know beside a history's own description; it stays with a model.
 *
 * @param vocabularies the categories that have a column of their own, fitted on the training part
 * @param holidays the days that count as holidays, read from a file
 */
public record FeatureFacts(Vocabularies vocabularies, Holidays holidays) {

  /** No categories and no holidays. */
  public static final FeatureFacts NONE = new FeatureFacts(Vocabularies.NONE, Holidays.NONE);
}
