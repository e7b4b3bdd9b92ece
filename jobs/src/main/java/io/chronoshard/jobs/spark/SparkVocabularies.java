package io.chronoshard.jobs.spark;

import io.chronoshard.feature.Vocabularies;
import io.chronoshard.feature.VocabularyFit;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.SeriesExtent;
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

/** Counts the categories of the training part, in one pass over the channels that hold texts. */
public final class SparkVocabularies {

  private SparkVocabularies() {}

  /**
   * The vocabularies of the channels that are read.
   *
   * @param path the history's table
   * @param snapshot what of it is read
   * @param history its description, with the channels that a training reads
   * @param most categories of a channel that have an input of their own
   */
  public static Vocabularies fit(
      SparkSession spark,
      String path,
      TableSnapshot snapshot,
      History history,
      Parts parts,
      int most) {
    List<String> channels = VocabularyFit.channels(history);
    if (channels.isEmpty()) {
      return Vocabularies.NONE;
    }
    History texts = history.withChannels(channels);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<History> described = context.broadcast(texts);
    Broadcast<Parts> split = context.broadcast(parts);
    context.sc().setJobDescription("train: count the categories of " + channels);
    try {
      return new HistoryTable(spark, path, snapshot, texts)
          .rows()
          .mapPartitions(rows -> List.of(count(rows, described.value(), split.value())).iterator())
          .reduce(VocabularyFit::plus)
          .vocabularies(texts, most);
    } finally {
      context.sc().setJobDescription(null);
    }
  }

  private static VocabularyFit count(Iterator<TableRow> rows, History history, Parts parts) {
    Map<String, Interval> training = new HashMap<>();
    for (SeriesExtent series : history.series()) {
      training.put(series.name(), parts.of(Part.TRAINING, series));
    }
    VocabularyFit fit = VocabularyFit.none(history);
    while (rows.hasNext()) {
      TableRow row = rows.next();
      Interval steps = training.get(row.series());
      if (steps != null && row.step() >= steps.from() && row.step() < steps.to()) {
        fit.add(row.values());
      }
    }
    return fit;
  }
}
