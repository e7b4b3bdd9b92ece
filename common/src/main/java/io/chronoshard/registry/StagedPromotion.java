package io.chronoshard.registry;

import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;

/**
 * A promotion that has no number yet; signed anew for each that it tries.
 *
 * @param staged where it lies
 * @param seal how it is signed; nothing where it is not
 * @param folders the folder of each number
 */
record StagedPromotion(
    Stage staged,
    PromotionSignatures signatures,
    Optional<PromotionSignatures.Seal> seal,
    IntFunction<Path> folders) {

  /** Publishes it, where that number is free. */
  Medium.Outcome publish(int number) {
    signatures.sign(staged.content(), seal, number);
    return staged.publish(folders.apply(number));
  }

  /** Removes what was staged. */
  void discard() {
    staged.discard();
  }
}
