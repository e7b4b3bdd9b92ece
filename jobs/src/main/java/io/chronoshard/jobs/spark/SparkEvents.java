package io.chronoshard.jobs.spark;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.evaluate.LabelledEvents;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.grid.History;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import io.chronoshard.window.OriginRule;
import io.chronoshard.window.WindowLayout;
import io.chronoshard.window.WindowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** The events of a channel of labels, read from the history's table. */
public final class SparkEvents {

  /** Nothing but the label's own value at a step. */
  private static final WindowShape ONE_STEP = new WindowShape(1, 1, 1, 0, 1, 1);

  private SparkEvents() {}

  /**
   * The events of a part.
   *
   * @param label a channel of the table
   * @param table what the table holds, with all its channels
   */
  public static LabelledEvents of(
      SparkSession session,
      String path,
      TableSnapshot snapshot,
      History table,
      String label,
      Parts parts,
      Part part) {
    History history = table.withChannels(List.of(label));
    WindowLayout layout =
        WindowLayout.forEvaluation(
            history, FeatureSet.ofChannel(label, "evaluation.label", history), ONE_STEP, parts, 0);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    int partitions = spark.defaultParallelism();
    OriginRule rows = layout.rows(part);
    NavigableMap<BlockId, Integer> dealt = layout.deal(partitions, List.of(rows));
    Broadcast<WindowLayout> plan = spark.broadcast(layout);
    NamedJobs.begin(spark, "evaluate: labelled events");
    try {
      TreeMap<BlockId, List<Interval>> found = new TreeMap<>();
      new HistoryTable(session, path, snapshot, history)
          .blocks(layout, dealt, partitions)
          .map(block -> new Tuple2<>(block.id(), events(block, plan.value(), part, label)))
          .collect()
          .forEach(block -> found.put(block._1(), block._2()));
      TreeMap<String, List<Interval>> bySeries = new TreeMap<>();
      found.forEach(
          (block, events) ->
              bySeries.computeIfAbsent(block.series(), name -> new ArrayList<>()).addAll(events));
      return LabelledEvents.of(label, bySeries);
    } finally {
      NamedJobs.end(spark);
    }
  }

  private static List<Interval> events(Block block, WindowLayout layout, Part part, String label) {
    return new ArrayList<>(
        LabelledEvents.of(block, layout.rows(part).of(layout.extent(block.id().series())), label));
  }
}
