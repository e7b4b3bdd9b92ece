package io.chronoshard.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.LimitSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.History.RecordedTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
  void oppositeDirectionsOfOneTimeAreNone() throws IOException {
    write(
        "time,wd,x",
        "2020-01-01T00:10,90,1",
        "2020-01-01T00:10,270,1",
        "2020-01-01T00:14,10,2",
        "2020-01-01T00:16,0,2",
        "2020-01-01T00:16,180,2");
    String[] sets = {"grid.vectors = [{ direction = wd }]", "grid.repeats = mean"};
    assertThat(rows(sets)).containsExactly("[NaN, 1.0]", "[10.0, 2.0]");
    Ledger.Values values = ledger(sets).channels().get(0).values();
    assertThat(values.undirected()).isEqualTo(2);
    assertThat(values.repeated()).isEqualTo(2);
    assertThat(values.combined()).isZero();
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
  void everyKindOfTheLedgerHasItsLimit() throws IOException {
    write("time,x", "2020-01-01T00:10,1");
    Ledger ledger = ledger();
    Set<String> kinds = new TreeSet<>(List.of("filled", "unknown"));
    kinds.addAll(ledger.rows().counts().keySet());
    // A channel's repeated and combined values are those of repeated and combined rows.
    kinds.addAll(ledger.channels().get(0).values().counts().keySet());
    kinds.remove("kept");
    assertThat(Stream.of(LimitSettings.Kind.values()).map(LimitSettings.Kind::key))
        .containsExactlyInAnyOrderElementsOf(
            kinds.stream().map(kind -> "history.limits." + kind.replace(' ', '-')).toList());
  }

  @Test
  void limitsOfRowsThatBecomeOneAreTold() throws IOException {
    write("time,x", "2020-01-01T00:04,1", "2020-01-01T00:06,2", "2020-01-01T00:20,2");
    refuse(
        "history.limits.combined = 0.3, and 1 of 3, 33.33% rows are combined with others of their step: series \"history\" is the worst (1 of 3, 33.33%)",
        "history.limits.combined = 0.3");
    assertThat(rows("history.limits.combined = 0.34")).hasSize(2);

    write("time,name,value", "2020-01-01T00:10,x,1", "2020-01-01T00:10,y,2");
    String wide = "history.long { channel = name, values = value }";
    refuse(
        "history.limits.unread = 0.4, and 1 of 2, 50.00% rows are of channels that are not read: file ",
        wide, "history.channels = [x]", "history.limits.unread = 0.4");
    refuse("history.limits.joined = 0.4, and 1 of 2", wide, "history.limits.joined = 0.4");
    refuse("history.limits.absent = 0.4, and 1 of 2", wide, "history.limits.absent = 0.4");
    assertThat(rows(wide, "history.limits { joined = 0.5, absent = 0.5, unread = 0 }")).hasSize(1);
  }

  @Test
  void limitsOfCountersAndDirectionsAreTold() throws IOException {
    write("time,x", "2020-01-01T00:10,5", "2020-01-01T00:20,7", "2020-01-01T00:30,1");
    String counter = "history.rules = [{ channels = x, counter = true }]";
    refuse(
        "history.limits.counter-starts = 0.3, and 1 of 3, 33.33% values are of a counter without another one shortly before: channel \"x\" is the worst",
        counter, "history.limits.counter-starts = 0.3");
    refuse(
        "history.limits.counter-resets = 0.3, and 1 of 3",
        counter,
        "history.limits.counter-resets = 0.3");
    assertThat(rows(counter, "history.limits { counter-starts = 0.34, counter-resets = 0.34 }"))
        .hasSize(1);

    write("time,x", "2020-01-01T00:10,90", "2020-01-01T00:10,270", "2020-01-01T00:20,0");
    refuse(
        "history.limits.undirected = 0.0, and 1 of 3",
        "grid.vectors = [{ direction = x }]",
        "grid.repeats = mean",
        "history.limits.undirected = 0");
  }

  @Test
  void limitsOfFilledStepsAndOfTheLongestGapAreTold() throws IOException {
    write(
        "time,x",
        "2020-01-01T00:10,1",
        "2020-01-01T00:50,2",
        "2020-01-01T01:00,2",
        "2020-01-01T01:20,2");
    refuse(
        "history.limits.filled = 0.1, and 2 of 8, 25.00% steps are filled: channel \"x\" is the worst",
        "grid.fill = 1", "history.limits.filled = 0.1");
    String told =
        ", and series \"history\" has no reading for 3 steps, 30 minutes: 2020-01-01T00:20:00Z to 2020-01-01T00:40:00Z; nothing was written";
    refuse("history.limits.gap = 2" + told, "history.limits.gap = 2");
    refuse("history.limits.gap = 25 minutes" + told, "history.limits.gap = 25 minutes");
    refuse("history.limits.gap = 0" + told, "history.limits.gap = 0", "grid.fill = 9");
    assertThat(rows("history.limits { gap = 30 minutes, filled = 0 }")).hasSize(4);
    assertThat(rows("history.limits.gap = 3")).hasSize(4);
    assertThat(rows("history.limits.gap = none")).hasSize(4);
    expect(
        "history.limits.gap = \"long\" must be a number of steps from 0, or a duration such as \"24 hours\", or none",
        "history.limits.gap = long");

    write("time,x", "1,1", "5,2");
    refuse("cycles 2 to 4", "grid.index = cycles", "history.limits.gap = 2");
    expect("write the number of cycles", "grid.index = cycles", "history.limits.gap = 1 hour");
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

    // Rows of channels that are not read are rows of the files too.
    write("time,name,value", "2020-01-01T00:10,x,1", "2020-01-01T00:10,y,2", "when,x,3");
    refuse(
        "history.limits.unparsable = 0.3, and 1 of 3 rows cannot be read: ",
        "history.limits.unparsable = 0.3",
        "history.channels = [x]",
        "history.long { channel = name, values = value }");
  }

  @Test
  void textsArePlacesInTheSortedListOfAll() throws IOException {
    write(
        "time,site,wind,x",
        "2020-01-01T00:10,a,SE,1",
        "2020-01-01T00:15,a,NW,1",
        "2020-01-01T00:20,a,cv,1",
        "2020-01-01T00:30,a,NA,1",
        "2020-01-01T00:10,b,NE,1",
        "2020-01-01T00:10,b,SE,1");
    String[] texts = {
      "history.series.column = site", "history.rules = [{ channels = wind, category = true }]"
    };
    History history = table(texts).result().history();
    assertThat(history.categories())
        .containsOnly(Map.entry("wind", List.of("NE", "NW", "SE", "cv")));
    assertThat(rows(texts)).containsExactly("[2.0, 1.0]", "[3.0, 1.0]", "[NaN, 1.0]", "[0.0, 1.0]");
    assertThat(ledger(texts).channels())
        .extracting(channel -> channel.values().variation())
        .containsExactly(Ledger.Variation.VARYING, Ledger.Variation.CONSTANT);
    assertThat(rows(texts[0], texts[1], "grid.combine.default = mean"))
        .containsExactly("[2.0, 1.0]", "[3.0, 1.0]", "[NaN, 1.0]", "[0.0, 1.0]");
    expect(
        "the channel \"wind\" holds texts, which grid.combine.channels can combine by last only",
        texts[0],
        texts[1],
        "grid.combine.channels.wind = mean");
    expect(
        "the channel \"wind\" holds texts: counter",
        texts[0],
        "history.rules = [{ channels = wind, category = true, stuck = 1 hour }]");
  }

  @Test
  void textsOfSeveralFilesVaryWhereEachFileHasOne() throws IOException {
    write("time,wind,sky", "2020-01-01T00:10,N,", "2020-01-01T00:20,N,");
    Path other = folder.resolve("b.csv");
    String[] texts = {
      "history.input += \"" + other + "\"",
      "history.rules = [{ channels = [wind, sky], category = true }]"
    };
    Files.writeString(other, "time,wind,sky\n2020-01-01T00:30,S,\n");
    assertThat(ledger(texts).channels())
        .extracting(channel -> channel.values().variation())
        .containsExactly(Ledger.Variation.VARYING, Ledger.Variation.EMPTY);
    Files.writeString(other, "time,wind,sky\n2020-01-01T00:30,N,\n");
    assertThat(ledger(texts).channels().get(0).values().variation())
        .isEqualTo(Ledger.Variation.CONSTANT);
  }

  @Test
  void aMeterCountsInSmallStepsHoweverFarItHasCome() throws IOException {
    write(
        "time,kWh",
        "2020-01-01T00:10,123456789.25",
        "2020-01-01T00:12,123456789.50",
        "2020-01-01T00:18,123456790.00",
        "2020-01-01T00:30,3.5",
        "2020-01-01T00:40,4",
        "2020-01-05T00:40,9");
    String counter = "history.rules = [{ channels = kWh, counter = true }]";
    assertThat(rows(counter, "grid.combine.default = sum")).containsExactly("[0.75]", "[0.5]");
    Ledger.Values values = ledger(counter).channels().get(0).values();
    assertThat(values.counterStarts()).isEqualTo(2);
    assertThat(values.counterResets()).isEqualTo(1);
  }

  @Test
  void cyclesAreStepsByTheirNumber() throws IOException {
    write("unit,time,x", "u1,1,5", "u1,2,6", "u1,4,8", "u1,4,8", "u1,3,900", "u2,7,1");
    Path labels = folder.resolve("labels");
    Files.writeString(labels, "from,to,unit\n2,4,u1\n");
    String[] cycles = {
      "history.series.column = unit",
      "grid { index = cycles, fill = 1 }",
      "history.remaining-life.channel = life",
      "history.labels { input = \"" + labels + "\", series = unit }",
      "history.rules = [{ channels = x, rate = 5, per = 1 }]"
    };
    GridTable table = table(cycles);
    assertThat(table.rows().stream().map(row -> row.series() + row.step()))
        .containsExactly("u11", "u12", "u13", "u14", "u27");
    assertThat(rows(cycles))
        .containsExactly(
            "[5.0, 0.0, 3.0]",
            "[6.0, 1.0, 2.0]",
            "[6.0, 1.0, 1.0]",
            "[8.0, 0.0, 0.0]",
            "[1.0, 0.0, 0.0]");
    assertThat(table.result().history().recordedTimes()).isEqualTo(RecordedTimes.NONE);
    assertThat(table.result().ledger().rows())
        .isEqualTo(new Ledger.Rows(6, 5, 0, 1, 0, 0, 0, 0, 1));
    expect(
        "this history counts cycles",
        cycles[0],
        cycles[1],
        "history.rules = [{ channels = x, stuck = 1 hour }]");
  }

  @Test
  void rowsOfOneReadingEachAreJoined() throws IOException {
    write(
        "time,what,value",
        "2020-01-01T00:10,x,1",
        "2020-01-01T00:10,y,2",
        "2020-01-01T00:20,y,3",
        "2020-01-01T00:20,y,NA");
    Ledger ledger = ledger("history.long { channel = what, values = [value] }");
    assertThat(ledger.rows()).isEqualTo(new Ledger.Rows(4, 2, 2, 0, 0, 0, 0, 0, 0));
    assertThat(ledger.channels().get(0).values().absent()).isEqualTo(3);
    assertThat(ledger.channels().get(1).values().absent()).isEqualTo(1);
    assertThat(ledger.channels().get(1).missing()).isEqualTo(1);
  }

  @Test
  void rowsOfOneReadingWithoutAValueAreRepeatedWhereTheyAreOfOneChannel() throws IOException {
    write(
        "time,what,p,q",
        "2020-01-01T00:10,x,NA,NA",
        "2020-01-01T00:10,y,NA,NA",
        "2020-01-01T00:10,x,NA,NA",
        "2020-01-01T00:10,z,1,NA",
        "2020-01-01T00:10,y,-1,-1",
        "2020-01-01T00:10,y,2,-1",
        "2020-01-01T00:10,z,1,NA");
    Ledger ledger =
        ledger(
            "history.long { channel = what, values = [p, q] }",
            "history.rules = [{ channels = \"*\", minimum = 0 }]");
    assertThat(ledger.rows()).isEqualTo(new Ledger.Rows(7, 1, 3, 3, 0, 0, 0, 0, 0));
  }

  @Test
  void attributesSayNothingOfHowRowsDiffer() throws IOException {
    write(
        "time,site,what,value",
        "2020-01-01T00:10,a,x,1",
        "2020-01-01T00:10,a,y,2",
        "2020-01-01T00:10,a,z,3",
        "2020-01-01T00:20,a,x,4",
        "2020-01-01T00:20,a,y,5",
        "2020-01-01T00:20,a,z,6");
    String[] sets = {
      "history.long { channel = what, values = [value] }", "history.series.column = site", sites()
    };
    assertThat(rows(sets)).containsExactly("[1.0, 2.0, 3.0, 7.0]", "[4.0, 5.0, 6.0, 7.0]");
    assertThat(ledger(sets).rows()).isEqualTo(new Ledger.Rows(6, 2, 4, 0, 0, 0, 0, 0, 0));
    write("time,site,what,value", "2020-01-01T00:10,a,x,1", "2020-01-01T00:10,a,x,2");
    assertThat(ledger(sets).rows()).isEqualTo(new Ledger.Rows(2, 1, 0, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void rulesOfReadingsAreNotForAttributes() throws IOException {
    write(
        "time,site,x",
        "2020-01-01T00:01,a,1",
        "2020-01-01T00:05,a,2",
        "2020-01-01T00:20,a,3",
        "2020-01-01T00:30,a,4",
        "2020-01-01T00:40,a,5");
    String column = "history.series.column = site";
    assertThat(
            rows(
                column,
                sites(),
                "history.rules = [{ channels = \"*\", stuck = 1 minute, delay = 10 minutes }]",
                "grid.combine.default = sum"))
        .containsExactly("[3.0, 7.0]", "[3.0, 7.0]", "[4.0, 7.0]", "[5.0, 7.0]");
    for (String rule :
        List.of(
            "rate = 1, per = 1 hour",
            "spike { window = 1 hour, deviations = 3 }",
            "stuck = 1 hour",
            "delay = 1 hour")) {
      expect(
          "the channel \"height\" is an attribute of series, and rate, spike, stuck and delay",
          column,
          sites(),
          "history.rules = [{ channels = [x, height], " + rule + " }]");
    }
    expect(
        "an attribute of series, and cannot be a counter",
        column,
        sites(),
        "history.rules = [{ channels = height, counter = true }]");
    expect(
        "leave it out of grid.combine.channels",
        column,
        sites(),
        "grid.combine.channels.height = sum");
    expect(
        "leave it out of grid.vectors", column, sites(), "grid.vectors = [{ direction = height }]");
  }

  @Test
  void aDirectionIsWeightedByTheSpeedOfItsOwnTime() throws IOException {
    write("time,wd,wv", "2020-01-01T00:10,90,1", "2020-01-01T00:20,180,3");
    String vectors = "grid.vectors = [{ direction = wd, speed = wv }]";
    expect(
        "the direction \"wd\" and its speed \"wv\" are known at different times; give both the same delay",
        vectors,
        "history.rules = [{ channels = wv, delay = 10 minutes }]");
    assertThat(rows(vectors, "history.rules = [{ channels = \"w*\", delay = 10 minutes }]"))
        .containsExactly("[90.0, 1.0]", "[180.0, 3.0]");
  }

  /** A table of attributes. */
  private String sites() throws IOException {
    Path sites = folder.resolve("sites.csv");
    Files.writeString(sites, "site,height\na,7\n");
    return "history.series.attributes { input = \"" + sites + "\", key = site }";
  }

  @Test
  void contradictionsAreToldWithTheirLines() throws IOException {
    write(
        "time,x,y,wind,kWh",
        "2020-01-01T00:10,1,2,N,5",
        "2020-01-01T00:20,1,2,N,123456789.25",
        "2020-01-01T00:20,1,3,N,123456789.25",
        "2020-01-01T00:20,1,2,S,123456789.25",
        "2020-01-01T00:20,1,2,N,123456789.50");
    String refuse = "grid.repeats = refuse";
    String on = "at 2020-01-01T00:20:00Z: channel ";
    String[] y = {on + "\"y\" reads 2.0 in ", "a.csv, line 3, and 3.0 in ", "a.csv, line 4;"};
    tell(
        y,
        refuse,
        "history.rules = [{ channels = y, delay = 15 minutes }]",
        "history.channels = [y, x]");
    tell(
        y,
        refuse,
        "history.rules = [{ channels = x, delay = 15 minutes }]",
        "history.channels = [y, x]");
    tell(
        new String[] {on + "\"wind\" reads \"N\" in ", "line 3, and \"S\" in ", "line 5;"},
        refuse,
        "history.rules = [{ channels = wind, category = true }]",
        "history.channels = [wind]");
    tell(
        new String[] {
          on + "\"kWh\" reads 1.2345678925E8 in ", "line 3, and 1.234567895E8 in ", "line 6;"
        },
        refuse,
        "history.rules = [{ channels = kWh, counter = true, delay = 1 hour }]",
        "history.channels = [kWh]");

    write("time,x", "4,1", "5,1", "5,2");
    tell(
        new String[] {"at cycle 5: channel \"x\" reads 1.0 in ", "line 3, and 2.0 in ", "line 4;"},
        refuse,
        "grid.index = cycles",
        "history.rules = [{ channels = x, delay = 2 }]");
  }

  private void tell(String[] parts, String... sets) {
    assertThatThrownBy(() -> table(sets))
        .isInstanceOf(DataException.class)
        .message()
        .contains(parts);
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
