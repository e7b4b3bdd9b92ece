package io.chronoshard.report;

import io.chronoshard.report.Table.Cell;
import io.chronoshard.report.Table.Column;
import io.chronoshard.report.Table.Tone;
import io.chronoshard.retrain.NightDecision;
import java.util.List;
import java.util.Optional;

/** Date by date what was decided, and the losses that it stood on. */
final class NightsSection {

  private static final int DIGITS = 4;

  private final NightContents contents;

  NightsSection(NightContents contents) {
    this.contents = contents;
  }

  Html html() {
    List<NightDecision> nights = contents.nights();
    if (nights.isEmpty()) {
      return new Html().element("p", "No date is decided yet.");
    }
    Html html = new Html();
    List<NightLosses> judged =
        nights.stream().flatMap(night -> NightLosses.of(night).stream()).toList();
    if (judged.size() > 1) {
      html.element(
              "p",
              "Each date’s losses are over the windows that were newest then, divided by its"
                  + " champion’s scale: side by side they may be compared, from one date to"
                  + " another with care.")
          .add(new NightsChart(nights, judged).html());
    }
    return html.add(table().html("dates"));
  }

  private Table table() {
    List<NightDecision> nights = contents.nights();
    int decimals =
        Numbers.decimals(
            nights.stream()
                .flatMap(night -> NightLosses.of(night).stream())
                .flatMap(NightLosses::all)
                .toList(),
            DIGITS);
    Table table =
        new Table(
            Column.text("Date (UTC)"),
            Column.text("Outcome"),
            Column.number("Champion’s loss"),
            Column.number("Best challenger’s"),
            Column.number("Best baseline’s"),
            Column.number("Findings"),
            Column.name("Why"));
    for (int i = nights.size() - 1; i >= 0; i--) {
      NightDecision night = nights.get(i);
      Optional<NightLosses> losses = NightLosses.of(night);
      table.row(
          List.of(
              new Cell(
                  StepText.time(night.date()),
                  night.date().equals(contents.date().instant()) ? Tone.BEST : Tone.PLAIN),
              new Cell(
                  ReignSection.outcome(night),
                  night.promoted().isPresent() ? Tone.BETTER : Tone.PLAIN),
              Cell.of(number(losses.map(NightLosses::champion), decimals)),
              Cell.of(number(losses.flatMap(NightLosses::challenger), decimals)),
              Cell.of(number(losses.flatMap(NightLosses::baseline), decimals)),
              Cell.of(Numbers.count(night.quality().findings().size() + night.quality().untold())),
              Cell.of(night.sentence())));
    }
    return table;
  }

  private static String number(Optional<Double> loss, int decimals) {
    return loss.map(one -> Numbers.fixed(one, decimals)).orElse(Numbers.NONE);
  }
}
