package io.chronoshard.bench;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.ChosenWindows;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.jobs.spark.HistoryTable;
import io.chronoshard.jobs.spark.OpenedVersion;
import io.chronoshard.jobs.spark.PartitionValues;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.jobs.spark.SparkScores;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.score.Score;
import io.chronoshard.split.Parts;
import io.chronoshard.window.WindowLayout;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Errors of champions, of the first version and of the last value, by the year of the origin. */
final class YearlyErrors {

  private static final long STEP_MILLIS = 3_600_000L;
  private static final int BATCH = 256;

  /** Of a year. */
  private static final class Sums {

    private long windows;
    private double retrained;
    private double frozen;
    private double naive;
    private int promotions;
  }

  private final NavigableMap<LocalDate, Integer> champions;
  private final Map<Long, Float> readings = new HashMap<>();
  private final TreeMap<Integer, Sums> years = new TreeMap<>();

  private YearlyErrors(NavigableMap<LocalDate, Integer> champions) {
    this.champions = champions;
  }

  /**
   * Forecasts all windows again.
   *
   * @param champions from which day on which version was one
   */
  static YearlyErrors of(RetrainedTemperature model, NavigableMap<LocalDate, Integer> champions) {
    YearlyErrors errors = new YearlyErrors(champions);
    try (SparkSession spark =
        Sessions.open("errors", new SparkConf().setIfMissing("spark.master", "local[*]"))) {
      errors.read(spark, model);
      for (int version : new TreeSet<>(champions.values())) {
        errors.add(version, scores(spark, model, version));
      }
    }
    errors.countPromotions();
    return errors;
  }

  private void read(SparkSession spark, RetrainedTemperature model) {
    List<Row> rows =
        spark
            .read()
            .parquet(model.table().toString())
            .select("step", "`" + RetrainedTemperature.CHANNEL + "`")
            .na()
            .drop()
            .collectAsList();
    rows.forEach(row -> readings.put(row.getLong(0), row.getFloat(1)));
  }

  private static List<Score> scores(SparkSession spark, RetrainedTemperature model, int number) {
    TableSnapshot snapshot =
        TableSnapshots.of(model.table().toString(), Sessions.hadoop()).latest().orElseThrow();
    OpenedVersion version =
        OpenedVersion.of(
            model.registry().version(new VersionChoice.Numbered(number)), snapshot.history());
    WindowLayout layout =
        WindowLayout.forScoring(
            version.history(),
            version.features(),
            version.shape(),
            Parts.allTest(version.history()));
    int partitions = spark.sparkContext().defaultParallelism();
    NavigableMap<BlockId, Integer> dealt =
        version.deal(layout, partitions, SparkScores.origins(layout, ChosenWindows.ALL));
    JavaRDD<Block> blocks =
        new HistoryTable(spark, model.table().toString(), snapshot, version.history())
            .blocks(layout, dealt, partitions);
    PartitionValues counts = new PartitionValues();
    spark.sparkContext().register(counts, "windows");
    return SparkScores.score(blocks, layout, version, ChosenWindows.ALL, BATCH, counts).collect();
  }

  /** Of the first version on all days, and of each on those when it was the champion. */
  private void add(int version, List<Score> scores) {
    for (Score score : scores) {
      LocalDate day =
          LocalDate.ofInstant(
              Instant.ofEpochMilli(score.originStep() * STEP_MILLIS), ZoneOffset.UTC);
      Float actual = readings.get(score.targetStep());
      Float last = readings.get(score.originStep());
      if (actual == null || last == null || day.isBefore(champions.firstKey())) {
        continue;
      }
      Sums year = years.computeIfAbsent(day.getYear(), any -> new Sums());
      double error = Math.abs(score.forecast() - actual);
      if (version == 1) {
        year.windows++;
        year.frozen += error;
        year.naive += Math.abs(last - actual);
      }
      if (Objects.requireNonNull(champions.floorEntry(day)).getValue() == version) {
        year.retrained += error;
      }
    }
  }

  private void countPromotions() {
    int before = Objects.requireNonNull(champions.firstEntry()).getValue();
    for (Map.Entry<LocalDate, Integer> champion : champions.entrySet()) {
      if (champion.getValue() != before) {
        before = champion.getValue();
        years.computeIfAbsent(champion.getKey().getYear(), any -> new Sums()).promotions++;
      }
    }
  }

  /** A row for each year, and one for all. */
  Table table() {
    Table table =
        new Table(
            1, List.of("year", "windows", "retrained", "trained once", "last value", "promotions"));
    Sums all = new Sums();
    years.forEach(
        (year, sums) -> {
          table.add(row(Integer.toString(year), sums));
          all.windows += sums.windows;
          all.retrained += sums.retrained;
          all.frozen += sums.frozen;
          all.naive += sums.naive;
          all.promotions += sums.promotions;
        });
    table.add(row("all", all));
    return table;
  }

  private static List<String> row(String year, Sums sums) {
    return List.of(
        year,
        String.format(Locale.ROOT, "%,d", sums.windows),
        mean(sums.retrained, sums.windows),
        mean(sums.frozen, sums.windows),
        mean(sums.naive, sums.windows),
        Integer.toString(sums.promotions));
  }

  private static String mean(double sum, long windows) {
    return String.format(Locale.ROOT, "%.3f", sum / windows);
  }
}
