package io.chronoshard.history;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.NamePattern;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files of many kinds say. */
class FormatsTest {

  private static final String CYCLES = "grid.index = cycles, history.time.column = ";

  @TempDir private Path folder;

  @Test
  void separatorsAreAnyText() throws IOException {
    write("a.csv", "t::x::y\n1::2::3\n");
    assertThat(rows(CYCLES + "t, history.csv.separator = \"::\""))
        .containsExactly("history@1: 2.0 3.0");
    write("a.csv", "t | x | y\n1 |  | 3\n");
    assertThat(rows(CYCLES + "t, history.csv.separator = \" | \""))
        .containsExactly("history@1: NaN 3.0");
  }

  @Test
  void runsOfBlanksAreOneSeparator() throws IOException {
    write("a.txt", "  1   20 \t 30.5  \n\n 2 21 31\n");
    assertThat(
            rows(
                CYCLES
                    + "\"#1\", history.csv { separator = spaces, header = false }, history.rename { c2 = x }"))
        .containsExactly("history@1: 20.0 30.5", "history@2: 21.0 31.0");
    assertThat(
            open(CYCLES
                    + "c1, history.csv { separator = spaces, header = false }, history.rename { c2 = x }")
                .channels())
        .containsExactly("x", "c3");
  }

  @Test
  void aSeparatorMayEndEachLine() throws IOException {
    write("a.csv", "t,x,\n1,2,\n2,3\n");
    ReadFiles read = read(CYCLES + "t");
    assertThat(read.rows()).containsExactly("history@1: 2.0", "history@2: 3.0");
    write("a.csv", "t,x\n1,2,\n2,3,\n3,4,5\n");
    read = read(CYCLES + "t");
    assertThat(read.rows()).containsExactly("history@1: 2.0", "history@2: 3.0");
    assertThat(read.told()).containsExactly("a.csv line 4");
  }

  @Test
  void decimalsMayBeCommas() throws IOException {
    write("a.csv", "t;x;y\n1;2,5;-1,25e2\n2;-999,9;3\n3;2.5;1\n");
    ReadFiles read =
        read(
            CYCLES
                + "t, history { csv { separator = \";\", decimal = \",\" }, missing = [\"-999.9\"] }");
    assertThat(read.rows()).containsExactly("history@1: 2.5 -125.0", "history@2: NaN 3.0");
    assertThat(read.told()).containsExactly("a.csv line 4");
  }

  @Test
  void linesBeforeTheHeaderAndCommentsAreLeftOut() throws IOException {
    write("a.csv", "Station 12\n\n# made by hand\nt,x\n1,2\n#3,4\n5,6\n");
    assertThat(rows(CYCLES + "t, history.csv { skip-lines = 2, comment = \"#\" }"))
        .containsExactly("history@1: 2.0", "history@5: 6.0");
  }

  @Test
  void linesEndInAnyWay() throws IOException {
    write("a.csv", "t,x\r1,2\r2,3");
    write("b.csv", "t,x\r\n3,4\r\n");
    write("c.csv", "t,x\n\n4,5\n");
    assertThat(rows(CYCLES + "t"))
        .containsExactly("history@1: 2.0", "history@2: 3.0", "history@3: 4.0", "history@4: 5.0");
  }

  @Test
  void charactersMayTakeSeveralBytes() throws IOException {
    for (Charset charset : List.of(UTF_16, UTF_16LE, Charset.forName("UTF-32"))) {
      Files.write(
          folder.resolve("a.csv"), "\uFEFFt,\u00b0C\r\n1,2\r\n2,x\r\n3,4".getBytes(charset));
      ReadFiles read = read(CYCLES + "t, history.csv.charset = " + charset.name());
      assertThat(read.files().channels()).containsExactly("\u00b0C");
      assertThat(read.rows()).containsExactly("history@1: 2.0", "history@3: 4.0");
      assertThat(read.told()).containsExactly("a.csv line 3");
    }
  }

  @Test
  void badBytesInTheHeaderDoNoHarm() throws IOException {
    Files.write(
        folder.resolve("a.csv"), "t,x \u00b0C,y\n1,2,3\n".getBytes(Charset.forName("ISO-8859-1")));
    HistoryFiles files = open(CYCLES + "t, history { channels = [\"#2\"] }");
    assertThat(files.channels()).containsExactly("x \uFFFDC");
    files = open(CYCLES + "t, history { channels = [T], rename { \"#2\" = T } }");
    assertThat(files.channels()).containsExactly("T");
  }

  @Test
  void columnsThatAreNamedTwiceAreToldApartByPlace() throws IOException {
    write("a.csv", "t,x,x\n1,2,3\n");
    assertThat(rows(CYCLES + "t, history.rename { \"#3\" = y }"))
        .containsExactly("history@1: 2.0 3.0");
    write("a.csv", "t,x\n1,2\n");
    assertThatThrownBy(() -> open(CYCLES + "t, history.rename { z = y }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "history.rename names \"z\", which is no column of any file; there are [t, x]");
  }

  @Test
  void aLineHasALimit() throws IOException {
    Files.write(
        folder.resolve("a.csv"),
        ("t,x\n1,2\n2," + "9".repeat(Lines.LONGEST + 10) + "\n3,4\n").getBytes(UTF_8));
    ReadFiles read = read(CYCLES + "t");
    assertThat(read.rows()).containsExactly("history@1: 2.0", "history@3: 4.0");
    assertThat(read.files().lines().failure(read.bad()))
        .hasMessageContaining("a.csv, line 3: the line is longer than 16 MiB");
    Files.write(folder.resolve("a.csv"), new byte[Lines.LONGEST + 10]);
    assertThatThrownBy(() -> open(CYCLES + "t"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.csv, line 1: the line is longer");
  }

  @Test
  void jsonIsOneObjectALine() throws IOException {
    write(
        "a.jsonl",
        """
        {"t": 1, "at": {"x": 2.5, "site": "a"}, "on": true, "list": [1, {"b": 2}]}

        {"at": {"site": "b"}, "t": 2, "on": null}
        {"t": 3, "at": {"x": "4", "site": "a"}, "on": false, "more": {"deep": [[1]]}}
        {"t": 4,
        [1]
        {"t": 5, "at": {"x": [1], "site": "a"}}
        {"t": 6, "at": {"x": 1, "x": 2, "site": "a"}}
        """);
    ReadFiles read =
        read(
            CYCLES
                + "t, history { format = json, series.column = at.site, channels = [at.x, on] }");
    assertThat(read.rows()).containsExactly("a@1: 2.5 1.0", "b@2: NaN NaN", "a@3: 4.0 0.0");
    assertThat(read.told())
        .containsExactly("a.jsonl line 5", "a.jsonl line 6", "a.jsonl line 7", "a.jsonl line 8");
    assertThat(read.files().lines().unreadable(read.bad()))
        .extracting(UnreadableRow::problem)
        .satisfiesExactly(
            first -> assertThat(first).contains("the line is no JSON object (Unexpected end"),
            second -> assertThat(second).contains("no JSON object { ... }"),
            third -> assertThat(third).contains("the field \"at.x\" is a list"),
            fourth -> assertThat(fourth).contains("the field \"at.x\" is there twice"));
    assertThatThrownBy(() -> open(CYCLES + "t, history { format = json, channels = [y] }"))
        .hasMessageContaining("history.channels names \"y\", which is no field");
  }

  @Test
  void fieldsOfJsonThatComeLateAreTold() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append("{\"t\": ").append(i).append(", \"x\": 1}\n");
    }
    write("a.json", text + "{\"t\": 300, \"x\": 1, \"y\": 2}\n");
    ReadFiles read = read(CYCLES + "t, history.format = json");
    assertThat(read.rows()).hasSize(300);
    assertThat(read.files().lines().failure(read.bad()))
        .hasMessageContaining("line 301: there is a field \"y\", which the first lines");
  }

  @Test
  void timesStandInSeveralColumnsAndPatterns() throws IOException {
    write("a.csv", "y,m,d,h,x\n2020,2,29,5,1\n2019,2,29,5,1\n0001,1,1,0,2\n9999,12,31,23,3\n");
    ReadFiles read = read("history.time { column = [y, m, d, h], pattern = \"yyyy M d H\" }");
    assertThat(read.rows())
        .containsExactly(
            "history@1582952400000: 1.0",
            "history@-62135596800000: 2.0",
            "history@253402297200000: 3.0");
    assertThat(read.files().lines().failure(read.bad()))
        .hasMessageContaining(
            "line 3: columns \"y\", \"m\", \"d\", \"h\": \"2019 2 29 5\" is no time");
    write("a.csv", "date,time,x\n01.02.1969,00:00,1\n1969-02-01,00:00,2\n,,3\n");
    read = read("history.time { column = [date, time], pattern = [\"dd.MM.yyyy HH:mm\", iso] }");
    assertThat(read.rows())
        .containsExactly("history@-28857600000: 1.0", "history@-28857600000: 2.0");
    assertThat(read.files().lines().failure(read.bad()))
        .hasMessageContaining("history.time.pattern = [\"dd.MM.yyyy HH:mm\", \"iso\"]");
  }

  @Test
  void cyclesAreWholeNumbers() throws IOException {
    write("a.csv", "n,x\n1,1\n2.0,2\n-3,3\n1.5,4\n1e20,5\n");
    ReadFiles read = read(CYCLES + "n");
    assertThat(read.rows()).containsExactly("history@1: 1.0", "history@2: 2.0", "history@-3: 3.0");
    assertThat(read.files().lines().failure(read.bad())).hasMessageContaining("counts no cycle");
  }

  @Test
  void seriesAreNamedByColumnsFilesOrFolders() throws IOException {
    write("a.csv", "t,u,v,x\n1,p,q,1\n");
    assertThat(rows(CYCLES + "t, history.series.column = [u, v]")).containsExactly("p/q@1: 1.0");
    Files.delete(folder.resolve("a.csv"));
    Files.createDirectories(folder.resolve("site=no%2Frth/year=2020"));
    write("site=no%2Frth/year=2020/unit-7.csv", "t,x\n1,1\n");
    assertThat(rows(CYCLES + "t, history.series.file = \"unit-([0-9]+)\""))
        .containsExactly("7@1: 1.0");
    assertThat(rows(CYCLES + "t, history { series.column = site, channels = [x, year] }"))
        .containsExactly("no/rth@1: 1.0 2020.0");
    assertThatThrownBy(() -> open(CYCLES + "t, history.series.file = \"engine-(.*)\""))
        .hasMessageContaining("finds no series in \"site=no%2Frth/year=2020/unit-7.csv\"");
  }

  @Test
  void attributesOfSeriesBecomeChannels() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    write("in/a.csv", "t,s,x\n1,a,1\n1,b,2\n1,c,3\n");
    write("sites.csv", "name,height,kind,other\na,100,pump,z\nb,NA,fan,z\n");
    String sets =
        CYCLES
            + "t, history { input = [\""
            + folder.resolve("in")
            + "\"], series { column = s, attributes { input = \""
            + folder.resolve("sites.csv")
            + "\", key = name, columns = [height, kind] } }, rules = [{ channels = kind, category = true }, { channels = [\"hei*\"], factor = 2 }] }";
    ReadFiles read = ReadFiles.of(sets);
    assertThat(read.files().channels()).containsExactly("x", "height", "kind");
    assertThat(read.rows())
        .containsExactly("a@1: 1.0 200.0 pump", "b@1: 2.0 NaN fan", "c@1: 3.0 NaN NaN");
    write("sites.csv", "name,height,kind\na,100,pump\na,200,fan\n");
    assertThatThrownBy(() -> open(sets))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sites.csv has two rows of series \"a\"");
  }

  @Test
  void longRowsHoldOneReadingEach() throws IOException {
    write("a.csv", "t,s,what,mean,peak\n1,a,T,1,2\n1,a,p,3,NA\n2,a,T,5,6\n2,a,,5,6\n");
    String sets = CYCLES + "t, history { series.column = s, long { channel = what, values = ";
    ReadFiles read = read(sets + "mean } }");
    assertThat(read.files().channels()).containsExactly("T", "p");
    assertThat(read.rows()).containsExactly("a@1: 1.0 NaN", "a@1: NaN 3.0", "a@2: 5.0 NaN");
    assertThat(read.told()).containsExactly("a.csv line 5");
    read = read(sets + "[mean, peak] } }");
    assertThat(read.files().channels()).containsExactly("T mean", "T peak", "p mean", "p peak");
    read = read(sets + "[mean, peak] }, channels = [\"T peak\"] }");
    assertThat(read.rows()).containsExactly("a@1: 2.0", "a@2: 6.0");
    assertThat(read.unread()).isEqualTo(1);
  }

  @Test
  void rulesChangeUnitsAndRefuseWhatIsNotPlausible() throws IOException {
    write("a.csv", "t,T1,T2,n,kind\n1,32,212,16777217,SE\n2,-9,1000,5,cv\n3,5,-999,NA,-1\n");
    String rules =
        """
        rules = [
          { channels = ["T*"], factor = 0.5, offset = -16, maximum = 200 }
          { channels = T2, missing = ["-999"] }
          { channels = n, counter = true }
          { channels = kind, category = true, missing = ["-1"] }
        ]
        """;
    HistoryFiles files = open(CYCLES + "t, history { " + rules + " }");
    List<Readings> batches = new ArrayList<>();
    files.read(0).forEachRemaining(batches::add);
    assertThat(batches.get(0).cells().missing()).containsExactly(0, 1, 1, 1);
    assertThat(batches.get(0).cells().outOfRange()).containsExactly(0, 1, 0, 0);
    assertThat(rows(CYCLES + "t, history { " + rules + " }"))
        .containsExactly(
            "history@1: 0.0 90.0 1.6777216E7 SE 1.0",
            "history@2: -20.5 NaN 5.0 cv 0.0",
            "history@3: -13.5 NaN NaN NaN NaN");
    assertThatThrownBy(() -> open(CYCLES + "t, history.rules = [{ channels = [T9], factor = 2 }]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "history.rules[0].channels: \"T9\" matches no channel; there are [T1, T2,");
    assertThatThrownBy(
            () ->
                open(CYCLES + "t, history.rules = [{ channels = n, category = true, factor = 2 }]"))
        .hasMessageContaining("the channel \"n\" is a category");
  }

  @Test
  void patternsMatchNames() {
    assertThat(NamePattern.matches("T*", "T (degC)")).isTrue();
    assertThat(NamePattern.matches("*d*C?", "T (degC)")).isTrue();
    assertThat(NamePattern.matches("T", "Td")).isFalse();
    assertThat(NamePattern.matches("a*b", "ab")).isTrue();
    assertThat(NamePattern.matches("a*b*", "acbd")).isTrue();
    assertThat(NamePattern.matches("?", "")).isFalse();
    assertThat(NamePattern.matches("a*ba", "aba")).isTrue();
    assertThat(NamePattern.matches("a*ba", "a")).isFalse();
  }

  private List<String> rows(String set) {
    return read(set).rows();
  }

  private ReadFiles read(String set) {
    return ReadFiles.of(input(), set);
  }

  @Test
  void columnsOfOneNameAreToldWhereAllAreRead() throws IOException {
    write("a.csv", "t,x,y,x\n1,2,3,4\n");
    String open = CYCLES + "t, history.channels = []";
    assertThatThrownBy(() -> open(open))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("history.channels = []: file:")
        .hasMessageEndingWith(
            "a.csv has two columns \"x\", 2 and 4; name one otherwise, in the file or by its place in history.rename, or the columns to read");
    assertThat(rows(open + ", history.rename { \"#4\" = z }"))
        .containsExactly("history@1: 2.0 3.0 4.0");

    write("a.csv", "t,x,t\n1,2,3\n");
    assertThatThrownBy(() -> open(open)).hasMessageContaining("two columns \"t\", 1 and 3");
    assertThat(rows(open + ", history.rename { \"#3\" = z }"))
        .containsExactly("history@1: 2.0 3.0");
  }

  @Test
  void theTimeIsNoSeries() throws IOException {
    write("a.csv", "t,s,x\n1,a,2\n");
    assertThatThrownBy(() -> open(CYCLES + "t, history.series.column = t"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("history.series.column = [t] is the time's column too");
    for (String set :
        List.of("t, history.series.column = \"#1\"", "\"#1\", history.series.column = [s, t]")) {
      assertThatThrownBy(() -> open(CYCLES + set))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("names the time in file:")
          .hasMessageContaining("each time would be a series of its own");
    }
    assertThat(rows(CYCLES + "t, history.series.column = s")).containsExactly("a@1: 2.0");
  }

  @Test
  void channelsThatRowsNameAreAtMostTenThousand() throws IOException {
    String sets = CYCLES + "t, history { long { channel = what, values = v }, channels = [] }";
    StringBuilder rows = new StringBuilder("t,what,v\n");
    for (int i = 0; i < ChannelNames.MOST; i++) {
      rows.append(i).append(",c").append(i).append(",1\n");
    }
    write("a.csv", rows.toString());
    assertThat(open(sets).channels()).hasSize(ChannelNames.MOST).startsWith("c0", "c1", "c10");

    write("a.csv", rows + "0,a,1\n0,b,1\n");
    assertThatThrownBy(() -> open(sets))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "history.long.channel = \"what\": the column holds more than 10000 different names, such as [a, b, c0], and each would be a channel; name the column of the channels' names, or the channels to read in history.channels");
  }

  private HistoryFiles open(String set) {
    return ReadFiles.open(input(), set);
  }

  private String input() {
    return "history.input = [\"" + folder + "\"]";
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
