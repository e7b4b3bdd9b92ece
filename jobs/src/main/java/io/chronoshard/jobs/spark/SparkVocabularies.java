package io.chronoshard.jobs.spark;

import io.chronoshard.feature.VocabularyFit;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.jobs.spark.page.NamedJobs;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.split.Interval;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Counts the categories of a part, in one pass over the channels that hold texts. */
public final class SparkVocabularies {

  private SparkVocabularies() {}

  /**
   * How often each category of the channels that are read is met.
   *
   * @param path the history's table
   * @param snapshot what of it is read
   * @param history its description, with the channels that are read; some hold texts
   */
  public static VocabularyFit count(
      SparkSession spark,
      String path,
      TableSnapshot snapshot,
      History history,
      Parts parts,
      Part part) {
    List<String> channels = VocabularyFit.channels(history);
    History texts = history.withChannels(channels);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<History> described = context.broadcast(texts);
    Broadcast<Parts> split = context.broadcast(parts);
    NamedJobs.begin(context.sc(), "count the categories of " + channels);
    try {
      return new HistoryTable(spark, path, snapshot, texts)
          .rows()
          .mapPartitions(
              rows -> List.of(count(rows, described.value(), split.value(), part)).iterator())
          .reduce(VocabularyFit::plus);
    } finally {
      NamedJobs.end(context.sc());
    }
  }

  private static VocabularyFit count(
      Iterator<TableRow> rows, History history, Parts parts, Part part) {
    Map<String, Interval> counted = new HashMap<>();
    for (SeriesExtent series : history.series()) {
      counted.put(series.name(), parts.of(part, series));
    }
    VocabularyFit fit = VocabularyFit.none(history);
    while (rows.hasNext()) {
      TableRow row = rows.next();
      Interval steps = counted.get(row.series());
      if (steps != null && row.step() >= steps.from() && row.step() < steps.to()) {
        fit.add(row.values());
      }
    }
    return fit;
  }
}
