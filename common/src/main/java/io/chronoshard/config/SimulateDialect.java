package io.chronoshard.config;

import io.chronoshard.config.SimulateSettings.Csv;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;

/** Reads the dialect of simulated CSV, and says which texts it cannot hold apart. */
final class SimulateDialect {

  private final Section section;
  private final Csv csv;

  private SimulateDialect(Section section, Csv csv) {
    this.section = section;
    this.csv = csv;
  }

  static SimulateDialect read(Section section) {
    Csv csv =
        new Csv(
            section.string(
                "separator",
                text -> text.equals(Csv.SPACES) || isSeparator(text),
                "must be spaces, or text without letters, digits, signs, points and line ends"),
            section.string("decimal", List.of(".", ",")::contains, "must be \".\" or \",\""),
            section.flag("header"),
            section.string(
                "quote",
                text -> text.isEmpty() || (text.length() == 1 && isSeparator(text)),
                "must be empty, or one character that is no letter, digit, sign or point"),
            section.choice("line-end", Csv.LineEnd.class),
            section.flag("trailing-separator"),
            section.string(
                "comment",
                text -> text.isEmpty() || isSeparator(text.substring(0, 1)),
                "must be empty or begin with a character that is no letter, digit, sign or point"),
            charset(section).name());
    section.close();
    return new SimulateDialect(section, csv);
  }

  Csv csv() {
    return csv;
  }

  private static boolean isSeparator(String text) {
    return !text.isEmpty()
        && text.chars()
            .noneMatch(
                c ->
                    Character.isLetterOrDigit(c)
                        || "+-.".indexOf(c) >= 0
                        || (c < ' ' && c != '\t'));
  }

  private static Charset charset(Section section) {
    String name = section.string("charset");
    try {
      Charset charset = Charset.forName(name);
      if (charset.canEncode()) {
        return charset;
      }
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      // told below
    }
    section.problem(
        "charset",
        name,
        "is no character set that this JVM writes; try \"UTF-8\" or \"windows-1252\"");
    return StandardCharsets.UTF_8;
  }

  /**
   * Notes what would not be read back as it was written.
   *
   * @param texts that cells hold: names and a time
   * @param marker what stands for a missing value
   * @param faults where the marker is configured
   */
  void check(List<String> texts, String marker, Section faults) {
    String mark = csv.separatorText();
    if (mark.contains(csv.decimal())) {
      section.problem("decimal", csv.decimal(), "is part of the separator; choose another one");
    }
    checkQuote(mark);
    if (!csv.comment().isEmpty()
        && ((!csv.quote().isEmpty() && csv.comment().startsWith(csv.quote()))
            || csv.comment().startsWith(mark)
            || csv.comment().chars().anyMatch(c -> c == '\n' || c == '\r'))) {
      section.problem(
          "comment",
          csv.comment(),
          "must not begin as a line of cells does, nor hold a line's end");
    }
    Optional<String> torn = texts.stream().filter(text -> text.contains(mark)).findFirst();
    if (csv.quote().isEmpty() && torn.isPresent()) {
      section.problem(
          "separator",
          csv.separator(),
          "is part of the text \"" + torn.get() + "\"; set " + section.name("quote"));
    }
    checkMarker(mark, marker, faults);
    String written =
        String.join("", texts) + csv.comment() + mark + csv.quote() + marker + csv.decimal();
    if (!Charset.forName(csv.charset()).newEncoder().canEncode(written)) {
      section.problem(
          "charset", csv.charset(), "lacks a character that the files hold; try \"UTF-8\"");
    }
  }

  private void checkQuote(String mark) {
    if (!csv.quote().isEmpty() && (mark + csv.decimal()).contains(csv.quote())) {
      section.problem("quote", csv.quote(), "is part of the separator or of numbers");
    }
  }

  private void checkMarker(String mark, String marker, Section faults) {
    if (marker.contains(mark)
        || (csv.quote().isEmpty() ? marker.contains("\"") : marker.contains(csv.quote()))
        || marker.chars().anyMatch(c -> c < ' ')) {
      faults.problem("marker", marker, "must hold no separator, quote or control character");
    }
    if (csv.separator().equals(Csv.SPACES) && marker.isEmpty()) {
      faults.problem("marker", marker, "cannot be told among blanks; write some text");
    }
  }
}
