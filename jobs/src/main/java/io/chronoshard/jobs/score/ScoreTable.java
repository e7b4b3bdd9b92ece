package io.chronoshard.jobs.score;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.model.ForecastLayout;
import io.chronoshard.model.error.ClassesForm;
import io.chronoshard.model.error.ForecastForm;
import io.chronoshard.score.Score;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table of forecasts: series, origin, time, target, forecast, what a version gives beside it
 * (quantiles such as q10, a deviation, the likeliest class and the probabilities of all; of a
 * version that tells alarms, the actual value, the anomaly score and the alarm where the value is
 * known), outside (the inputs that leave the range of the training part), model_version;
 * partitioned by the origin's UTC date where steps are instants. Where rows are counted, origin and
 * time are row numbers.
 *
 * @param axis what steps are
 * @param modelVersion the version that forecasts
 * @param layout of what it gives
 * @param labels of each head's target
 * @param checks whether forecasts stand beside what happened
 */
record ScoreTable(
    TimeAxis axis, int modelVersion, ForecastLayout layout, List<String> labels, Checks checks) {

  /** Whether forecasts stand beside what happened. */
  enum Checks {
    NONE,
    /** Where it is known: what happened, how far off the forecast was, and whether that alarms. */
    ASKED
  }

  /** Writes the table into an empty folder. */
  void write(SparkSession spark, JavaRDD<Score> scores, String folder) {
    TimeAxis.Kind kind = axis.kind();
    ScoreRow row = new ScoreRow(kind, axis.stepMillis(), modelVersion, labels, classes(), checks);
    JavaRDD<Row> rows = scores.map(row::of);
    Dataset<Row> table = Sessions.forTables(spark).createDataFrame(rows, schema());
    if (kind == TimeAxis.Kind.CLOCK) {
      byDate(table).write().mode(SaveMode.Append).partitionBy("date").parquet(folder);
    } else {
      table.write().mode(SaveMode.Append).parquet(folder);
    }
  }

  /**
   * A date's forecasts come together, or there would be a file of each date from every task; so
   * many that one task should not write them alone are divided by Spark.
   */
  private static Dataset<Row> byDate(Dataset<Row> table) {
    return table
        .hint("rebalance", functions.col("date").expr())
        .sortWithinPartitions("date", "series", "origin", "target", "time");
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
    for (String name : layout.furtherNames()) {
      schema = schema.add(name, DataTypes.FloatType, false);
    }
    if (ScoreRow.hasAny(classes())) {
      schema =
          schema
              .add("class", DataTypes.StringType, true)
              .add(
                  "probabilities",
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.FloatType, false),
                  true);
    }
    if (checks == Checks.ASKED) {
      schema =
          schema
              .add("actual", DataTypes.FloatType, true)
              .add("anomaly", DataTypes.FloatType, true)
              .add(Written.ALARM, DataTypes.BooleanType, true);
    }
    schema =
        schema
            .add(Written.OUTSIDE, DataTypes.createArrayType(DataTypes.StringType, false), false)
            .add("model_version", DataTypes.IntegerType, false);
    return axis.kind() == TimeAxis.Kind.CLOCK
        ? schema.add("date", DataTypes.DateType, false)
        : schema;
  }

  /** Of each head's target, the names of its classes. */
  private List<List<String>> classes() {
    List<List<String>> classes = new ArrayList<>();
    for (ForecastForm form : layout.forms()) {
      classes.add(form instanceof ClassesForm some ? some.names() : List.of());
    }
    return classes;
  }
}
