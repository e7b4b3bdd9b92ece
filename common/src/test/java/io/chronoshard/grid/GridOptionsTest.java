package io.chronoshard.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of a grid, by examples, and what is told where it cannot be. */
class GridOptionsTest {

  @TempDir private Path folder;

  @Test
  void theStepIsTheMostFrequentDistanceOfReadings() throws IOException {
    write(
        "time,x",
        "2020-01-01T00:25,4",
        "2020-01-01T00:00,1",
        "2020-01-01T00:05,2",
        "2020-01-01T00:10,3",
        "2020-01-01T02:25,5",
        "2020-01-01T02:25,5");
    assertThat(table("grid.step = auto").result().history().axis().text()).isEqualTo("5 minutes");

    write("time,x", "2020-01-01T00:00,1", "2020-01-01T00:00,2");
    assertThatThrownBy(() -> table("grid.step = auto"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("grid.step = auto")
        .hasMessageContaining("name the step");
  }

  @Test
  void aValueThatIsKnownLaterStandsWhereItWasKnown() throws IOException {
    write("time,x,y", "2020-01-01T00:10,1,5", "2020-01-01T00:20,2,6", "2020-01-01T00:30,3,");
    assertThat(rows("history.rules = [{ channels = y, delay = 15 minutes }]"))
        .containsExactly("[1.0, NaN]", "[2.0, NaN]", "[3.0, 5.0]", "[NaN, 6.0]");
    Ledger ledger = ledger("history.rules = [{ channels = y, delay = 15 minutes }]");
    assertThat(ledger.rows().read()).isEqualTo(3);
    assertThat(ledger.rows().kept()).isEqualTo(3);
    assertThat(ledger.steps()).isEqualTo(5);
    assertThatThrownBy(
            () -> rows("grid.index = rows", "history.rules = [{ channels = y, delay = 1 }]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set grid.index = time");
  }

  @Test
  void directionsAreAddedAsVectors() throws IOException {
    write(
        "time,wd,wv",
        "2020-01-01T00:04,350,1",
        "2020-01-01T00:08,10,3",
        "2020-01-01T00:20,360,2",
        "2020-01-01T00:25,90,2",
        "2020-01-01T00:28,270,2",
        "2020-01-01T00:36,45,0");
    assertThat(rows("grid.vectors = [{ direction = wd }]"))
        .containsExactly("[0.0, 3.0]", "[0.0, 2.0]", "[NaN, 2.0]", "[45.0, 0.0]");
    assertThat(rows("grid.vectors = [{ direction = wd, speed = wv }]"))
        .containsExactly("[5.0383687, 3.0]", "[0.0, 2.0]", "[NaN, 2.0]", "[NaN, 0.0]");
    assertThat(
            ledger("grid.vectors = [{ direction = wd, speed = wv }]")
                .channels()
                .get(0)
                .values()
                .undirected())
        .isEqualTo(2);
    expect("grid.vectors names \"wx\"", "grid.vectors = [{ direction = wx }]");
    expect(
        "the channel \"wd\" is a direction of grid.vectors",
        "grid.vectors = [{ direction = wd }]",
        "grid.combine.channels.wd = mean");
  }

  @Test
  void indicatorsTellOwnReadingsFromThoseCarriedOn() throws IOException {
    write("time,x,y", "2020-01-01T00:10,1,2", "2020-01-01T00:20,,3");
    assertThat(rows("grid { fill = 1, indicators = [x] }"))
        .containsExactly("[1.0, 2.0, 1.0]", "[1.0, 3.0, 0.0]");
    assertThat(table("grid.indicators = [\"*\"]").result().history().channels())
        .containsExactly("x", "y", "x known", "y known");
    expect("grid.indicators names \"z\"", "grid.indicators = [z]");
  }

  @Test
  void eventsAreChannelsThatMeetTheStep() throws IOException {
    write(
        "time,x",
        "2020-01-01T00:10,1",
        "2020-01-01T00:20,1",
        "2020-01-01T00:30,1",
        "2020-01-01T00:40,1");
    Path labels = folder.resolve("labels");
    Files.writeString(
        labels,
        "from,to,what\n2020-01-01T00:12,2020-01-01T00:20:00.001,fire\n\n2020-01-01T00:30,2020-01-01T00:31,flood\n");
    String input = "history.labels { input = \"" + labels + "\"";
    assertThat(rows(input + ", name = what }"))
        .containsExactly(
            "[1.0, 0.0, 0.0]", "[1.0, 1.0, 0.0]", "[1.0, 1.0, 1.0]", "[1.0, 0.0, 1.0]");
    History history = table(input + ", name = what }").result().history();
    assertThat(history.channels()).containsExactly("x", "fire", "flood");
    assertThat(history.labels()).containsExactly("fire", "flood");
    assertThat(rows(input + ", channel = alarm }")).contains("[1.0, 0.0]", "[1.0, 1.0]");
    expect("the channel \"x\" is there twice", input + ", channel = x }");
    expect("which is not in the header of", input + ", from = begin }");
    expect("in a history that counts rows", input + " }", "grid.index = rows");

    Files.writeString(labels, "from,to\n2020-01-01,2020-01-01\n");
    refuse("line 2 (history.labels.input): the end \"2020-01-01\" is not after", input + " }");
    Files.writeString(labels, "from,to\n2020-01-01,soon\n");
    refuse("\"soon\" is no time", input + " }");
    Files.writeString(labels, "from,to\n2020-01-01\n");
    refuse("the line has not the 2 cells of the header", input + " }");
  }

  @Test
  void exclusionsMakeUnknownWhatTheyName() throws IOException {
    write("time,x,y", "2020-01-01T00:10,1,2", "2020-01-01T00:20,3,4");
    Path excluded = folder.resolve("excluded");
    String input = "history.exclusions { input = \"" + excluded + "\", channel = what }";
    Files.writeString(excluded, "from,to,what\n2020-01-01T00:20,2020-01-02,x\n");
    assertThat(rows(input)).containsExactly("[1.0, 2.0]", "[NaN, 4.0]");
    assertThat(ledger(input).channels().get(0).values().excluded()).isEqualTo(1);
    Files.writeString(excluded, "from,to,what\n2020-01-01T00:20,2020-01-02,z\n");
    refuse("line 2 (history.exclusions.input): \"z\" is no channel of the history", input);
  }

  @Test
  void livesEndWithTheSeriesOrLater() throws IOException {
    write(
        "time,unit,x",
        "2020-01-01T00:10,10,1",
        "2020-01-01T00:20,10,1",
        "2020-01-01T00:30,10,1",
        "2020-01-01T00:20,2,1");
    String[] lives = {"history.series.column = unit", "history.remaining-life.channel = life"};
    assertThat(rows(lives)).containsExactly("[1.0, 2.0]", "[1.0, 1.0]", "[1.0, 0.0]", "[1.0, 0.0]");
    Path behind = folder.resolve("behind");
    Files.writeString(behind, "7 \n1\n");
    String input = "history.remaining-life { cap = 2, input = \"" + behind + "\" }";
    assertThat(rows(lives[0], lives[1], input))
        .containsExactly("[1.0, 2.0]", "[1.0, 2.0]", "[1.0, 1.0]", "[1.0, 2.0]");
    Files.writeString(behind, "7\n");
    refuse("has 1 numbers, and the history has 2 series", lives[0], lives[1], input);
    Files.writeString(behind, "7\n-1\n");
    refuse("line 2 (history.remaining-life.input): \"-1\" is no whole", lives[0], lives[1], input);
    expect("must name the channel", input);
  }

  @Test
  void limitsAreTold() throws IOException {
    write(
        "time,x,y",
        "2020-01-01T00:20,1,NA",
        "2020-01-01T00:20,1,NA",
        "2020-01-01T00:10,2,5",
        "2020-01-01T00:10,3,5");
    refuse(
        "history.limits.repeated = 0.1, and 1 of 4, 25.00% rows are repeated: series \"history\" is the worst (1 of 4, 25.00%), and file ",
        "history.limits.repeated = 0.1");
    refuse("history.limits.conflicting = 0.1", "history.limits.conflicting = 0.1");
    refuse("history.limits.off-order = 0.0", "history.limits.off-order = 0");
    refuse(
        "history.limits.missing = 0.4, and 2 of 4, 50.00% values are missing: channel \"y\" is the worst; nothing was written",
        "history.limits.missing = 0.4");
    refuse("50.00% steps are unknown: channel \"y\"", "history.limits.unknown = 0.4");
    assertThat(rows("history.limits { missing = 0.5, unknown = 0.5, repeated = 0.25 }")).hasSize(2);
  }

  @Test
  void rowsThatCannotBeReadAreLeftOutUpToTheLimit() throws IOException {
    write("time,x", "2020-01-01T00:10,1", "2020-01-01T00:20,one", "when,2", "2020-01-01T00:30,3");
    refuse("a.csv, line 3: column \"x\": \"one\" is no number");
    refuse(
        "history.limits.unparsable = 0.25, and 2 of 4 rows cannot be read: ",
        "history.limits.unparsable = 0.25");
    Ledger ledger = ledger("history.limits.unparsable = 0.5");
    assertThat(ledger.rows().unparsable()).isEqualTo(2);
    assertThat(ledger.rows().read()).isEqualTo(4);
    assertThat(ledger.files().get(0).rows()).isEqualTo(ledger.rows());
    assertThat(ledger.unreadable()).hasSize(2);
    assertThat(ledger.unreadable().get(1).told()).contains("a.csv, line 4: column \"time\"");
  }

  private void expect(String message, String... sets) {
    assertThatThrownBy(() -> table(sets))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  private void refuse(String message, String... sets) {
    assertThatThrownBy(() -> table(sets))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  private void write(String... lines) throws IOException {
    Files.writeString(folder.resolve("a.csv"), String.join("\n", lines) + "\n");
  }

  private List<String> rows(String... sets) {
    return table(sets).rows().stream().map(row -> Arrays.toString(row.values())).toList();
  }

  private Ledger ledger(String... sets) {
    return table(sets).result().ledger();
  }

  private GridTable table(String... sets) {
    List<String> all = new ArrayList<>(List.of("history.input = [\"" + folder + "/a.csv\"]"));
    all.addAll(Arrays.asList(sets));
    Configuration settings = ConfigurationReader.read(Optional.empty(), all);
    return MadeUpFiles.grid(settings);
  }
}
