package io.chronoshard.train.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A prediction, and what then happened.
 *
 * @param lines what can be compared
 */
public record Comparison(List<Line> lines) {

  /** The file in a training's folder that holds it. */
  public static final String FILE = "planned.json";

  /** What is compared. */
  public enum Quantity {
    TRAINING_WINDOWS("training windows", Unit.COUNT),
    VALIDATION_WINDOWS("validation windows", Unit.COUNT),
    ROUNDS("rounds of an epoch", Unit.COUNT),
    EPOCH("an epoch", Unit.SECONDS),
    SHARDS("all shards in memory", Unit.BYTES),
    RETURNED("what a round returns", Unit.BYTES);

    private final String text;
    private final Unit unit;

    Quantity(String text, Unit unit) {
      this.text = text;
      this.unit = unit;
    }

    /** Its name for the operator. */
    public String text() {
      return text;
    }

    /** An amount of it for the operator. */
    public String text(double amount) {
      return switch (unit) {
        case COUNT -> String.format(Locale.ROOT, "%,.0f", amount);
        case SECONDS -> SecondsText.of(amount);
        case BYTES -> ByteText.of((long) amount);
      };
    }
  }

  private enum Unit {
    COUNT,
    SECONDS,
    BYTES
  }

  /**
   * One thing that was predicted.
   *
   * @param planned what was predicted of it
   * @param happened what it was
   */
  public record Line(Quantity quantity, double planned, double happened) {

    /** By how much it was more than planned, as a part of that; below 0 where it was less. */
    public double error() {
      return happened / planned - 1;
    }
  }

  /** Copies the list. */
  public Comparison {
    lines = List.copyOf(lines);
  }

  /**
   * Of what is known of both. Rounds and time are those of one and the same epoch; times are
   * compared where they were predicted of such a cluster.
   */
  public static Comparison of(Prediction prediction, Happened happened) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            Quantity.TRAINING_WINDOWS,
            prediction.windows().training(),
            happened.trainingWindows()));
    if (prediction.windows().validation() > 0) {
      lines.add(
          new Line(
              Quantity.VALIDATION_WINDOWS,
              prediction.windows().validation(),
              happened.validationWindows()));
    }
    happened.epoch().ifPresent(epoch -> lines.addAll(of(prediction, happened, epoch)));
    happened
        .heldBytes()
        .ifPresent(
            bytes -> lines.add(new Line(Quantity.SHARDS, prediction.shards().heldBytes(), bytes)));
    happened
        .returnedBytes()
        .ifPresent(
            bytes ->
                lines.add(new Line(Quantity.RETURNED, prediction.travel().returnedBytes(), bytes)));
    return new Comparison(lines);
  }

  private static List<Line> of(Prediction prediction, Happened happened, SeenEpoch epoch) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Quantity.ROUNDS, prediction.rounds().of(epoch.epoch()), epoch.rounds()));
    prediction.times().stream()
        .flatMap(times -> times.rows().stream())
        .filter(row -> row.executors() == happened.executors())
        .filter(row -> row.cores() == happened.executors() * happened.cores())
        .forEach(
            row ->
                epoch
                    .seconds()
                    .ifPresent(
                        seconds ->
                            lines.add(
                                new Line(
                                    Quantity.EPOCH, row.epochSeconds(epoch.epoch()), seconds))));
    return lines;
  }

  /** In a line: {@code an epoch 12.3 s (planned 11.9 s)}. */
  public String text() {
    return lines.stream()
        .map(
            line ->
                String.format(
                    Locale.ROOT,
                    "%s %s (planned %s)",
                    line.quantity().text(),
                    line.quantity().text(line.happened()),
                    line.quantity().text(line.planned())))
        .collect(Collectors.joining(", "));
  }
}
