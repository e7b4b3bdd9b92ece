package io.chronoshard.jobs.ingest;

import io.chronoshard.config.HistorySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.history.ChannelNames;
import io.chronoshard.history.HistoryFiles;
import io.chronoshard.history.InputFile;
import io.chronoshard.history.Readings;
import io.chronoshard.history.RowFormat;
import io.chronoshard.history.RowLayout;
import io.chronoshard.jobs.spark.LiteralPath;
import io.chronoshard.jobs.spark.page.NamedJobs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Files that Spark reads as one table: Parquet, ORC and others. Columns within columns are named
 * with dots.
 */
final class SparkTable implements HistoryFiles.TableColumns {

  private final Dataset<Row> rows;
  private final String format;
  private final List<Leaf> leaves = new ArrayList<>();

  /** A column that holds no others. */
  private record Leaf(String name, Column column, DataType type) {}

  /** Columns of a table, and where each of the table's leaves is among them. */
  private record Selected(JavaRDD<InternalRow> rows, int[] ordinals, TableCells.Type[] types) {}

  private SparkTable(Dataset<Row> rows, String format) {
    this.rows = rows;
    this.format = format;
    add("", List.of(), rows.schema());
  }

  /**
   * The table that files are.
   *
   * @throws ConfigurationException where Spark knows no such format
   * @throws io.chronoshard.error.DataException where the files are not of that format
   */
  static SparkTable of(SparkSession spark, List<InputFile> files, HistorySettings settings) {
    DataFrameReader reader = reader(spark, settings);
    return new SparkTable(
        told(() -> reader.load(paths(files)), settings.format()), settings.format());
  }

  private static String[] paths(List<InputFile> files) {
    return files.stream().map(file -> LiteralPath.of(file.path())).toArray(String[]::new);
  }

  private static DataFrameReader reader(SparkSession spark, HistorySettings settings) {
    DataFrameReader reader = spark.read().format(settings.format());
    if (settings.format().equals("parquet")) {
      // Times before 1900 as they stand, whoever wrote them.
      reader.option("datetimeRebaseMode", "CORRECTED").option("int96RebaseMode", "CORRECTED");
    }
    return reader
        .option("recursiveFileLookup", true)
        .option("ignoreCorruptFiles", false)
        .option("ignoreMissingFiles", false)
        .options(settings.options());
  }

  private static <T> T told(Supplier<T> read, String format) {
    try {
      return read.get();
    } catch (Exception e) {
      TableFailure.tell(e, format);
      throw e;
    }
  }

  private void add(String prefix, List<String> path, StructType type) {
    for (StructField field : type.fields()) {
      List<String> here = Stream.concat(path.stream(), Stream.of(field.name())).toList();
      String name = prefix + field.name();
      if (field.dataType() instanceof StructType inner) {
        add(name + ".", here, inner);
      } else {
        String quoted =
            String.join(
                ".", here.stream().map(part -> '`' + part.replace("`", "``") + '`').toList());
        leaves.add(new Leaf(name, functions.col(quoted), field.dataType()));
      }
    }
  }

  /** The files are one table: each has the same columns. */
  @Override
  public List<String> of(InputFile file) {
    return names();
  }

  private List<String> names() {
    return leaves.stream().map(Leaf::name).toList();
  }

  @Override
  public List<String> channelNames(HistoryFiles files) {
    RowLayout layout = files.format().layouts().get(0);
    boolean isInFile = layout.longChannel() < layout.inFile();
    Selected selected = select(isInFile ? List.of(layout.longChannel()) : List.of());
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    Broadcast<Map<String, Integer>> fileNumbers = context.broadcast(numbers(files));
    Broadcast<RowFormat> rowFormat = context.broadcast(files.format());
    String told = format;
    NamedJobs.begin(context, "ingest: look for channels");
    int[] ordinals = selected.ordinals;
    TableCells.Type[] types = selected.types;
    return selected
        .rows
        .mapPartitions(
            internal ->
                List.of(
                        TableNames.of(
                            internal,
                            new TableCells(ordinals, types),
                            rowFormat.value(),
                            fileNumbers.value(),
                            told))
                    .iterator())
        .treeReduce(ChannelNames::plus);
  }

  /**
   * The rows of some of a history's files, packed into batches.
   *
   * @param places which files
   */
  static JavaRDD<Readings> readings(
      SparkSession spark, HistoryFiles files, HistorySettings settings, Set<Integer> places) {
    SparkTable all = of(spark, files.files(), settings);
    if (places.size() == files.files().size()) {
      return all.readings(spark, files);
    }
    List<InputFile> some = places.stream().sorted().map(files.files()::get).toList();
    DataFrameReader reader = reader(spark, settings).schema(all.rows.schema());
    return new SparkTable(
            told(() -> reader.load(paths(some)), settings.format()), settings.format())
        .readings(spark, files);
  }

  private JavaRDD<Readings> readings(SparkSession spark, HistoryFiles files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Selected selected = select(files.format().layouts().get(0).used());
    int[] ordinals = selected.ordinals;
    TableCells.Type[] types = selected.types;
    Broadcast<Map<String, Integer>> fileNumbers = context.broadcast(numbers(files));
    Broadcast<RowFormat> rowFormat = context.broadcast(files.format());
    String told = format;
    return selected.rows.mapPartitions(
        internal ->
            new TableReadings(
                internal,
                new TableCells(ordinals, types),
                rowFormat.value(),
                fileNumbers.value(),
                told));
  }

  private static Map<String, Integer> numbers(HistoryFiles files) {
    Map<String, Integer> numbers = new HashMap<>();
    for (InputFile file : files.files()) {
      // As Spark's _metadata.file_path writes it.
      numbers.put(new Path(file.path()).toUri().toString(), numbers.size());
    }
    return numbers;
  }

  /** Rows with their file's path, their piece of it, the file's length, and some columns. */
  private Selected select(List<Integer> places) {
    int[] ordinals = new int[leaves.size()];
    Arrays.fill(ordinals, -1);
    TableCells.Type[] types = new TableCells.Type[leaves.size()];
    List<Column> columns = new ArrayList<>();
    columns.add(functions.col("_metadata.file_path"));
    columns.add(functions.col("_metadata.file_block_start"));
    columns.add(functions.col("_metadata.file_block_length"));
    columns.add(functions.col("_metadata.file_size"));
    for (int place : places) {
      Leaf leaf = leaves.get(place);
      ordinals[place] = columns.size();
      types[place] = type(leaf);
      columns.add(
          leaf.type() instanceof DecimalType
              ? leaf.column().cast(DataTypes.DoubleType)
              : leaf.column());
    }
    return new Selected(
        rows.select(columns.toArray(Column[]::new)).queryExecution().toRdd().toJavaRDD(),
        ordinals,
        types);
  }

  private static TableCells.Type type(Leaf leaf) {
    if (leaf.type() instanceof DecimalType) {
      return TableCells.Type.DOUBLE;
    }
    for (TableCells.Type type : TableCells.Type.values()) {
      if (type.name().equals(leaf.type().typeName().toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new ConfigurationException(
        String.format(
            Locale.ROOT,
            "the column \"%s\" is of type %s, and no number, text or time; leave it out of history.channels",
            leaf.name(),
            leaf.type().simpleString()));
  }
}
