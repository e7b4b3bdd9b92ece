package io.chronoshard.evaluate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The windows of a block, or of several of one series, that are told anomalous.
 *
 * @param windows that were looked at
 * @param runs alarms of consecutive windows, in their order
 * @param delays by the place of each labelled event of which these windows forecast a step: from
 *     its beginning to the step at which its first alarm is known, or {@link #MISSED}
 */
public record BlockAlarms(long windows, List<AlarmRun> runs, Map<Integer, Long> delays) {

  /** No alarm stands in an event. */
  public static final long MISSED = Long.MAX_VALUE;

  /** Of no windows. */
  public static final BlockAlarms NONE = new BlockAlarms(0, List.of(), Map.of());

  /** Copies what it is given. */
  public BlockAlarms {
    runs = List.copyOf(runs);
    delays = Map.copyOf(delays);
  }

  /** Both, this one's windows first. */
  BlockAlarms plus(BlockAlarms next) {
    Map<Integer, Long> both = new TreeMap<>(delays);
    next.delays.forEach((event, delay) -> both.merge(event, delay, Math::min));
    return new BlockAlarms(windows + next.windows, AlarmRun.both(runs, next.runs), both);
  }
}
