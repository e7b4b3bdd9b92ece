package io.chronoshard.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFilesTest {

  @TempDir private Path folder;

  @Test
  void readsRowsWithTheirPlaces() throws IOException {
    write("a.csv", "time,x,y\n2020-01-01 00:00:00,1,2\n\n2020-01-01 00:10:00,,-4.5\n");

    Readings rows = read("history.series.name = one").get(0);

    assertThat(rows.seriesNames()).containsExactly("one");
    assertThat(rows.times()).containsExactly(1577836800000L, 1577837400000L);
    assertThat(rows.values()).containsExactly(1f, 2f, Float.NaN, -4.5f);
    assertThat(rows.firstPosition()).isZero();
    assertThat(rows.badRows()).isEqualTo(BadRows.NONE);
  }

  @Test
  void columnsMayStandInAnyOrderInEachFile() throws IOException {
    write("a.csv", "time,x,y\n2020-01-01,1,2\n");
    write("b.csv", "y, x ,other,time\n20,10,zzz,2020-01-02\n");
    write("c.csv", "x,y,time\n100,200,2020-01-03\n");

    List<Readings> rows = read("history.channels = [y, x]");

    assertThat(rows)
        .extracting(Readings::values)
        .containsExactly(new float[] {2, 1}, new float[] {20, 10}, new float[] {200, 100});
  }

  @Test
  void readsCompressedFilesFoldersAndGlobs() throws IOException {
    Files.createDirectories(folder.resolve("deep/er"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("deep/er/z.csv.gz")))) {
      out.write("time,x\n2020-01-01,7\n".getBytes(UTF_8));
    }
    write("deep/b.csv", "time,x\n2020-01-01,8\n");
    write("deep/_hidden.csv", "nonsense");
    write("deep/.also.csv", "nonsense");
    write("other.txt", "time,x\n2020-01-01,9\n");

    assertThat(names("deep")).containsExactly("b.csv", "z.csv.gz");
    assertThat(names("*.txt", "deep/*/*.gz", "deep"))
        .containsExactly("b.csv", "z.csv.gz", "other.txt");
    assertThat(read("history.input = [\"" + folder + "/deep\"]"))
        .extracting(Readings::values)
        .containsExactly(new float[] {8}, new float[] {7});
  }

  @Test
  void aNameThatLooksLikeAGlobIsAFile() throws IOException {
    write("a[1] b{x}.csv", "time,x\n2020-01-01,1\n");
    assertThat(names("a[1] b{x}.csv")).containsExactly("a[1] b{x}.csv");
  }

  @Test
  void namesMayHoldAnything() throws IOException {
    Files.write(
        folder.resolve("a.csv"),
        "\uFEFFtime,W/m\u00b2,\"a,b\"\r\n2020-01-01,1,2\r\n".getBytes(UTF_8));
    assertThat(open().channels()).containsExactly("W/m\u00b2", "a,b");

    Files.write(
        folder.resolve("a.csv"),
        "time;W/m\u00b2\r\n2020-01-01;1\r\n".getBytes(Charset.forName("windows-1252")));
    assertThat(open("history.csv.separator = \";\"").channels()).containsExactly("W/m\uFFFD");
    assertThat(open("history.csv { separator = \";\", charset = windows-1252 }").channels())
        .containsExactly("W/m\u00b2");
  }

  @Test
  void filesMayHaveNoHeader() throws IOException {
    write("a.csv", "\n2020-01-01,1,2\n2020-01-02,3,4\n");
    List<Readings> rows = read("history { csv.header = false, time.column = c1 }");
    assertThat(rows.get(0).values()).containsExactly(1, 2, 3, 4);
    assertThat(rows.get(0).times()).hasSize(2);
  }

  @Test
  void manySeriesAreToldApart() throws IOException {
    write("a.csv", "time,s,x\n2020-01-01,b,1\n2020-01-01,a,2\n2020-01-02,b,3\n2020-01-02,bb,4\n");
    Readings rows = read("history.series.column = s").get(0);
    assertThat(rows.seriesNames()).containsExactly("b", "a", "bb");
    assertThat(rows.series()).containsExactly(0, 1, 0, 2);
  }

  @Test
  void aColumnThatIsNotThereIsToldWithTheNearestFirst() throws IOException {
    write("a.csv", "Date,p (mbar),T (degC)\n2020-01-01,1,2\n");
    assertThatThrownBy(() -> open("history.time.column = Date", "history.channels = [\"T (C)\"]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("history.channels names \"T (C)\", which is no column of ")
        .hasMessageContaining("a.csv; there are [T (degC), Date, p (mbar)]");
    assertThatThrownBy(() -> open())
        .hasMessageContaining("history.time.column names \"time\"")
        .hasMessageContaining("[Date, ");
    assertThatThrownBy(() -> open("history { time.column = Date, series.column = site }"))
        .hasMessageContaining("history.series.column names \"site\"");
  }

  @Test
  void filesThatDoNotFitEachOtherAreTold() throws IOException {
    write("a.csv", "time,x\n2020-01-01,1\n");
    write("b.csv", "time,x,y\n2020-01-01,1,2\n");
    assertThatThrownBy(() -> open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("b.csv has columns that the files before it have not, [y]");
    write("b.csv", "time,z\n2020-01-01,1\n");
    assertThatThrownBy(() -> open()).hasMessageContaining("names \"x\", which is no column of");
    write("b.csv", "time,x,x\n2020-01-01,1,1\n");
    assertThatThrownBy(() -> open()).hasMessageContaining("two such columns (2 and 3)");
  }

  @Test
  void whatCannotBeReadIsToldWithFileAndLine() throws IOException {
    write("a.csv", "time,x,y\n2020-01-01,1,2\n");
    write("b.csv", "\n\ntime,x,y\r\n2020-01-01,1,2\r\n\r\n2020-01-02,1,\"2o\"\r\n2020-01-03,1\r\n");
    assertThat(failure())
        .isInstanceOf(DataException.class)
        .hasMessageMatching(
            ".*/b\\.csv, line 6: column \"y\": \"2o\" is no number; mend the file, or add it to history\\.missing.*; it is the first of 2 rows that cannot be read");
  }

  @Test
  void eachKindOfBadRowIsTold() throws IOException {
    assertThat(failureOf("01.02.2020,1,2"))
        .hasMessageContaining("line 2: column \"time\": \"01.02.2020\" is no time")
        .hasMessageContaining("history.time.pattern = \"iso\"");
    assertThat(failureOf(",1,2")).hasMessageContaining("column \"time\": \"\" is no time");
    assertThat(failureOf("2020-01-01,1"))
        .hasMessageContaining("line 2: the line has 2 cells where the file has 3 columns");
    assertThat(failureOf("2020-01-01,1,2,3")).hasMessageContaining("has 4 cells");
    assertThat(failureOf("2020-01-01,\"1,2")).hasMessageContaining("a quote is not closed");
    assertThat(failureOf("2020-01-01,1,1e60"))
        .hasMessageContaining("\"1e60\" is too large, the limit is 3.4e38");
    assertThat(failureOf("2020-01-01,1,Infinity")).hasMessageContaining("is no number");
    write("a.csv", "time,s,x\n2020-01-01,,2\n");
    assertThat(failure("history.series.column = s")).hasMessageContaining("names no series");
  }

  @Test
  void anEmptyCellIsMissingOnlyWhereThatIsConfigured() throws IOException {
    write("a.csv", "time,x\n2020-01-01,\n");
    assertThat(read().get(0).values()).containsExactly(Float.NaN);
    assertThat(failure("history.missing = [NA]")).hasMessageContaining("\"\" is no number");
  }

  @Test
  void inputsThatLeadNowhereAreTold() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    write("_hidden.csv", "time,x\n2020-01-01,1\n");
    assertThatThrownBy(() -> names("none.csv"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.csv\", and there is no such file, folder or match");
    assertThatThrownBy(() -> names("*.parquet")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> names("empty")).hasMessageContaining("there is no file in it");
    assertThatThrownBy(() -> names("_hidden.csv")).hasMessageContaining("rename it");
    assertThatThrownBy(() -> open("history.input = []"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("history.input = []");
  }

  @Test
  void filesWithoutALineHoldNothing() throws IOException {
    write("a.csv", "");
    write("b.csv", "\n \n");
    assertThatThrownBy(() -> open())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no reading in")
        .hasMessageContaining("a.csv")
        .hasMessageContaining("b.csv");
    write("c.csv", "time,x\n2020-01-01,1\n");
    assertThat(open().files()).extracting(InputFile::name).containsExactly("c.csv");
  }

  @Test
  void settingsThatCannotWorkAreToldBeforeAnythingIsRead() throws IOException {
    write("a.csv", "time,x\n2020-01-01,1\n");
    assertThatThrownBy(() -> open("history.time.column = \"\""))
        .hasMessageContaining("set grid.index = rows");
    assertThatThrownBy(() -> open("history.channels = [x, x]")).hasMessageContaining("twice");
    write("a.csv", "time\n2020-01-01\n");
    assertThatThrownBy(() -> open()).hasMessageContaining("there is nothing to read");
    write("a.csv", "time,x,\n2020-01-01,1,2\n");
    assertThatThrownBy(() -> open()).hasMessageContaining("column 3 of");
  }

  private Throwable failureOf(String row) throws IOException {
    write("a.csv", "time,x,y\n" + row + "\n");
    return failure();
  }

  private Throwable failure(String... sets) {
    HistoryFiles files = open(sets);
    BadRows bad = BadRows.NONE;
    for (Readings rows : read(files)) {
      bad = bad.plus(rows.badRows());
    }
    return files.lines().failure(bad);
  }

  private List<Readings> read(String... sets) {
    return read(open(sets));
  }

  private static List<Readings> read(HistoryFiles files) {
    List<Readings> all = new ArrayList<>();
    for (int file = 0; file < files.files().size(); file++) {
      Iterator<Readings> rows = files.read(file);
      rows.forEachRemaining(all::add);
    }
    return all;
  }

  private HistoryFiles open(String... sets) {
    Configuration settings = settings(sets);
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration();
    return HistoryFiles.open(
        HistoryFiles.list(settings.history(), hadoop),
        settings.history(),
        settings.grid().index(),
        hadoop);
  }

  private List<String> names(String... inputs) {
    List<String> quoted = new ArrayList<>();
    for (String input : inputs) {
      quoted.add("\"" + folder.resolve(input) + "\"");
    }
    return HistoryFiles.list(
            settings("history.input = " + quoted).history(),
            new org.apache.hadoop.conf.Configuration())
        .stream()
        .map(InputFile::name)
        .toList();
  }

  private Configuration settings(String... sets) {
    List<String> all = new ArrayList<>(List.of("history.input = [\"" + folder + "\"]"));
    all.addAll(List.of(sets));
    return ConfigurationReader.read(Optional.empty(), all);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
