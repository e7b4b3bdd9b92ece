package io.chronoshard.report;

import io.chronoshard.config.TimeAxis;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.grid.Ledger;
import io.chronoshard.split.Parts;
import io.chronoshard.train.TrainingHistory;
import io.chronoshard.window.WindowShape;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Everything that a report's page shows.
 *
 * @param version the version it is about
 * @param network the version's network
 * @param data what the version forecasts from what
 * @param evaluation its errors over the test part
 * @param training its epochs
 * @param account what became of the rows it was trained on
 */
public record ReportContents(
    Version version,
    Network network,
    Layout data,
    Evaluation evaluation,
    TrainingHistory training,
    Account account) {

  /**
   * Where a version comes from.
   *
   * @param model the model's name
   * @param number the version's number, from 1
   * @param published when it was published
   * @param run the run that trained it
   * @param engine what did the arithmetic
   * @param seed what its initial weights and the order of its windows follow from
   * @param fingerprint hash of the data it was trained and evaluated on
   * @param hash hash of configuration, parameters and updater state
   * @param configuration the whole configuration as JSON with sorted keys
   */
  public record Version(
      String model,
      int number,
      Instant published,
      String run,
      String engine,
      long seed,
      String fingerprint,
      String hash,
      String configuration) {

    /** As the registry names its folder: {@code v000042}. */
    public String id() {
      return String.format(Locale.ROOT, "v%06d", number);
    }
  }

  /**
   * A network's layers, from input to output.
   *
   * @param layers at least one
   */
  public record Network(List<Layer> layers) {

    /** Copies what it is given. */
    public Network {
      layers = List.copyOf(layers);
    }

    /** Trained numbers of all layers. */
    public long parameters() {
      return layers.stream().mapToLong(Layer::parameters).sum();
    }
  }

  /**
   * One layer of a network.
   *
   * @param name its kind and size, such as {@code LSTM(16)}
   * @param parameters its trained numbers
   */
  public record Layer(String name, long parameters) {}

  /**
   * What windows read and what they forecast.
   *
   * @param axis what a step is
   * @param parts where training, validation and test lie
   * @param window which steps a window reads
   * @param inputs names of the input columns, in order
   * @param targets names of the target channels, in order
   */
  public record Layout(
      TimeAxis axis, Parts parts, WindowShape window, List<String> inputs, List<String> targets) {

    /** Copies what it is given. */
    public Layout {
      inputs = List.copyOf(inputs);
      targets = List.copyOf(targets);
    }
  }

  /** The account of the data, or why it is not shown. */
  public sealed interface Account {

    /** The ledger of the data that the version was trained on. */
    record Known(Ledger ledger) implements Account {}

    /**
     * No ledger of that data is at hand.
     *
     * @param reason why, as a sentence for the page
     */
    record LeftOut(String reason) implements Account {}
  }
}
