package io.chronoshard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** How many windows a second one core fills into minibatches, beside plain copying. */
public final class Windows {

  private static final Rounds.Count ROUNDS = new Rounds.Count(4, 15);

  private Windows() {}

  /**
   * Measures, and prints a table.
   *
   * @param arguments {@code --markdown} for a table in Markdown
   * @throws RunnerException where the benchmark fails
   */
  public static void main(String[] arguments) throws RunnerException {
    Table table =
        new Table(
            2,
            List.of(
                "sampling",
                "filled by",
                "windows/s",
                "least",
                "most",
                "times row by row",
                "least",
                "most"));
    for (int sampling : List.of(1, 6)) {
      List<String> contenders = WindowsBenchmark.contenders(sampling);
      Rounds rounds =
          Rounds.run(
              WindowsBenchmark.class,
              Map.of("sampling", Integer.toString(sampling)),
              contenders.size(),
              ROUNDS);
      for (int contender = 0; contender < contenders.size(); contender++) {
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(sampling));
        row.add(contenders.get(contender));
        row.addAll(cells("%,.0f", rounds.of(CoreTime.RESULT, contender)));
        row.addAll(
            cells("%.2f", rounds.ratio(CoreTime.RESULT, contender, WindowsBenchmark.ROW_BY_ROW)));
        table.add(row);
      }
    }
    System.out.println(description());
    System.out.println();
    System.out.print(List.of(arguments).contains("--markdown") ? table.markdown() : table.text());
  }

  private static String description() {
    return String.format(
        Locale.ROOT,
        """
        Windows of %d × %d floats filled into minibatches of %d, from a series of %,d steps in blocks of %,d,
        in an epoch's random order, beside System.arraycopy out of one flat array into another. Medians of
        %d rounds in which each has a turn of %d ms; one thread, per second of its processor time.
        %s.""",
        WindowsBenchmark.LENGTH,
        WindowsBenchmark.CHANNELS,
        WindowsBenchmark.BATCH,
        WindowsBenchmark.STEPS,
        WindowsBenchmark.BLOCK_STEPS,
        ROUNDS.measured(),
        Rounds.TURN_MILLIS,
        Machine.description());
  }

  private static List<String> cells(String format, Spread spread) {
    return List.of(
        String.format(Locale.ROOT, format, spread.median()),
        String.format(Locale.ROOT, format, spread.least()),
        String.format(Locale.ROOT, format, spread.most()));
  }
}
