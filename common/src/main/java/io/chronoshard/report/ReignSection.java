package io.chronoshard.report;

import io.chronoshard.gate.Decision;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Promotion;
import io.chronoshard.report.NightContents.Reign;
import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.retrain.NightDecision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who was the champion from when to when, by whom, and what its error was when it became it. */
final class ReignSection {

  private static final int DIGITS = 4;

  private final NightContents contents;

  ReignSection(NightContents contents) {
    this.contents = contents;
  }

  Html html() {
    List<Reign> reigns = contents.reigns();
    if (reigns.isEmpty()) {
      return new Html().element("p", "No version was ever the champion, or none can be told.");
    }
    List<Double> losses =
        reigns.stream()
            .flatMap(reign -> Stream.of(loss(reign), lossBefore(reign)))
            .flatMap(Optional::stream)
            .toList();
    int decimals = Numbers.decimals(losses, DIGITS);
    Table table =
        new Table(
            Column.text("Champion"),
            Column.text("From (UTC)"),
            Column.text("To (UTC)"),
            Column.name("By"),
            Column.number("Loss when promoted"),
            Column.number("of the champion before"),
            Column.number("Difference"),
            Column.number("Validation MAE"));
    for (int i = reigns.size() - 1; i >= 0; i--) {
      Reign reign = reigns.get(i);
      Tone tone = reign.to().isEmpty() ? Tone.BEST : Tone.PLAIN;
      table.row(
          List.of(
              new Cell(ModelVersion.name(reign.promotion().version()), tone),
              Cell.of(StepText.time(reign.promotion().promoted())),
              Cell.of(reign.to().map(StepText::time).orElse("now")),
              Cell.of(by(reign)),
              Cell.of(number(loss(reign), decimals)),
              Cell.of(number(lossBefore(reign), decimals)),
              Cell.of(difference(reign)),
              Cell.of(
                  reign
                      .validation()
                      .map(mae -> Numbers.fixed(mae, Numbers.decimals(List.of(mae), DIGITS)))
                      .orElse(Numbers.NONE))));
    }
    return new Html()
        .element(
            "p",
            "Losses when promoted are over the windows of that date, of both over the same ones;"
                + " from one date to the next they are over others. A version that was trained or"
                + " promoted by hand was not compared; its mean absolute error over its own"
                + " validation part, in its targets’ unit, stands at the right.")
        .add(table.html("champions"));
  }

  private static String number(Optional<Double> loss, int decimals) {
    return loss.map(one -> Numbers.fixed(one, decimals)).orElse(Numbers.NONE);
  }

  private static Optional<Double> loss(Reign reign) {
    return reign
        .decision()
        .flatMap(
            night ->
                night.challengers().stream()
                    .filter(one -> night.promoted().equals(Optional.of(one.version())))
                    .findFirst()
                    .flatMap(one -> NightContents.loss(night, one.name())));
  }

  private static Optional<Double> lossBefore(Reign reign) {
    return reign.decision().flatMap(night -> NightContents.loss(night, night.champion().name()));
  }

  private static String difference(Reign reign) {
    return lossBefore(reign)
        .filter(before -> before > 0)
        .flatMap(before -> loss(reign).map(own -> Numbers.percentChange(own / before - 1)))
        .orElse(Numbers.NONE);
  }

  /** Who made it the champion. */
  private static String by(Reign reign) {
    Promotion promotion = reign.promotion();
    if (promotion.restores().isPresent()) {
      return "rolled back by " + promotion.operator();
    }
    Optional<Decision.Forced> forced =
        reign.decision().flatMap(NightDecision::gate).flatMap(Decision::forced);
    if (forced.isPresent()) {
      return "forced by " + forced.get().who() + ": " + forced.get().why();
    }
    if (promotion.decision().isPresent()) {
      return "retraining of "
          + reign
              .decision()
              .map(night -> StepText.minute(night.date()))
              .or(promotion::runId)
              .orElse("a date that is not told");
    }
    return promotion.runId().isPresent()
        ? "first version, of run " + promotion.runId().get()
        : "promoted by " + promotion.operator();
  }

  /** What a date has decided, in a few words. */
  static String outcome(NightDecision night) {
    String stays = night.champion().name() + " stays";
    return switch (night.outcome()) {
      case PROMOTED ->
          night.promoted().map(ModelVersion::name).orElse("a challenger")
              + " promoted"
              + (night.gate().flatMap(Decision::forced).isPresent() ? " by force" : "");
      case STAYS -> stays;
      case NOT_JUDGED -> stays + ", not judged";
    };
  }
}
