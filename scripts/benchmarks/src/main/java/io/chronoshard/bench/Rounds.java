package io.chronoshard.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What contenders reached in a benchmark in which they take turns, an iteration each. A round is
 * over when each has had its turn; what is compared is what was measured in the same round.
 *
 * @param contenders how many
 * @param turns the results of each turn: contender 0 in the first round, contender 1 in the first
 *     round, and so on
 */
record Rounds(int contenders, List<Map<String, Double>> turns) {

  /** The length of a turn. */
  static final int TURN_MILLIS = 400;

  /** JMH's own result of a turn: operations per second by the clock. */
  static final String CLOCK = "clock";

  /**
   * How many rounds.
   *
   * @param warming before, in which the code is compiled
   */
  record Count(int warming, int measured) {}

  /** Runs the benchmark with values of its parameters, in a JVM of its own. */
  static Rounds run(
      Class<?> benchmark, Map<String, String> parameters, int contenders, Count rounds)
      throws RunnerException {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include(benchmark.getName() + "\\.")
            .warmupIterations(rounds.warming() * contenders)
            .warmupTime(TimeValue.milliseconds(TURN_MILLIS))
            .measurementIterations(rounds.measured() * contenders)
            .measurementTime(TimeValue.milliseconds(TURN_MILLIS))
            .shouldFailOnError(true);
    parameters.forEach(builder::param);
    Runner runner =
        new Runner(
            builder.build(),
            OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL));
    List<Map<String, Double>> turns = new ArrayList<>();
    for (IterationResult turn : runner.runSingle().getAggregatedResult().getIterationResults()) {
      Map<String, Double> results = new HashMap<>();
      results.put(CLOCK, turn.getPrimaryResult().getScore());
      turn.getSecondaryResults().forEach((name, result) -> results.put(name, result.getScore()));
      turns.add(results);
    }
    return new Rounds(contenders, turns);
  }

  /** What a contender reached in one of the results. */
  Spread of(String result, int contender) {
    return Spread.of(each(result, contender));
  }

  /** What a contender reached, round by round in multiples of another. */
  Spread ratio(String result, int contender, int other) {
    double[] ratios = each(result, contender);
    double[] others = each(result, other);
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] /= others[round];
    }
    return Spread.of(ratios);
  }

  private double[] each(String result, int contender) {
    double[] some = new double[turns.size() / contenders];
    for (int round = 0; round < some.length; round++) {
      some[round] = Objects.requireNonNull(turns.get(round * contenders + contender).get(result));
    }
    return some;
  }
}
