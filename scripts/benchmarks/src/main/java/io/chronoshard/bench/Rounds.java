package io.chronoshard.bench;

import java.util.Objects;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What contenders reached in a benchmark in which they take turns, an iteration each. A round is
 * over when each has had its turn; what is compared is what was measured in the same round.
 *
 * @param contenders how many
 * @param results {@link CoreTime#RESULT} of each turn: contender 0 in the first round, contender 1
 *     in the first round, and so on
 */
record Rounds(int contenders, double[] results) {

  /** Rounds that are measured. */
  static final int MEASURED = 15;

  /** Rounds before, in which the code is compiled. */
  private static final int WARMING = 4;

  /** The length of a turn. */
  static final int TURN_MILLIS = 400;

  /** Runs the benchmark with a value of its parameter, in a JVM of its own. */
  static Rounds run(Class<?> benchmark, String parameter, int value, int contenders)
      throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(benchmark.getName())
            .param(parameter, Integer.toString(value))
            .warmupIterations(WARMING * contenders)
            .warmupTime(TimeValue.milliseconds(TURN_MILLIS))
            .measurementIterations(MEASURED * contenders)
            .measurementTime(TimeValue.milliseconds(TURN_MILLIS))
            .shouldFailOnError(true)
            .build();
    Runner runner =
        new Runner(
            options, OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL));
    return new Rounds(
        contenders,
        runner.runSingle().getAggregatedResult().getIterationResults().stream()
            .mapToDouble(Rounds::perSecond)
            .toArray());
  }

  private static double perSecond(IterationResult result) {
    return Objects.requireNonNull(result.getSecondaryResults().get(CoreTime.RESULT)).getScore();
  }

  /** What a contender reached. */
  Spread of(int contender) {
    return Spread.of(each(contender));
  }

  /** What a contender reached, round by round in multiples of another. */
  Spread ratio(int contender, int other) {
    double[] ratios = each(contender);
    double[] others = each(other);
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] /= others[round];
    }
    return Spread.of(ratios);
  }

  private double[] each(int contender) {
    double[] some = new double[results.length / contenders];
    for (int round = 0; round < some.length; round++) {
      some[round] = results[round * contenders + contender];
    }
    return some;
  }
}
