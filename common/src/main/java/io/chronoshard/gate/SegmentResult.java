package io.chronoshard.gate;

/**
 * A challenger against the champion within a segment.
 *
 * @param challenger its name
 * @param segment which values
 * @param values how many
 * @param filled bins that have some
 * @param loss mean loss of the challenger
 * @param championLoss mean loss of the champion
 * @param low between this and {@code high} lies by what share of the champion's loss the
 *     challenger's is more, as the tests of it see it: above the margin where the segment is worse,
 *     corrected for the number of segments; NaN where there are too few bins, or the champion's
 *     loss is 0
 * @param high below the margin where the segment is shown not to be worse, which needs no
 *     correction
 * @param pWorse how often chance alone makes a segment look as much worse, if each were worse by
 *     the margin, corrected for the number of segments; 1 where there are too few bins
 * @param pNotWorse how often chance alone makes this segment look as good, if it were worse by the
 *     margin; 1 where there are too few bins
 * @param verdict what follows
 */
public record SegmentResult(
    String challenger,
    Segment segment,
    long values,
    int filled,
    double loss,
    double championLoss,
    double low,
    double high,
    double pWorse,
    double pNotWorse,
    Verdict verdict) {

  /** By what share of the champion's loss the challenger's is more; 0 where both are 0. */
  public double excess() {
    return loss == championLoss ? 0 : loss / championLoss - 1;
  }

  /** What is known of a segment. */
  public enum Verdict {
    /** It is worse than the margin allows, by more than chance. */
    WORSE,
    /** It is not: in no bin, or that it were worse than the margin allows is refuted. */
    NOT_WORSE,
    /** Neither is shown. */
    UNCLEAR,
    /** It has too few bins to be judged. */
    TOO_FEW;

    static Verdict of(double pWorse, double pNotWorse, double level) {
      return pWorse <= level ? WORSE : pNotWorse <= level ? NOT_WORSE : UNCLEAR;
    }
  }
}
