package io.chronoshard.gate;

import io.chronoshard.block.Block;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowSet;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the losses of contenders over the windows that all of them have, block by block. Not for
 * several threads at once.
 */
public final class LossCollector {

  private final LossPlan plan;
  private final SegmentRule segments;
  private final LossRule rule;
  private final LossScales scales;
  private final List<Judged> contenders;
  private final ForecastLayout champion;
  private final int batch;
  private final int[] leadGroups;
  private final List<float[]> forecasts;

  /**
   * For what is forecast of windows.
   *
   * @param contenders in the plan's order; what the first one forecasts is what all are judged by,
   *     and what cannot be is refused by a {@link io.chronoshard.error.ConfigurationException}
   * @param batch windows that are forecast together
   */
  public LossCollector(
      LossPlan plan,
      SegmentRule segments,
      LossRule rule,
      LossScales scales,
      List<Judged> contenders,
      int batch) {
    rule.requireComparable(
        plan, contenders.stream().map(contender -> contender.layout().forms()).toList());
    this.plan = plan;
    this.segments = segments;
    this.rule = rule;
    this.scales = scales;
    this.contenders = List.copyOf(contenders);
    this.champion = contenders.get(0).layout();
    this.batch = batch;
    WindowTargets values = champion.values();
    this.leadGroups = new int[values.size()];
    for (int value = 0; value < leadGroups.length; value++) {
      leadGroups[value] = segments.leadGroup(values.lead(value));
    }
    this.forecasts = new ArrayList<>();
    for (Judged contender : contenders) {
      requireSame(values, contender.layout().values());
      forecasts.add(new float[Math.multiplyExact(batch, contender.layout().numbers())]);
    }
  }

  private static void requireSame(WindowTargets values, WindowTargets others) {
    for (int value = 0; value < Math.max(values.size(), others.size()); value++) {
      if (values.size() != others.size()
          || values.lead(value) != others.lead(value)
          || values.place(value) != others.place(value)) {
        throw new IllegalArgumentException("contenders that forecast other values");
      }
    }
  }

  /**
   * The losses over the windows of a block's core.
   *
   * @param found of each contender, the windows that it can forecast, in a block of its own inputs
   *     with the very same place and targets
   */
  public Losses collect(List<BlockWindows> found) {
    long[] origins = common(found);
    AddedLosses losses = new AddedLosses(offered(found, origins.length));
    List<WindowSet> windows = new ArrayList<>();
    List<int[]> orders = new ArrayList<>();
    for (BlockWindows own : found) {
      windows.add(new WindowSet(List.of(own)));
      orders.add(places(own, origins));
    }
    Block block = found.get(0).block();
    for (int from = 0; from < origins.length; from += batch) {
      int to = Math.min(origins.length, from + batch);
      for (int i = 0; i < contenders.size(); i++) {
        contenders
            .get(i)
            .forecaster()
            .forecast(windows.get(i), orders.get(i), from, to, forecasts.get(i));
      }
      losses.plus(of(block, origins, from, to));
    }
    return losses.all();
  }

  /**
   * What the champion has the inputs of and others have not; what all have is counted where it is
   * forecast.
   */
  private Losses offered(List<BlockWindows> found, int common) {
    int offered = found.get(0).origins().length;
    List<Long> lacking = new ArrayList<>();
    for (BlockWindows own : found) {
      lacking.add((long) offered - common(List.of(found.get(0), own)).length);
    }
    return Losses.offered(plan, champion.forms().size(), offered - common, lacking);
  }

  /** The origins that all have, ascending. */
  private static long[] common(List<BlockWindows> found) {
    long from = found.get(0).block().coreFrom();
    long[] common = Arrays.stream(found.get(0).origins()).mapToLong(at -> from + at).toArray();
    for (BlockWindows own : found) {
      if (!own.block().id().equals(found.get(0).block().id())) {
        throw new IllegalArgumentException(
            "windows of " + own.block().id() + " and of " + found.get(0).block().id());
      }
      common =
          Arrays.stream(common)
              .filter(
                  origin ->
                      Arrays.binarySearch(own.origins(), (int) (origin - own.block().coreFrom()))
                          >= 0)
              .toArray();
    }
    return common;
  }

  private static int[] places(BlockWindows own, long[] origins) {
    return Arrays.stream(origins)
        .mapToInt(
            origin -> Arrays.binarySearch(own.origins(), (int) (origin - own.block().coreFrom())))
        .toArray();
  }

  private Losses of(Block block, long[] origins, int from, int to) {
    String series = block.id().series();
    long[] missed = new long[contenders.size()];
    List<List<ForecastRange>> ranges = new ArrayList<>();
    contenders.forEach(contender -> ranges.add(new ArrayList<>(none())));
    SortedMap<Long, List<LossSums>> bins = new TreeMap<>();
    long windows = 0;
    for (int i = from; i < to; i++) {
      if (isKnown(i - from, missed, ranges)) {
        windows++;
        List<LossSums> sums = groups(block, origins[i], i - from);
        bins.merge(plan.bin(origins[i]), sums, LossCollector::plus);
      }
    }
    SortedMap<Segment, SortedMap<Long, LossSums>> cells = new TreeMap<>();
    bins.forEach((bin, groups) -> addTo(cells, series, bin, groups));
    return new Losses(
        plan,
        cells,
        to - from,
        to - from,
        windows,
        Arrays.stream(missed).boxed().toList(),
        Collections.nCopies(contenders.size(), 0L),
        ranges.stream().map(List::copyOf).toList());
  }

  private List<ForecastRange> none() {
    return champion.forms().stream().map(form -> ForecastRange.NONE).toList();
  }

  /** Whether all contenders but challengers forecast all values of a sample. */
  private boolean isKnown(int sample, long[] missed, List<List<ForecastRange>> ranges) {
    boolean all = true;
    for (int i = 0; i < contenders.size(); i++) {
      ForecastLayout layout = contenders.get(i).layout();
      float[] own = forecasts.get(i);
      boolean known = true;
      int at = sample * layout.numbers();
      for (int value = 0; value < layout.values().size(); value++) {
        ForecastForm form = layout.form(value);
        for (int number = at; number < at + form.width(); number++) {
          known &= Float.isFinite(own[number]);
        }
        List<ForecastRange> ranged = ranges.get(i);
        int place = layout.values().place(value);
        ranged.set(place, ranged.get(place).with(form.point(own, at)));
        at += form.width();
      }
      missed[i] += known ? 0 : 1;
      all &= known || !plan.isNeeded(i);
    }
    return all;
  }

  /** The losses of a sample's values, by groups of leads. */
  private List<LossSums> groups(Block block, long origin, int sample) {
    long[] counts = new long[segments.leadGroups()];
    long[][] parts = new long[counts.length][2 * contenders.size()];
    float[] actual = champion.actual(block, origin);
    List<Double> scaled = scales.of(block.id().series());
    for (int i = 0; i < contenders.size(); i++) {
      ForecastLayout layout = contenders.get(i).layout();
      int at = sample * layout.numbers();
      int from = 0;
      for (int value = 0; value < layout.values().size(); value++) {
        ForecastForm judged = champion.form(value);
        double loss =
            rule.of(
                layout.form(value),
                judged,
                forecasts.get(i),
                at,
                actual,
                from,
                scaled.get(layout.values().place(value)));
        LossSums.add(parts[leadGroups[value]], i, limited(loss));
        counts[leadGroups[value]] += i == 0 ? 1 : 0;
        at += layout.form(value).width();
        from += judged.actuals();
      }
    }
    List<LossSums> sums = new ArrayList<>();
    for (int group = 0; group < counts.length; group++) {
      sums.add(new LossSums(counts[group], parts[group]));
    }
    return sums;
  }

  /** A forecast that is no number, of a challenger that is out of it, is as wrong as can be. */
  private static double limited(double loss) {
    return loss <= LossSums.LIMIT ? loss : LossSums.LIMIT;
  }

  private static List<LossSums> plus(List<LossSums> some, List<LossSums> others) {
    List<LossSums> both = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      both.add(some.get(i).plus(others.get(i)));
    }
    return both;
  }

  private void addTo(
      SortedMap<Segment, SortedMap<Long, LossSums>> cells,
      String series,
      long bin,
      List<LossSums> groups) {
    LossSums all = LossSums.none(contenders.size());
    for (int group = 0; group < groups.size(); group++) {
      all = all.plus(groups.get(group));
      for (Segment segment : segments.ofLeads(group)) {
        add(cells, segment, bin, groups.get(group));
      }
    }
    for (Segment segment : segments.of(series, bin, plan)) {
      add(cells, segment, bin, all);
    }
  }

  private static void add(
      SortedMap<Segment, SortedMap<Long, LossSums>> cells,
      Segment segment,
      long bin,
      LossSums sums) {
    cells
        .computeIfAbsent(segment, unseen -> new TreeMap<>())
        .merge(bin, sums, (one, next) -> one.plus(next));
  }
}
