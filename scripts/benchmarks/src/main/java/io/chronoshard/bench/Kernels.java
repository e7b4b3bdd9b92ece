package io.chronoshard.bench;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** How long our layers take to train and to infer, beside other frameworks. */
public final class Kernels {

  private static final String OURS = "Chronoshard";
  private static final String MEASURE = "libtorch";
  private static final List<String> NAMES =
      List.of(OURS, MEASURE, "ONNX Runtime", "Deeplearning4j");
  private static final int WARMING = 12;
  private static final int USUAL_ROUNDS = 9;

  private final Rounds.Count count;
  private final Table times;
  private final Table memory;

  private Kernels(Rounds.Count count) {
    this.count = count;
    List<String> header = new ArrayList<>(List.of("network", "work", "threads"));
    NAMES.forEach(name -> header.add(name + " ms"));
    header.addAll(List.of("of " + MEASURE, "least", "most"));
    this.times = new Table(2, header);
    this.memory =
        new Table(
            2,
            List.of(
                "network",
                "work",
                "threads",
                "allocated KiB a minibatch",
                "kept MiB",
                "activations MiB",
                "times"));
  }

  /**
   * Measures, and prints two tables.
   *
   * @param arguments {@code --markdown} for tables in Markdown; {@code --rounds=}; {@code
   *     --networks=} with some of {@link Network#ALL}, separated by commas
   * @throws RunnerException where the benchmark fails
   */
  public static void main(String[] arguments) throws RunnerException {
    try {
      run(arguments);
    } catch (UserException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(e.exitCode());
    }
  }

  private static void run(String[] arguments) throws RunnerException {
    int rounds = USUAL_ROUNDS;
    List<Network> networks = Network.ALL;
    for (String argument : arguments) {
      String value = argument.substring(argument.indexOf('=') + 1);
      if (argument.startsWith("--rounds=")) {
        rounds = count(value);
      } else if (argument.startsWith("--networks=")) {
        networks = Arrays.stream(value.split(",", -1)).map(Network::of).toList();
      } else if (!argument.equals("--markdown")) {
        throw new ConfigurationException("kernels knows no option " + argument);
      }
    }
    Kernels kernels = new Kernels(new Rounds.Count(WARMING, rounds));
    for (Network network : networks) {
      for (Work work : Work.values()) {
        for (int threads : new int[] {1, 2}) {
          kernels.measure(network, work, threads);
        }
      }
    }
    boolean isMarkdown = List.of(arguments).contains("--markdown");
    System.out.println(kernels.description());
    System.out.println();
    System.out.print(isMarkdown ? kernels.times.markdown() : kernels.times.text());
    System.out.println();
    System.out.println(memoryDescription());
    System.out.println();
    System.out.print(isMarkdown ? kernels.memory.markdown() : kernels.memory.text());
  }

  private static int count(String value) {
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw new ConfigurationException("--rounds=" + value + " where a number from 1 on is wanted");
    }
    return Integer.parseInt(value);
  }

  private void measure(Network network, Work work, int threads) throws RunnerException {
    List<String> names = Frameworks.of(network, work).stream().map(Framework::name).toList();
    if (names.isEmpty()) {
      return;
    }
    Rounds rounds =
        Rounds.run(
            KernelsBenchmark.class,
            Map.of(
                "option", network.option(),
                "work", work.name(),
                "threads", Integer.toString(threads)),
            names.size(),
            count);
    List<String> begin =
        List.of(network.title(), work.name().toLowerCase(Locale.ROOT), Integer.toString(threads));
    times.add(times(begin, names, rounds, threads == 1 ? CoreTime.RESULT : Rounds.CLOCK));
    int ours = names.indexOf(OURS);
    double kept = rounds.of(StepMemory.KEPT, ours).median();
    List<String> row = new ArrayList<>(begin);
    row.add(cell("%,.1f", rounds.of(StepMemory.ALLOCATED, ours).median() / 1024));
    row.add(cell("%,.1f", kept / (1 << 20)));
    boolean keepsActivations = work == Work.TRAIN;
    double needed = network.activationBytes();
    row.add(keepsActivations ? cell("%,.1f", needed / (1 << 20)) : "");
    row.add(keepsActivations ? cell("%.2f", kept / needed) : "");
    memory.add(row);
    System.err.printf(Locale.ROOT, "bench: so far%n%s%n%s%n", times.text(), memory.text());
  }

  private static List<String> times(
      List<String> begin, List<String> names, Rounds rounds, String result) {
    List<String> row = new ArrayList<>(begin);
    for (String name : NAMES) {
      row.add(
          names.contains(name)
              ? cell("%.2f", 1000 / rounds.of(result, names.indexOf(name)).median())
              : "");
    }
    if (names.contains(MEASURE)) {
      // Of what is done a second, libtorch's over ours: how our time compares with its.
      Spread ratio = rounds.ratio(result, names.indexOf(MEASURE), names.indexOf(OURS));
      row.add(cell("%.2f", ratio.median()));
      row.add(cell("%.2f", ratio.least()));
      row.add(cell("%.2f", ratio.most()));
    } else {
      row.addAll(List.of("", "", ""));
    }
    return row;
  }

  private static String cell(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private String description() {
    return String.format(
        Locale.ROOT,
        """
        Milliseconds for a minibatch of %d windows of %d × %d floats through networks that end in a dense layer of one
        unit: a training step (forward, backward, Adam on the mean squared error) and inference, through
        Deeplearning4j's fit and output where the layers are ours or its own. Before, all gave the same outputs; not compared
        are what dropout draws and Deeplearning4j's bidirectional layer, whose last step is another. libtorch has no recurrent
        dropout: there, its layer is written in its operations.
        Medians of %d rounds in which each has a turn of %d ms, or one minibatch where that takes longer. One thread by its
        processor time, two by the clock; Deeplearning4j's own layers on one thread, with which they are fastest.
        "of libtorch" is our time as a multiple of libtorch's in the same round.
        %s; load of the machine at the end %.1f.""",
        Network.BATCH,
        Network.STEPS,
        Network.CHANNELS,
        count.measured(),
        Rounds.TURN_MILLIS,
        Machine.description(),
        Machine.load());
  }

  private static String memoryDescription() {
    return """
        Memory of the same steps on our side: allocated on the heap after the first minibatches, by all threads and
        Deeplearning4j's frame included; kept from one minibatch to the next on the heap and in ND4J's workspaces, as a
        multiple of the input and the activations that the way back needs.""";
  }
}
