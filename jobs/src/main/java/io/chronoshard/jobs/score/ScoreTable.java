package io.chronoshard.jobs.score;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.score.Score;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table of forecasts: series, origin, time, target, forecast, what a version gives beside it
 * (quantiles such as q10, a deviation), outside (the inputs that leave the range of the training
 * part), model_version; partitioned by the origin's UTC date where steps are instants. Where rows
 * are counted, origin and time are row numbers.
 *
 * @param axis what steps are
 * @param modelVersion the version that forecasts
 * @param further names of what it gives beside a value
 */
record ScoreTable(TimeAxis axis, int modelVersion, List<String> further) {

  /** Writes the table into an empty folder. */
  void write(SparkSession spark, JavaRDD<Score> scores, String folder) {
    TimeAxis.Kind kind = axis.kind();
    long stepMillis = axis.stepMillis();
    int version = modelVersion;
    JavaRDD<Row> rows =
        scores.map(
            score ->
                kind == TimeAxis.Kind.CLOCK
                    ? timed(score, stepMillis, version)
                    : counted(score, version));
    DataFrameWriter<Row> writer =
        Sessions.forTables(spark).createDataFrame(rows, schema()).write().mode(SaveMode.Append);
    if (kind == TimeAxis.Kind.CLOCK) {
      writer.partitionBy("date").parquet(folder);
    } else {
      writer.parquet(folder);
    }
  }

  private StructType schema() {
    DataType time =
        axis.kind() == TimeAxis.Kind.CLOCK ? DataTypes.TimestampType : DataTypes.LongType;
    StructType schema =
        new StructType()
            .add("series", DataTypes.StringType, false)
            .add("origin", time, false)
            .add("time", time, false)
            .add("target", DataTypes.StringType, false)
            .add("forecast", DataTypes.FloatType, false);
    for (String name : further) {
      schema = schema.add(name, DataTypes.FloatType, false);
    }
    schema =
        schema
            .add(Written.OUTSIDE, DataTypes.createArrayType(DataTypes.StringType, false), false)
            .add("model_version", DataTypes.IntegerType, false);
    return axis.kind() == TimeAxis.Kind.CLOCK
        ? schema.add("date", DataTypes.DateType, false)
        : schema;
  }

  private static Row timed(Score score, long stepMillis, int version) {
    Instant origin = Instant.ofEpochMilli(score.originStep() * stepMillis);
    List<Object> cells =
        cells(score, origin, Instant.ofEpochMilli(score.targetStep() * stepMillis), version);
    cells.add(LocalDate.ofInstant(origin, ZoneOffset.UTC));
    return RowFactory.create(cells.toArray());
  }

  private static Row counted(Score score, int version) {
    return RowFactory.create(
        cells(score, score.originStep(), score.targetStep(), version).toArray());
  }

  private static List<Object> cells(Score score, Object origin, Object time, int version) {
    List<Object> cells = new ArrayList<>();
    cells.add(score.series());
    cells.add(origin);
    cells.add(time);
    cells.add(score.target());
    cells.add(score.forecast());
    cells.addAll(score.further());
    cells.add(score.outside().toArray(new String[0]));
    cells.add(version);
    return cells;
  }
}
