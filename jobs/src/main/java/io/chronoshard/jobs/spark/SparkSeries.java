package io.chronoshard.jobs.spark;

import io.chronoshard.block.SeriesRuns;
import io.chronoshard.evaluate.BlockEvaluation;
import io.chronoshard.evaluate.Evaluated;
import io.chronoshard.evaluate.EvaluatedSeries;
import io.chronoshard.evaluate.EvaluatedSeries.SeriesErrors;
import io.chronoshard.evaluate.Evaluation.Entry;
import io.chronoshard.evaluate.EvaluationSum;
import io.chronoshard.evaluate.SeriesEntries;
import io.chronoshard.evaluate.SeriesRanks;
import io.chronoshard.evaluate.SeriesSpread;
import io.chronoshard.evaluate.SeriesSpread.Spread;
import io.chronoshard.model.error.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * The errors of each series of an evaluation, on executors.
 *
 * @param all what all series come to; of the errors of each only those that the driver closed
 * @param series the errors of each
 */
public record SparkSeries(EvaluatedSeries all, JavaRDD<SeriesErrors> series) {

  /** Files of the table of all series. */
  private static final int FILES = 8;

  /**
   * Adds up what partitions of blocks contribute.
   *
   * @param over which of their windows are wanted
   * @param runs kept where they were made, for each of the further steps reads them
   */
  public static SparkSeries of(
      JavaRDD<SeriesRuns<BlockEvaluation, EvaluatedSeries>> runs, Evaluated over) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(runs.context());
    EvaluatedSeries all =
        SparkRuns.sum(
            runs.map(run -> new SeriesRuns<>(run.ends(), run.kept().together())),
            new EvaluationSum(over));
    return new SparkSeries(
        all,
        runs.flatMap(run -> run.kept().series().iterator())
            .union(context.parallelize(all.series(), 1)));
  }

  /**
   * All series by name, where they are few; else the worst, the worst first, and then the best.
   *
   * @param most series that are told
   */
  public List<SeriesErrors> told(int most, SeriesRanks ranks) {
    if (all.compared() <= most) {
      List<SeriesErrors> told = new ArrayList<>(series.collect());
      told.sort(Comparator.comparing(SeriesErrors::series));
      return told;
    }
    Broadcast<SeriesRanks> order = context().broadcast(ranks);
    return series
        .mapPartitions(some -> List.of(ends(some, most, order.value())).iterator())
        .treeReduce(
            (one, other) ->
                ends(
                    new ChainedIterator<>(List.of(one, other).iterator(), List::iterator),
                    most,
                    order.value()));
  }

  private static List<SeriesErrors> ends(Iterator<SeriesErrors> some, int most, SeriesRanks ranks) {
    List<SeriesErrors> ends = new ArrayList<>();
    while (some.hasNext()) {
      ends.add(some.next());
      if (ends.size() >= 4 * most) {
        keepEnds(ends, most, ranks);
      }
    }
    keepEnds(ends, most, ranks);
    return ends;
  }

  private static void keepEnds(List<SeriesErrors> ends, int most, SeriesRanks ranks) {
    ends.sort(ranks);
    if (ends.size() > most) {
      ends.subList(most - most / 2, ends.size() - most / 2).clear();
    }
  }

  /** How the errors of each forecaster and target spread over series: eight bytes of each come. */
  public SeriesSpread spread(SeriesEntries entries) {
    Broadcast<SeriesEntries> sent = context().broadcast(entries);
    List<Spread> spreads = new ArrayList<>();
    for (int target = 0; target < entries.targets().size(); target++) {
      for (int of = 0; of < entries.forecasts().size(); of++) {
        int forecaster = of;
        int place = target;
        double[] errors =
            series
                .mapPartitions(
                    some -> List.of(judged(some, sent.value(), forecaster, place)).iterator())
                .collect()
                .stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
        if (errors.length > 0) {
          spreads.add(
              Spread.of(entries.forecasts().get(of), entries.targets().get(target), errors));
        }
      }
    }
    return new SeriesSpread(all.compared(), spreads);
  }

  private static double[] judged(
      Iterator<SeriesErrors> some, SeriesEntries entries, int forecaster, int target) {
    double[] errors = new double[16];
    int count = 0;
    while (some.hasNext()) {
      double error = entries.judged(some.next(), forecaster, target);
      if (!Double.isNaN(error)) {
        errors = count < errors.length ? errors : Arrays.copyOf(errors, 2 * count);
        errors[count++] = error;
      }
    }
    return Arrays.copyOf(errors, count);
  }

  /**
   * Writes a table with a row for each series, target and forecaster, sorted by series; replaces
   * what another attempt has left there.
   */
  public void write(SparkSession spark, SeriesEntries entries, String folder) {
    Broadcast<SeriesEntries> sent = context().broadcast(entries);
    JavaRDD<Row> rows =
        series.flatMap(
            one -> sent.value().of(one).stream().map(SparkSeries::row).toList().iterator());
    Sessions.forTables(spark)
        .createDataFrame(rows, schema())
        .repartitionByRange(FILES, functions.col("series"))
        .sortWithinPartitions("series", "target", "forecast")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder);
  }

  private static Row row(Entry entry) {
    Map<String, Double> measures = new LinkedHashMap<>();
    for (Measure measure : entry.further().measures()) {
      measures.put(measure.name(), measure.value());
    }
    return RowFactory.create(
        entry.series(),
        entry.target(),
        entry.forecaster().label(),
        entry.count(),
        entry.mae(),
        entry.rmse(),
        entry.bias(),
        JavaConverters.mapAsScalaMap(measures));
  }

  private static StructType schema() {
    return new StructType()
        .add("series", DataTypes.StringType, false)
        .add("target", DataTypes.StringType, false)
        .add("forecast", DataTypes.StringType, false)
        .add("values", DataTypes.LongType, false)
        .add("mae", DataTypes.DoubleType, false)
        .add("rmse", DataTypes.DoubleType, false)
        .add("bias", DataTypes.DoubleType, false)
        .add(
            "measures",
            DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
            false);
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(series.context());
  }
}
