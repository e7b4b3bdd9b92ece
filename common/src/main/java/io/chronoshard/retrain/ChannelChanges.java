package io.chronoshard.retrain;

import io.chronoshard.retrain.ChannelRules.Measure;
import io.chronoshard.retrain.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far each channel is from what it was, over all series: told with a decision whether or not
 * anything is found.
 *
 * @param rules that say what is found
 * @param series those that are alive
 * @param range the steps that are looked at
 */
record ChannelChanges(ChannelRules rules, List<WatchedSeries> series, QualityRange range) {

  /** Of each channel and kind, where any series has enough to tell. */
  List<ChannelChange> all() {
    List<ChannelChange> all = new ArrayList<>();
    for (int channel = 0; channel < range.channels().size(); channel++) {
      for (Kind kind : ChannelRules.KINDS) {
        of(channel, kind).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<ChannelChange> of(int channel, Kind kind) {
    Optional<ChannelChange> furthest = Optional.empty();
    int looked = 0;
    int over = 0;
    for (WatchedSeries one : series) {
      Optional<Measure> measure =
          rules.measure(
              kind,
              one.channel(channel),
              one.steps(range.newFrom(), range.to()),
              one.steps(range.from(), range.newFrom()));
      if (measure.isPresent()) {
        ChannelChange change = change(channel, kind, one.extent().name(), measure.get());
        looked++;
        over += measure.get().size() > measure.get().most() ? 1 : 0;
        if (furthest.isEmpty() || change.share() > furthest.get().share()) {
          furthest = Optional.of(change);
        }
      }
    }
    int all = looked;
    int found = over;
    return furthest.map(one -> counted(one, found, all));
  }

  private ChannelChange change(int channel, Kind kind, String name, Measure measure) {
    double unit = kind == Kind.DEAD ? rules.axis().stepMillis() : 1;
    return new ChannelChange(
        range.channels().get(channel),
        kind,
        name,
        measure.size() * unit,
        measure.most() * unit,
        measure.size() == 0
            ? Optional.empty()
            : Optional.of(
                Instant.ofEpochMilli(
                    Math.multiplyExact(measure.from(), rules.axis().stepMillis()))),
        0,
        0);
  }

  private static ChannelChange counted(ChannelChange one, int over, int looked) {
    return new ChannelChange(
        one.channel(), one.kind(), one.series(), one.size(), one.most(), one.from(), over, looked);
  }
}
