package io.chronoshard.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.jobs.RunMain;
import io.chronoshard.jobs.spark.Sessions;
import io.chronoshard.registry.TableSnapshot;
import io.chronoshard.registry.TableSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same readings in every format make the same table. */
class FormatsIT {

  private static final String CONFIG =
      """
      history {
        input = ["%1$s/raw"], table = "%1$s/table", missing = ["NA"]
        series.column = site, channels = [x, y]
      }
      grid.step = 10 minutes
      """;

  private static final int ROWS = 200;

  @TempDir private Path folder;
  private RunMain main;

  @BeforeEach
  void writeConfiguration() throws IOException {
    main = new RunMain(folder, CONFIG).on("local[2]");
    Files.createDirectories(folder.resolve("raw"));
  }

  @Test
  void everyFormatMakesTheSameTable() throws IOException {
    write("a.csv", wide(",", ".").getBytes(UTF_8));
    String fingerprint = fingerprint();

    write(
        "a.txt",
        ("made by hand\n# so it is\n" + wide(";", ",").replace("\n", ";\r\n"))
            .getBytes(Charset.forName("windows-1252")));
    assertThat(
            fingerprint(
                "history.csv { separator = \";\", decimal = \",\", skip-lines = 1, comment = \"#\", charset = windows-1252 }"))
        .isEqualTo(fingerprint);

    write("a.csv", ("\uFEFF" + wide(",", ".")).getBytes(UTF_16LE));
    assertThat(fingerprint("history.csv.charset = UTF-16LE")).isEqualTo(fingerprint);

    try (OutputStream out = new GZIPOutputStream(fresh("a.json.gz"))) {
      out.write(json().getBytes(UTF_8));
    }
    assertThat(fingerprint("history { format = json, time.column = at.time }"))
        .isEqualTo(fingerprint);

    write("a.csv", longRows().getBytes(UTF_8));
    assertThat(fingerprint("history.long { channel = what, values = v }", "history.channels = []"))
        .isEqualTo(fingerprint);
    assertThat(main.out()).contains("rows read");
  }

  @Test
  void tablesOfSparkMakeTheSameTable() throws IOException {
    write("a.csv", wide(",", ".").getBytes(UTF_8));
    String fingerprint = ingest();
    try (SparkSession spark =
        Sessions.open("test", new SparkConf(false).set("spark.master", "local[2]"))) {
      Dataset<Row> rows =
          spark
              .read()
              .option("header", true)
              .option("nullValue", "NA")
              .csv(folder.resolve("raw").toString())
              .select(
                  functions.col("time").cast("timestamp"),
                  functions.col("site"),
                  functions.struct(functions.col("x").cast("double").as("x")).as("in"),
                  functions.col("y").cast("float"));
      rows.repartition(3).write().parquet(path("parquet"));
      rows.write().partitionBy("site").parquet(path("folders"));
      rows.coalesce(1).write().option("compression", "zlib").orc(path("orc"));
    }
    assertThat(
            ingest("history.format = parquet", "history.rename { \"in.x\" = x }", input("parquet")))
        .isEqualTo(fingerprint);
    assertThat(ingest("history.format = orc", "history.rename { \"in.x\" = x }", input("orc")))
        .isEqualTo(fingerprint);
    assertThat(
            ingest("history.format = parquet", "history.rename { \"in.x\" = x }", input("folders")))
        .isEqualTo(fingerprint);

    Path file;
    try (Stream<Path> files = Files.list(folder.resolve("parquet"))) {
      file = files.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    clear("raw");
    write("half.parquet", Arrays.copyOf(bytes, bytes.length / 2));
    expect(3, "half.parquet is damaged, or not parquet (", "history.format = parquet");
    write("a.parquet", damaged(bytes));
    expect(
        3,
        "a.parquet is damaged, or not parquet (",
        "history { format = parquet, rename { \"in.x\" = x } }");
    write("a.parquet", bytes);
    expect(2, "history.channels names \"x\", which is no column of", "history.format = parquet");
    expect(2, "history.format = \"parket\" is no format", "history.format = parket");

    System.setProperty(HookedFileSystem.SETTING, HookedFileSystem.class.getName());
    try {
      HookedFileSystem.ON_OPEN.set(FormatsIT::refuse);
      expect(
          4,
          "the storage did not hand out ",
          "history { format = parquet, rename { \"in.x\" = x } }",
          "history.input = [\"hooked://" + path("raw") + "\"]");
      assertThat(main.err()).contains("Permission denied: user=me, access=READ");
    } finally {
      HookedFileSystem.ON_OPEN.set(null);
      System.clearProperty(HookedFileSystem.SETTING);
    }

    try (Stream<Path> files = Files.list(folder.resolve("orc"))) {
      file = files.filter(one -> one.toString().endsWith(".orc")).findFirst().orElseThrow();
    }
    write("a.orc", damaged(Files.readAllBytes(file)));
    expect(3, "is damaged, or not orc (", "history { format = orc, rename { \"in.x\" = x } }");
    assertThat(main.err()).contains("/a.orc");
  }

  /** The columns' bytes are others, and what describes them behind them is as it was. */
  private static byte[] damaged(byte[] file) {
    byte[] damaged = file.clone();
    Arrays.fill(damaged, 5, file.length / 4, (byte) 0xF7);
    return damaged;
  }

  private static void refuse(Path file) {
    throw new UncheckedIOException(
        new AccessControlException("Permission denied: user=me, access=READ, inode=" + file));
  }

  @Test
  void channelsThatRowsNameAreFoundInEachPieceOfAFile() throws IOException {
    String longRows = longRows();
    // Two pieces of 4 MiB, and a third one.
    String more =
        longRows.substring(longRows.indexOf('\n') + 1).repeat((9 << 20) / longRows.length());
    write("a.csv", (longRows + more + "z,1,2020-01-01 00:00:00,north\n").getBytes(UTF_8));
    String[] sought = {"history.long { channel = what, values = v }", "history.channels = []"};
    ingest(sought);
    assertThat(main.err()).contains("3 channels in 1 file");

    StringBuilder many = new StringBuilder("what,v,time,site\n");
    for (int i = 0; i <= 10_000; i++) {
      many.append('n').append(i).append(",1,2020-01-01 00:00:00,north\n");
    }
    write("a.csv", many.toString().getBytes(UTF_8));
    String told =
        "history.long.channel = \"what\": the column holds more than 10000 different names, such as [n0, n1, n10]";
    expect(3, told, sought);
    try (SparkSession spark =
        Sessions.open("test", new SparkConf(false).set("spark.master", "local[2]"))) {
      spark
          .read()
          .option("header", true)
          .csv(folder.resolve("raw").toString())
          .write()
          .parquet(path("parquet"));
    }
    expect(3, told, sought[0], sought[1], "history.format = parquet", input("parquet"));
    try (OutputStream out = new GZIPOutputStream(fresh("a.csv.gz"))) {
      out.write(many.toString().getBytes(UTF_8));
    }
    byte[] zipped = Files.readAllBytes(folder.resolve("raw/a.csv.gz"));
    write("a.csv.gz", Arrays.copyOf(zipped, zipped.length / 2));
    expect(3, "the file is damaged or cut off (Unexpected end", sought);
  }

  @Test
  void channelsThatRowsOfATableNameAreFound() throws IOException {
    write("a.csv", longRows().getBytes(UTF_8));
    String[] sought = {"history.long { channel = what, values = v }", "history.channels = []"};
    String fingerprint = ingest(sought);
    try (SparkSession spark =
        Sessions.open("test", new SparkConf(false).set("spark.master", "local[2]"))) {
      Dataset<Row> rows =
          spark
              .read()
              .option("header", true)
              .option("nullValue", "NA")
              .csv(folder.resolve("raw").toString())
              .withColumn("v", functions.col("v").cast("double"));
      rows.repartition(3).withColumnRenamed("what", "named").write().parquet(path("parquet"));
      rows.write().partitionBy("what").orc(path("folders"));
    }
    assertThat(
            ingest(
                sought[0],
                sought[1],
                "history.format = parquet",
                "history.rename { named = what }",
                input("parquet")))
        .isEqualTo(fingerprint);
    assertThat(ingest(sought[0], sought[1], "history.format = orc", input("folders")))
        .isEqualTo(fingerprint);
  }

  @Test
  void whatIsNotAsDescribedIsTold() throws IOException {
    write("a.csv", wide(",", ".").getBytes(UTF_8));
    expect(2, "history.csv.decimal = \",\" is the separator too", "history.csv.decimal = \",\"");
    expect(2, "history.time.pattern = \"bad b\" must be iso", "history.time.pattern = \"bad b\"");
    expect(
        2,
        "matches no channel; there are [x, y]",
        "history.rules = [{ channels = z, factor = 2 }]");
    expect(2, "history.rename names \"zz\"", "history.rename { zz = z }");
    expect(
        2, "history.series.file = \"(\" is no regular expression", "history.series.file = \"(\"");
    expect(2, "history.options = {a=1} are for Spark's formats", "history.options { a = 1 }");

    byte[] noise = new byte[200_000];
    new MersenneTwister(1).nextBytes(noise);
    write("a.csv", noise);
    expect(2, "which is no column of");
    write("a.json", noise);
    expect(3, "a.json, line 1: the line is no JSON object", "history.format = json");
    write("a.csv", "time,site,x,y\n".getBytes(UTF_8));
    expect(3, "there is no reading in");
    byte[] line = new byte[100 << 20];
    Arrays.fill(line, (byte) '7');
    byte[] begin = "time,site,x,y\n2020-01-01,a,1,".getBytes(UTF_8);
    System.arraycopy(begin, 0, line, 0, begin.length);
    write("a.csv", line);
    expect(3, "a.csv, line 2: the line is longer than 16 MiB");
    assertThat(folder.resolve("table")).doesNotExist();
  }

  private void expect(int code, String message, String... sets) {
    assertThat(main.run("ingest", sets)).as(main.err()).isEqualTo(code);
    assertThat(main.err()).contains(message);
  }

  private String fingerprint(String... sets) throws IOException {
    String fingerprint = ingest(sets);
    clear("raw");
    return fingerprint;
  }

  private String ingest(String... sets) throws IOException {
    assertThat(main.run("ingest", sets)).as(main.err()).isZero();
    String table = folder.resolve("table").toString();
    TableSnapshot snapshot = TableSnapshots.of(table, Sessions.hadoop()).latest().orElseThrow();
    assertThat(snapshot.ledger().rows().read()).isGreaterThanOrEqualTo(ROWS);
    String fingerprint = snapshot.history().fingerprint();
    Configuration settings = ConfigurationReader.read(Optional.of(main.config()), List.of(sets));
    if (settings.history().isText()) {
      assertThat(plain(settings)).isEqualTo(fingerprint);
    }
    clear("table");
    Files.delete(folder.resolve("table"));
    return fingerprint;
  }

  /** The same history, read and gridded without Spark. */
  private static String plain(Configuration settings) {
    return IngestBench.inMemory(settings).result().history().fingerprint();
  }

  private void clear(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder.resolve(name))) {
          Files.delete(file);
        }
      }
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String input(String name) {
    return "history.input = [\"" + path(name) + "\"]";
  }

  private void write(String name, byte[] content) throws IOException {
    clear("raw");
    Files.write(folder.resolve("raw").resolve(name), content);
  }

  private OutputStream fresh(String name) throws IOException {
    clear("raw");
    return Files.newOutputStream(folder.resolve("raw").resolve(name));
  }

  private static List<String[]> cells() {
    List<String[]> cells = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      cells.add(
          new String[] {
            String.format(
                Locale.ROOT, "2020-01-%02d %02d:%02d:00", 1 + i / 144, i / 6 % 24, i % 6 * 10),
            i % 3 == 0 ? "south" : "north",
            String.format(Locale.ROOT, "%.3f", i * 0.125),
            i % 7 == 0 ? "NA" : String.valueOf(i)
          });
    }
    return cells;
  }

  private static String wide(String separator, String decimal) {
    StringBuilder text = new StringBuilder(String.join(separator, "time", "site", "x", "y"));
    for (String[] row : cells()) {
      text.append('\n')
          .append(String.join(separator, row[0], row[1], row[2].replace(".", decimal), row[3]));
    }
    return text.append('\n').toString();
  }

  private static String json() {
    StringBuilder text = new StringBuilder();
    for (String[] row : cells()) {
      text.append(
          String.format(
              Locale.ROOT,
              "{\"at\": {\"time\": \"%s\"}, \"site\": \"%s\", \"x\": %s, \"y\": %s}\n",
              row[0],
              row[1],
              row[2],
              row[3].equals("NA") ? "null" : row[3]));
    }
    return text.toString();
  }

  private static String longRows() {
    StringBuilder text = new StringBuilder("what,v,time,site\n");
    for (String[] row : cells()) {
      text.append(String.join(",", "y", row[3], row[0], row[1])).append('\n');
      text.append(String.join(",", "x", row[2], row[0], row[1])).append('\n');
    }
    return text.toString();
  }
}
