package io.chronoshard.jobs.spark;

import io.chronoshard.error.StorageException;
import io.chronoshard.grid.TableFile;
import io.chronoshard.registry.TableSnapshots;
import java.io.FileNotFoundException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/**
 * Reads files of a history table by Spark's own reader of Parquet, each from where it is when its
 * turn comes: an ingest may move it after the table was opened.
 */
final class TableReader {

  /** A file moves twice at most. */
  private static final int LOOKS = 3;

  private final String table;
  private final Configuration hadoop;
  private final Function1<PartitionedFile, scala.collection.Iterator<InternalRow>> parquet;

  private TableReader(
      String table,
      Configuration hadoop,
      Function1<PartitionedFile, scala.collection.Iterator<InternalRow>> parquet) {
    this.table = table;
    this.hadoop = hadoop;
    this.parquet = parquet;
  }

  /** The rows of files, a partition for each of them, in the files' order. */
  static JavaRDD<InternalRow> rows(
      SparkSession spark, String table, List<TableFile> files, StructType columns) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Function1<PartitionedFile, scala.collection.Iterator<InternalRow>> parquet =
        new ParquetFileFormat()
            .buildReaderWithPartitionValues(
                spark,
                columns,
                new StructType(),
                columns,
                JavaConverters.asScalaBuffer(List.<Filter>of()),
                Map$.MODULE$
                    .<String, String>empty()
                    .updated(FileFormat.OPTION_RETURNING_BATCH(), "false"),
                hadoop);
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(hadoop));
    return context
        .parallelize(files, Math.max(1, files.size()))
        .mapPartitions(
            some -> {
              TableReader reader = new TableReader(table, shared.value().value(), parquet);
              return new ChainedIterator<>(some, reader::rows);
            });
  }

  private Iterator<InternalRow> rows(TableFile file) {
    for (int look = 1; ; look++) {
      Path path = TableSnapshots.of(table, hadoop).locate(file);
      try {
        return open(path, file);
      } catch (FileNotFoundException e) {
        if (look == LOOKS) {
          throw new StorageException("cannot open " + path + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** Scala throws what Java would have it declare. */
  @SuppressWarnings("RedundantThrows")
  private Iterator<InternalRow> open(Path path, TableFile file) throws FileNotFoundException {
    return JavaConverters.asJavaIterator(
        parquet.apply(
            new PartitionedFile(
                InternalRow.empty(),
                SparkPath.fromPath(path),
                0,
                file.length(),
                new String[0],
                0,
                file.length(),
                Map$.MODULE$.empty())));
  }
}
