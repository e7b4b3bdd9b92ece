package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.gate.AddedLosses;
import io.chronoshard.gate.Judged;
import io.chronoshard.gate.LossCollector;
import io.chronoshard.gate.LossPlan;
import io.chronoshard.gate.LossRule;
import io.chronoshard.gate.LossScales;
import io.chronoshard.gate.Losses;
import io.chronoshard.gate.SegmentRule;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.Forecaster;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.split.Part;
import io.chronoshard.window.BlockWindows;
import io.chronoshard.window.WindowLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Compares versions and baselines on the very same windows, in one pass. Each version reads blocks
 * of its own inputs; those of one place come together without a shuffle.
 *
 * @param versions the champion first, each ready for the history
 * @param layouts of each version's windows, of which those of the test part are judged
 * @param baselines that read the champion's blocks
 * @param rules by which losses are taken
 */
public record SparkLosses(
    List<OpenedVersion> versions,
    List<WindowLayout> layouts,
    List<Forecaster> baselines,
    Rules rules) {

  /** Copies the lists. */
  public SparkLosses {
    versions = List.copyOf(versions);
    layouts = List.copyOf(layouts);
    baselines = List.copyOf(baselines);
  }

  /**
   * How losses are taken.
   *
   * @param batch windows that are forecast together
   */
  public record Rules(
      LossPlan plan, SegmentRule segments, LossRule rule, LossScales scales, int batch) {}

  /**
   * The losses over all windows.
   *
   * @param table each version's columns of the history
   * @throws io.chronoshard.error.ConfigurationException where they cannot be compared
   */
  public Losses of(List<HistoryTable> table, JavaSparkContext context) {
    rules.rule().requireComparable(rules.plan(), allForms());
    WindowLayout first = layouts.get(0);
    NavigableMap<BlockId, Integer> dealt = first.deal(1, List.of(first.part(Part.TEST)));
    int partitions = SparkEvaluation.partitions(dealt.size());
    NavigableMap<BlockId, Integer> inOrder = SparkRuns.inOrder(dealt, partitions);
    JavaRDD<List<Block>> together = table.get(0).blocks(first, inOrder, partitions).map(List::of);
    for (int i = 1; i < versions.size(); i++) {
      together =
          together.zipPartitions(
              table.get(i).blocks(layouts.get(i), inOrder, partitions), MatchingBlocks::new);
    }
    Broadcast<SparkLosses> sent = context.broadcast(this);
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    context.sc().setJobDescription("judge " + versions.size() + " versions");
    try {
      Losses none = Losses.none(rules.plan(), forms(0).forms().size());
      return together
          .mapPartitions(
              blocks -> List.of(sent.value().collected(blocks, hadoop.value().value())).iterator())
          .setName("losses")
          .collect()
          .stream()
          .collect(
              () -> new AddedLosses(none), AddedLosses::plus, (some, more) -> some.plus(more.all()))
          .all();
    } finally {
      context.sc().setJobDescription(null);
      sent.destroy();
      hadoop.destroy();
    }
  }

  private Losses collected(Iterator<List<Block>> blocks, Configuration hadoop) {
    List<Judged> contenders = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      contenders.add(new Judged(versions.get(i).forecaster(rules.batch(), hadoop), forms(i)));
    }
    baselines.forEach(baseline -> contenders.add(new Judged(baseline, plain())));
    LossCollector collector =
        new LossCollector(
            rules.plan(),
            rules.segments(),
            rules.rule(),
            rules.scales(),
            contenders,
            rules.batch());
    AddedLosses losses = new AddedLosses(Losses.none(rules.plan(), forms(0).forms().size()));
    while (blocks.hasNext()) {
      losses.plus(collector.collect(windows(blocks.next())));
    }
    return losses.all();
  }

  private List<List<ForecastForm>> allForms() {
    List<List<ForecastForm>> all = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      all.add(forms(i).forms());
    }
    baselines.forEach(baseline -> all.add(plain().forms()));
    return all;
  }

  /** Of baselines. */
  private ForecastLayout plain() {
    return new ForecastLayout(
        forms(0).values(), versions.get(0).objectives().targetForms().plain());
  }

  private ForecastLayout forms(int version) {
    return new ForecastLayout(
        versions.get(version).units().layout().values(),
        versions.get(version).objectives().targetForms().network());
  }

  /** Of each contender, its windows of a place. */
  private List<BlockWindows> windows(List<Block> blocks) {
    List<BlockWindows> windows = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      WindowLayout layout = layouts.get(i);
      windows.add(
          layout.windows(
              blocks.get(i).scaled(versions.get(i).inputScaler()),
              layout.part(Part.TEST),
              BlockWindows.Needs.INPUTS_AND_TARGETS));
    }
    for (int i = 0; i < baselines.size(); i++) {
      windows.add(windows.get(0));
    }
    return windows;
  }
}
