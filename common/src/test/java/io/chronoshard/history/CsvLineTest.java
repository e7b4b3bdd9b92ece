package io.chronoshard.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void findsTheCellsThatUnivocityFinds(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(';');
    settings.getFormat().setQuoteEscape('"');
    settings.getFormat().setComment('\0');
    settings.setNullValue("");
    settings.setEmptyValue("");
    CsvParser peer = new CsvParser(settings);
    CsvLine line = line(";");
    for (int i = 0; i < 3_000; i++) {
      String text = text(random);
      if (!line.isLeftOut(text)) {
        assertThat(cells(line, text))
            .as("seed %d: [%s]", seed, text)
            .isEqualTo(List.of(peer.parseLine(text)));
      }
    }
  }

  @Test
  void quotesHideSeparatorsAndEachOther() {
    assertThat(cells(line(","), "a,\"b,c\",\"d\"\"e\",\"\", \"f\" ,g h"))
        .containsExactly("a", "b,c", "d\"e", "", "f", "g h");
  }

  @Test
  void aQuoteWithinACellIsACharacter() {
    assertThat(cells(line(","), "5\" pipe,1")).containsExactly("5\" pipe", "1");
  }

  @Test
  void cellsMayBeEmptyAndMany() {
    assertThat(cells(line(","), ",".repeat(99))).hasSize(100).containsOnly("");
    assertThat(cells(line("\t"), "\t")).containsExactly("", "");
  }

  @Test
  void aQuoteThatIsNotClosedIsTold() {
    CsvLine line = line(",");
    assertThat(line.split("1,\"2,3")).isEqualTo(-1);
    assertThat(line.split("1,\"2\"x,3")).isEqualTo(-1);
    assertThat(line.split("1,\"2\"\"")).isEqualTo(-1);
    assertThat(cells(line, "1,2")).containsExactly("1", "2");
  }

  @Test
  void aLineOfSeparatorsIsNotBlank() {
    assertThat(line("\t").isLeftOut(" \t ")).isFalse();
    assertThat(line(",").isLeftOut(" \t ")).isTrue();
    assertThat(line(",").isLeftOut("")).isTrue();
  }

  private static List<String> cells(CsvLine line, String text) {
    List<String> cells = new ArrayList<>();
    int count = line.split(text);
    for (int i = 0; i < count; i++) {
      cells.add(line.text(i));
    }
    return cells;
  }

  private static String text(MersenneTwister random) {
    List<String> cells = new ArrayList<>();
    for (int i = random.nextInt(6) + 1; i > 0; i--) {
      String content = "";
      for (int j = random.nextInt(5); j > 0; j--) {
        content += "ab1.-é".charAt(random.nextInt(6));
      }
      cells.add(
          switch (random.nextInt(4)) {
            case 0 -> "\"" + content + ";" + content + "\"";
            case 1 -> "\"" + content + "\"\"" + content + "x\"";
            case 2 -> " " + content + "  ";
            default -> content;
          });
    }
    return String.join(";", cells);
  }

  private static CsvLine line(String separator) {
    return new CsvLine(
        new Dialect(
            Dialect.Text.CSV, separator, '.', '"', "", 0, Dialect.FirstLine.HEADER, "UTF-8"),
        0);
  }
}
