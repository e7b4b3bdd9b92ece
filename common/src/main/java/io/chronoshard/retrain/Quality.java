package io.chronoshard.retrain;

import io.chronoshard.config.QualitySettings.Rule;
import io.chronoshard.grid.Ledger;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is new since the champion's data, and whether that is sound.
 *
 * @param newSteps of all series
 * @param rows what became of the rows that are new since the last date; of all rows where no date
 *     was decided before
 * @param findings those that stop the run first; of each kind at most some
 * @param untold findings beside those
 * @param channels what of each channel is furthest from what it was, of each kind the series of
 *     which that is
 */
public record Quality(
    long newSteps,
    Ledger.Rows rows,
    List<Finding> findings,
    int untold,
    List<ChannelChange> channels) {

  /** Copies the lists. */
  public Quality {
    findings = List.copyOf(findings);
    channels = List.copyOf(channels);
  }

  /** What an operator reads of all findings, and how many more there are. */
  public List<String> sentences() {
    return Stream.concat(
            findings.stream().map(Finding::sentence),
            untold == 0 ? Stream.empty() : Stream.of("and " + untold + " more"))
        .toList();
  }

  /** What keeps the champion where it is. */
  public List<Finding> stopping() {
    return findings.stream().filter(finding -> finding.rule() == Rule.STOP).toList();
  }
}
