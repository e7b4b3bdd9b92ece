package io.chronoshard.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.jobs.spark.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A form in which the same readings come as a file.
 *
 * @param compression a codec of the format, or how the name of a text file ends
 */
record FileForm(String format, String compression) {

  static final List<FileForm> ALL =
      Stream.of(
              "csv.gz",
              "csv.bz2",
              "csv.deflate",
              "csv.lz4",
              "csv.snappy",
              "json.gz",
              "json.bz2",
              "parquet.snappy",
              "parquet.gzip",
              "parquet.zstd",
              "parquet.lz4_raw",
              "parquet.none",
              "orc.zlib",
              "orc.snappy",
              "orc.zstd",
              "orc.lz4",
              "orc.none")
          .map(name -> name.split("\\."))
          .map(parts -> new FileForm(parts[0], parts[1]))
          .toList();

  private static final int ROWS = 3000;

  private static final StructType TYPE =
      new StructType()
          .add("time", DataTypes.TimestampType)
          .add("site", DataTypes.StringType)
          .add("x", DataTypes.DoubleType)
          .add("y", DataTypes.FloatType)
          .add("n", DataTypes.IntegerType);

  /** How a file of it is named. */
  String ending() {
    return "." + format + "." + compression;
  }

  /** Settings that read it. */
  List<String> settings(Path input) {
    return List.of(
        "history { input = [\"" + input + "\"], format = " + format + ", series.column = site }",
        "history { channels = [x, y, n], limits.unparsable = 1 }",
        "grid.step = 1 minute");
  }

  /** A file's bytes. */
  byte[] bytes(SparkSession spark, Path scratch) throws IOException {
    return format.equals("parquet") || format.equals("orc") ? table(spark, scratch) : text();
  }

  private static List<Row> rows() {
    MersenneTwister random = new MersenneTwister(new int[] {1, 11});
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          RowFactory.create(
              Instant.ofEpochSecond(1_577_836_800L + 60L * i),
              "s" + i / 1000,
              random.nextGaussian(),
              random.nextInt(10) == 0 ? null : (float) random.nextInt(5),
              random.nextInt(1000)));
    }
    return rows;
  }

  private byte[] table(SparkSession spark, Path scratch) throws IOException {
    Path parts = scratch.resolve("parts" + ending());
    spark
        .createDataFrame(rows(), TYPE)
        .coalesce(1)
        .write()
        .format(format)
        .option("compression", compression)
        .option("parquet.block.size", 16_384)
        .option("parquet.page.size", 2048)
        .save(parts.toString());
    try (Stream<Path> written = Files.list(parts)) {
      return Files.readAllBytes(
          written
              .filter(one -> one.getFileName().toString().startsWith("part-"))
              .findFirst()
              .orElseThrow());
    }
  }

  private byte[] text() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        new CompressionCodecFactory(Sessions.hadoop())
            .getCodec(new org.apache.hadoop.fs.Path("a" + ending()))
            .createOutputStream(bytes)) {
      if (format.equals("csv")) {
        out.write((String.join(",", TYPE.fieldNames()) + "\n").getBytes(UTF_8));
      }
      for (Row row : rows()) {
        out.write(line(row).getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private String line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < TYPE.size(); i++) {
      cells.add(
          format.equals("csv")
              ? row.isNullAt(i) ? "" : row.get(i).toString()
              : "\"" + TYPE.fieldNames()[i] + "\": " + quoted(row.get(i)));
    }
    String line = String.join(",", cells);
    return (format.equals("csv") ? line : "{" + line + "}") + "\n";
  }

  private static String quoted(Object cell) {
    return cell instanceof String || cell instanceof Instant ? "\"" + cell + "\"" : "" + cell;
  }

  /** Bytes that something has befallen: they are cut off, a run is lost, or some are others. */
  static byte[] damaged(byte[] whole, MersenneTwister random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 ->
          Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4096)), (byte) 0);
      case 2 -> {
        // Where formats keep what they know of the rest.
        int near = Math.max(0, bytes.length - 1 - random.nextInt(200));
        bytes[near] ^= (byte) (1 << random.nextInt(8));
      }
      default -> {
        for (int i = random.nextInt(8); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
    }
    return bytes;
  }
}
