package io.chronoshard.history;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.random.MersenneTwister;

/**
 * A text in a dialect made from a seed, with what is in it.
 *
 * @param sets settings that describe it
 * @param rows what should be read, as {@link ReadFiles} writes it
 * @param badLines numbers of lines that cannot be read
 */
record MadeUpText(byte[] bytes, String sets, List<String> rows, List<Integer> badLines) {

  private static final List<String> SEPARATORS =
      List.of(",", ";", "\t", "|", "spaces", "::", " | ", "; ");
  private static final List<String> CHARSETS =
      List.of("UTF-8", "UTF-8", "UTF-8", "windows-1252", "ISO-8859-1", "UTF-16", "UTF-16LE");
  private static final List<String> ENDS = List.of("\n", "\r\n", "\r");
  private static final List<String> NAMES = List.of("a", "b c", "d\u00e9", "e,f;g|h", "5\" x");

  /** Writes one text. */
  private static final class Writer {

    private final MersenneTwister random;
    private final String separator;
    private final boolean isSpaces;
    private final char decimal;
    private final boolean hasHeader;
    private final boolean hasQuote;
    private final boolean hasComment;
    private final boolean endsWithSeparator;
    private final int skipLines;
    private final String end;
    private final String charset;
    private final StringBuilder text = new StringBuilder();
    private final List<String> rows = new ArrayList<>();
    private final List<Integer> bad = new ArrayList<>();
    private int line;

    Writer(int seed) {
      random = new MersenneTwister(new int[] {seed});
      String named = SEPARATORS.get(random.nextInt(SEPARATORS.size()));
      isSpaces = named.equals("spaces");
      separator = isSpaces ? "  " : named;
      decimal = named.equals(",") || random.nextBoolean() ? '.' : ',';
      hasHeader = random.nextBoolean();
      hasQuote = random.nextInt(3) > 0;
      hasComment = random.nextBoolean();
      endsWithSeparator = random.nextInt(3) == 0;
      skipLines = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
      end = ENDS.get(random.nextInt(3));
      charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
    }

    MadeUpText write() {
      if (charset.startsWith("UTF-8") && random.nextBoolean()) {
        text.append('\uFEFF');
      }
      for (int i = 0; i < skipLines; i++) {
        line("anything, " + random.nextInt());
      }
      if (hasHeader) {
        cells("t", "s", "x", "y\u00b0");
      } else {
        row();
      }
      int count = random.nextInt(40);
      for (int i = 0; i < count; i++) {
        switch (random.nextInt(12)) {
          case 0 -> line(random.nextBoolean() || isSeparator(' ') ? "" : "  ");
          case 1 -> {
            if (hasComment) {
              line("#" + random.nextInt());
            }
          }
          case 2 -> {
            bad.add(line + 1);
            cells("1", "a", "x1", "2");
          }
          case 3 -> {
            bad.add(line + 1);
            cells("1", "a");
          }
          default -> row();
        }
      }
      row();
      return new MadeUpText(text.toString().getBytes(Charset.forName(charset)), sets(), rows, bad);
    }

    private boolean isSeparator(char c) {
      return separator.indexOf(c) >= 0;
    }

    private void row() {
      long cycle = random.nextInt(1000);
      List<String> possible =
          NAMES.stream().filter(name -> hasQuote ? true : !isSplit(name)).toList();
      String series = possible.get(random.nextInt(possible.size()));
      float x = (float) (random.nextInt(2_000_000) - 1_000_000) / 1000;
      float y = random.nextInt(4) == 0 ? Float.NaN : random.nextInt(100) * 0.25f;
      cells(
          String.valueOf(cycle),
          hasQuote && (isSplit(series) || random.nextInt(4) == 0) ? quoted(series) : series,
          number(x),
          Float.isNaN(y) ? "NA" : number(y));
      rows.add(String.format(Locale.ROOT, "%s@%d: %s %s", series, cycle, x, y));
    }

    private boolean isSplit(String name) {
      return name.contains(separator.strip().isEmpty() ? " " : separator)
          || (isSpaces && name.contains(" "))
          || name.startsWith("#");
    }

    private static String quoted(String name) {
      return '"' + name.replace("\"", "\"\"") + '"';
    }

    private String number(float value) {
      String written = String.valueOf(value).replace('.', decimal);
      return hasQuote && random.nextInt(5) == 0 ? '"' + written + '"' : written;
    }

    private void cells(String... cells) {
      line(String.join(separator, cells) + (endsWithSeparator ? separator : ""));
    }

    private void line(String content) {
      line++;
      text.append(content).append(end);
    }

    private String sets() {
      return String.format(
          Locale.ROOT,
          """
          grid.index = cycles
          history {
            csv {
              separator = %s, decimal = "%s", header = %s, skip-lines = %d
              comment = "%s", quote = %s, charset = "%s"
            }
            time.column = "%s", series.column = "%s"
          }
          """,
          isSpaces ? "spaces" : '"' + separator.replace("\t", "\\t") + '"',
          decimal,
          hasHeader,
          skipLines,
          hasComment ? "#" : "",
          hasQuote ? "\"\\\"\"" : "\"\"",
          charset,
          hasHeader ? "t" : "#1",
          hasHeader ? "s" : "c2");
    }
  }

  static MadeUpText of(int seed) {
    return new Writer(seed).write();
  }
}
