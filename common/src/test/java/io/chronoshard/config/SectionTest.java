package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.chronoshard.error.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {

  private enum Color {
    RED,
    LIGHT_BLUE
  }

  @Test
  void rightValuesAreReadAsTheyAre() {
    Problems problems = new Problems();
    Section section =
        section(
            """
            text = some words, number = 0.25, whole = -3, flag = yes, color = light-blue
            duration = 90 seconds, zone = Europe/Berlin, time = "2024-01-01T00:00:00+01:00"
            texts = [a, b], colors = [red, light-blue], none = ""
            "by.name" { "T (degC)" = red, "a.b" = light-blue }
            """,
            problems);
    assertThat(section.string("text")).isEqualTo("some words");
    assertThat(section.number("number", 0, 1)).isEqualTo(0.25);
    assertThat(section.whole("whole", -3, 3)).isEqualTo(-3);
    assertThat(section.integer("whole", -3, 3)).isEqualTo(-3);
    assertThat(section.flag("flag")).isTrue();
    assertThat(section.choice("color", Color.class)).isEqualTo(Color.LIGHT_BLUE);
    assertThat(section.choiceOr("other-color", Color.RED)).isEqualTo(Color.RED);
    assertThat(section.duration("duration")).isEqualTo(Duration.ofSeconds(90));
    assertThat(section.zone("zone")).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(section.instant("time")).isEqualTo(Instant.parse("2023-12-31T23:00:00Z"));
    assertThat(section.optionalInstant("none")).isEmpty();
    assertThat(section.strings("texts")).containsExactly("a", "b");
    assertThat(section.choices("colors", Color.class)).containsExactly(Color.RED, Color.LIGHT_BLUE);
    assertThat(section.choiceByName("by.name", Color.class))
        .isEqualTo(Map.of("T (degC)", Color.RED, "a.b", Color.LIGHT_BLUE));
    section.close();
    assertThatCode(() -> problems.throwIfAny("it")).doesNotThrowAnyException();
  }

  @Test
  void oneTextOrSeveralAndWhatIsLeftOut() {
    Problems problems = new Problems();
    Section section =
        section("one = a, several = [b, c], none = \"\", names { \"#2\" = x, b = y }", problems);
    assertThat(section.texts("one")).containsExactly("a");
    assertThat(section.texts("several")).containsExactly("b", "c");
    assertThat(section.texts("none")).isEmpty();
    assertThat(section.textByName("names")).isEqualTo(Map.of("#2", "x", "b", "y"));
    assertThat(section.optional("absent", section::string)).isEmpty();
    assertThat(section.optional("one", section::string)).contains("a");
    section.close();
    assertThatCode(() -> problems.throwIfAny("it")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11       | block.key = 11 must be a whole number from 1 to 10",
        "0        | block.key = 0 must be a whole number from 1 to 10",
        "2.5      | block.key = 2.5 must be a whole number from 1 to 10",
        "many     | block.key = \"many\" must be a whole number from 1 to 10",
        "[1]      | block.key = [1] must be a whole number from 1 to 10",
        "null     | block.key = nothing must be a whole number from 1 to 10",
        "99999999999999999999 | must be a whole number from 1 to 10",
      })
  void whatIsNoWholeNumberInRangeIsTold(String written, String problem) {
    assertProblem("key = " + written, section -> section.integer("key", 1, 10), problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "1e2", "100.0", "\"100\""})
  void aWholeNumberMayBeWrittenAsAnyNumberIs(String written) {
    assertThat(section("key = " + written, new Problems()).whole("key", 1, 100)).isEqualTo(100);
    assertThat(section("key = " + written, new Problems()).span("key", 1))
        .isEqualTo(Span.ofSteps(100, "block.key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.01", "-0.01", "NaN", "Infinity", "some", "[]", "null", "{}"})
  void whatIsNoNumberInRangeIsTold(String written) {
    assertProblem(
        "key = " + written,
        section -> section.number("key", 0, 1),
        "must be a number from 0.0 to 1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1999 ms", "-5 s", "2000.5 ms", "some", "null"})
  void aDurationThatIsTooShortIsTold(String written) {
    assertProblem(
        "key = " + written,
        section -> section.durationOf("key", 2),
        "must be a duration of whole milliseconds, at least 2 s, such as \"10 minutes\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 s", "-1 s", "1 ns", "1.5 ms", "some", "[]", "null", "{}"})
  void whatIsNoDurationOfWholeMillisecondsIsTold(String written) {
    assertProblem(
        "key = " + written,
        section -> section.duration("key"),
        "must be a duration of whole milliseconds, such as \"10 minutes\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "{}"})
  void whatIsNoTextIsToldOnceWhateverItIsWantedFor(String written) {
    String wrong = "key = " + written;
    assertProblem(wrong, section -> section.string("key"), "must be a text");
    assertProblem(wrong, section -> section.nonEmpty("key"), "must not be empty");
    assertProblem(
        wrong, section -> section.choice("key", Color.class), "must be one of red, light-blue");
    assertProblem(wrong, section -> section.zone("key"), "must be a zone such as");
    assertProblem(wrong, section -> section.instant("key"), "must be a time with its offset");
    assertProblem(wrong, section -> section.optionalInstant("key"), "must be a text");
  }

  @Test
  void anythingWrongIsToldWithWhatIsWanted() {
    assertProblem("key = \" \"", section -> section.nonEmpty("key"), "must not be empty");
    assertProblem(
        "key = RED", section -> section.choice("key", Color.class), "key = \"RED\" must be one of");
    assertProblem(
        "key = [red, green]",
        section -> section.choices("key", Color.class),
        "key = \"green\" must be one of red, light-blue");
    assertProblem(
        "key = { \"T (degC)\" = green }",
        section -> section.choiceByName("key", Color.class),
        "block.key.T (degC) = \"green\" must be one of red, light-blue");
    assertProblem("key = 3", section -> section.strings("key"), "key = 3 must be a list of texts");
    assertProblem("key = maybe", section -> section.flag("key"), "must be true or false");
    assertProblem("key = Mars/Base", section -> section.zone("key"), "must be a zone such as");
    assertProblem(
        "key = \"2024-01-01T00:00:00\"",
        section -> section.instant("key"),
        "must be a time with its offset, such as \"2024-01-01T00:00:00Z\"");
    assertProblem(
        "key = 3", section -> section.sections("key"), "key = 3 must be a list of blocks");
  }

  @Test
  void aValueInABlocksPlaceIsToldOnceWithoutItsKeys() {
    assertProblem(
        "key = 3",
        section -> {
          Section inner = section.section("key");
          inner.string("a");
          inner.whole("b", 1, 2);
          inner.close();
        },
        "block.key = 3 must be a block { ... }");
  }

  @Test
  void aKeyThatNothingAsksForIsToldWithTheNearest() {
    assertProblem(
        "a { lenght = 3 }",
        section -> {
          Section inner = section.section("a");
          inner.has("length");
          inner.choiceOr("length", Color.RED);
          inner.choiceOr("width", Color.RED);
          inner.close();
        },
        "block.a.lenght = 3 is no key; did you mean block.a.length?");
    assertProblem("a = 3", section -> {}, "block.a = 3 is no key; nothing is expected here");
  }

  @Test
  void blocksOfAListAreNumbered() {
    assertProblem(
        "key = [{ a = 1 }, { a = x }]",
        section -> section.sections("key").forEach(each -> each.whole("a", 1, 2)),
        "block.key[1].a = \"x\" must be a whole number from 1 to 2");
  }

  private static void assertProblem(String written, Consumer<Section> reader, String problem) {
    Problems problems = new Problems();
    Section section = section(written, problems);
    reader.accept(section);
    section.close();
    assertThatThrownBy(() -> problems.throwIfAny("it"))
        .as(written)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("it has a problem:")
        .hasMessageContaining(problem);
  }

  private static Section section(String written, Problems problems) {
    return new Section("block", ConfigFactory.parseString(written), problems);
  }
}
