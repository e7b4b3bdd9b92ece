package io.chronoshard.jobs;

import io.chronoshard.block.Block;
import io.chronoshard.block.BlockBuilder;
import io.chronoshard.block.BlockId;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.CellHash;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.grid.Ledger;
import io.chronoshard.grid.RangeAccount;
import io.chronoshard.grid.RecordedGrid;
import io.chronoshard.grid.RecordedRange;
import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import io.chronoshard.grid.TableFile;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.SnapshotHead;
import io.chronoshard.registry.SnapshotStaging;
import io.chronoshard.registry.TableSnapshots;
import io.chronoshard.window.WindowLayout;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A history table with known content, as ingest would have written it. */
public final class WrittenHistory {

  /** Ten minutes. */
  public static final long STEP_MILLIS = 600_000;

  private final int blockSteps;
  private final List<String> channels = new ArrayList<>();
  private final Map<String, float[][]> series = new TreeMap<>();
  private final long fromStep;

  private WrittenHistory(int blockSteps, int channels, long fromStep) {
    this.blockSteps = blockSteps;
    this.fromStep = fromStep;
    for (int channel = 0; channel < channels; channel++) {
      this.channels.add("c" + channel);
    }
  }

  /**
   * A daily cycle with a slow random walk that the second channel knows in advance, and a share of
   * unknown values.
   */
  public static WrittenHistory weather(
      long seed, int seriesCount, int steps, double unknown, int blockSteps) {
    WrittenHistory history =
        new WrittenHistory(
            blockSteps, 2, Instant.parse("2020-01-01T00:00:00Z").toEpochMilli() / STEP_MILLIS);
    for (int s = 0; s < seriesCount; s++) {
      MersenneTwister random = new MersenneTwister(new int[] {(int) seed, s});
      double[] front = new double[steps + 36];
      for (int step = 1; step < front.length; step++) {
        front[step] = 0.995 * front[step - 1] + 0.1 * random.nextGaussian();
      }
      float[][] values = new float[steps][2];
      for (int step = 0; step < steps; step++) {
        double day = StrictMath.sin(2 * Math.PI * step / 144);
        values[step][0] =
            random.nextDouble() < unknown ? Float.NaN : (float) (3 * front[step] + 4 * day);
        values[step][1] =
            random.nextDouble() < unknown ? Float.NaN : (float) (1000 + 8 * front[step + 36]);
      }
      history.series.put("site-" + s, values);
    }
    return history;
  }

  /** A block with unscaled inputs, cut out of the series without Spark. */
  public Block block(BlockId id, WindowLayout layout) {
    BlockBuilder builder = layout.builder();
    float[][] values = values(id.series());
    long seriesFrom = layout.extent(id.series()).fromStep();
    long from = builder.readFrom(id);
    List<String> read = layout.history().channels();
    float[] cut = new float[Math.toIntExact(builder.readTo(id) - from) * read.size()];
    Arrays.fill(cut, Float.NaN);
    for (int row = 0; row < cut.length / read.size(); row++) {
      long at = from + row - seriesFrom;
      if (at >= 0 && at < values.length) {
        for (int column = 0; column < read.size(); column++) {
          int channel = channels.indexOf(read.get(column));
          cut[row * read.size() + column] = values[(int) at][channel];
        }
      }
    }
    return builder.build(
        id, seriesFrom, new Slice(from, read.size(), cut), StepTimes.of(layout.history().axis()));
  }

  /** The same history, with other values from a share of its steps on. */
  public WrittenHistory disturbedFrom(double share, long seed) {
    WrittenHistory disturbed = new WrittenHistory(blockSteps, channels.size(), fromStep);
    MersenneTwister random = new MersenneTwister(seed);
    series.forEach(
        (name, values) -> {
          float[][] copy = new float[values.length][];
          for (int step = 0; step < copy.length; step++) {
            copy[step] = values[step].clone();
            if (step >= (int) (share * copy.length)) {
              for (int channel = 0; channel < copy[step].length; channel++) {
                copy[step][channel] = (float) (50 * random.nextGaussian());
              }
            }
          }
          disturbed.series.put(name, copy);
        });
    return disturbed;
  }

  /** The same history with its first channels alone. */
  public WrittenHistory ofChannels(int count) {
    WrittenHistory some = new WrittenHistory(blockSteps, count, fromStep);
    series.forEach(
        (name, values) ->
            some.series.put(
                name,
                Arrays.stream(values)
                    .map(row -> Arrays.copyOf(row, count))
                    .toArray(float[][]::new)));
    return some;
  }

  /** The values of a series, {@code [step][channel]}. */
  public float[][] values(String name) {
    return series.get(name);
  }

  /** The table's description. */
  public History description() {
    List<SeriesExtent> extents = new ArrayList<>();
    series.forEach(
        (name, values) -> extents.add(new SeriesExtent(name, fromStep, fromStep + values.length)));
    return new History(
        TimeAxis.clock(STEP_MILLIS),
        blockSteps,
        channels,
        RecordedTimes.FROM_STEPS,
        extents,
        "made up");
  }

  /** Writes the table in as many files as asked for. */
  public void write(Path folder, int files) {
    StructType schema =
        new StructType()
            .add("series", DataTypes.StringType, false)
            .add("block", DataTypes.LongType, false)
            .add("step", DataTypes.LongType, false)
            .add("time", DataTypes.TimestampType, false);
    for (String channel : channels) {
      schema = schema.add(channel, DataTypes.FloatType, true);
    }
    TableSnapshots snapshots = TableSnapshots.of(folder.toString(), Sessions.hadoop());
    SnapshotStaging staging = snapshots.next(snapshots.latest(), "made-up");
    Path data = Path.of(staging.begin().toUri());
    List<Row> rows = new ArrayList<>();
    series.forEach(
        (name, values) -> {
          for (int i = 0; i < values.length; i++) {
            List<Object> row = new ArrayList<>();
            long step = fromStep + i;
            row.add(name);
            row.add(Math.floorDiv(step, (long) blockSteps));
            row.add(step);
            row.add(Instant.ofEpochMilli(step * STEP_MILLIS));
            boolean known = false;
            for (float value : values[i]) {
              row.add(Float.isNaN(value) ? null : (Object) value);
              known |= !Float.isNaN(value);
            }
            if (known) {
              rows.add(RowFactory.create(row.toArray()));
            }
          }
        });
    try (SparkSession spark = Sessions.open("test data", new SparkConf().setMaster("local[1]"))) {
      spark
          .createDataFrame(rows, schema)
          .coalesce(1)
          .repartitionByRange(
              files,
              org.apache.spark.sql.functions.col("series"),
              org.apache.spark.sql.functions.col("step"))
          .sortWithinPartitions("series", "step")
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(data.toString());
    }
    List<TableFile> written = new ArrayList<>();
    for (java.io.File file : Objects.requireNonNull(data.toFile().listFiles())) {
      if (file.getName().endsWith(".parquet")) {
        written.add(new TableFile(file.getName(), file.length()));
      }
    }
    commit(staging, description(), written);
    snapshots.settle(1);
  }

  /** Commits the next snapshot of a table, of which only the description matters. */
  public static void describe(Path table, History history) {
    TableSnapshots snapshots = TableSnapshots.of(table.toString(), Sessions.hadoop());
    SnapshotStaging staging = snapshots.next(snapshots.latest(), "made-up");
    staging.begin();
    commit(staging, history, List.of());
  }

  /** Commits a snapshot of a table of which only the description and the files matter. */
  private static void commit(SnapshotStaging staging, History history, List<TableFile> files) {
    Ledger nothing =
        new Ledger(
            Ledger.Rows.NONE, List.of(), 0, List.of(), 0, 0, 0, List.of(), List.of(), List.of(), 0);
    RangeAccount account =
        new RangeAccount(List.of(), List.of(), List.of(), 0, List.of(), List.of(), CellHash.NONE);
    staging.commit(
        new SnapshotHead("made-up", "{}", List.of(), 0, history.fingerprint()),
        nothing,
        new RecordedGrid(
            history, List.of(new RecordedRange("", Long.MIN_VALUE, files, account)), List.of()));
  }
}
