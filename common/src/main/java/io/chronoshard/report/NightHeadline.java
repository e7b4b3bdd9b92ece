package io.chronoshard.report;

import io.chronoshard.gate.Comparison;
import io.chronoshard.gate.Comparison.Role;
import io.chronoshard.gate.Decision;
import io.chronoshard.gate.Decision.Outcome;
import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.Sample;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.retrain.NightDecision;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.split.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answer: what became of the champion, and why. */
final class NightHeadline {

  private final NightContents contents;

  NightHeadline(NightContents contents) {
    this.contents = contents;
  }

  /** The title of the page's window. */
  String title() {
    return contents.model() + " " + contents.date() + ": " + headline();
  }

  /** What was decided and why, or why nothing was. */
  String sentence() {
    return contents
        .decision()
        .map(NightDecision::sentence)
        .orElseGet(
            () ->
                contents.status().message().isEmpty()
                    ? "The run has not said why."
                    : contents.status().message());
  }

  Html html() {
    Html html =
        new Html()
            .element(
                "p",
                contents.model() + " · retraining of " + StepText.minute(contents.date().instant()),
                "class",
                "eyebrow")
            .element("h1", headline(), "class", tone())
            .element("p", sentence(), "class", "lede");
    notes().forEach(note -> html.element("p", note, "class", "note"));
    contents.missing().forEach(note -> html.element("p", note, "class", "note"));
    return html.add(facts());
  }

  private String tone() {
    return contents
        .decision()
        .map(
            night ->
                night.promoted().isEmpty()
                    ? night.quality().stopping().isEmpty() ? "stays" : "worse"
                    : forced(night).isPresent() ? "worse" : "better")
        .orElse("worse");
  }

  String headline() {
    String text =
        contents
            .decision()
            .map(night -> night.promoted().isPresent() ? promoted(night) : stays(night))
            .orElseGet(this::undecided);
    return contents.isDry() && contents.decision().isPresent() ? "Dry run: " + text : text;
  }

  private String undecided() {
    return contents.status().state() == RunStatus.State.FAILED
        ? "Not decided: the run failed"
        : "Not decided yet: the run goes on, or was stopped";
  }

  private static Optional<Decision.Forced> forced(NightDecision night) {
    return night.gate().flatMap(Decision::forced);
  }

  private static String promoted(NightDecision night) {
    String winner = winner(night).map(Contender::name).orElse("a challenger");
    String champion = night.champion().name();
    if (forced(night).isPresent()) {
      return winner + " replaces " + champion + " against the gate";
    }
    return comparisons(night).stream()
        .filter(one -> one.role() == Role.CHAMPION && one.challenger().equals(winner))
        .filter(one -> one.otherLoss() > 0)
        .findFirst()
        .map(
            one ->
                winner
                    + " replaces "
                    + champion
                    + ": its loss is "
                    + Numbers.percent(one.gain() / one.otherLoss())
                    + " lower")
        .orElse(winner + " replaces " + champion);
  }

  private static Optional<Contender> winner(NightDecision night) {
    return night.challengers().stream()
        .filter(one -> night.promoted().equals(Optional.of(one.version())))
        .findFirst();
  }

  private static String stays(NightDecision night) {
    return night.champion().name() + " stays: " + why(night);
  }

  private static String why(NightDecision night) {
    Optional<Evidence> asked = night.gate().map(Decision::evidence);
    if (asked.isEmpty()) {
      return !night.quality().stopping().isEmpty()
          ? "the new data is not sound"
          : night.leftOut().isEmpty() ? "nothing can be judged" : "no challenger could begin";
    }
    Evidence evidence = asked.get();
    if (evidence.ranking().isEmpty()) {
      return "no challenger passed its checks";
    }
    if (night.outcome() == Outcome.NOT_JUDGED) {
      return evidence.comparisons().isEmpty()
          ? "there is too little to judge by"
          : "no test was due";
    }
    List<Comparison> better =
        evidence.comparisons().stream()
            .filter(one -> one.role() == Role.CHAMPION && one.isBetter())
            .toList();
    if (better.isEmpty()) {
      return "no challenger is better by more than chance";
    }
    return evidence.segments().isEmpty()
        ? "no challenger is better than the baselines, too"
        : "no challenger is better and sound in every segment";
  }

  private static List<Comparison> comparisons(NightDecision night) {
    return NightContents.evidence(Optional.of(night)).map(Evidence::comparisons).orElse(List.of());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (contents.isDry()) {
      notes.add("A dry run decides and tells, and promotes nothing.");
    } else if (contents.decision().flatMap(NightDecision::promoted).isPresent()
        && !contents.isPromoted()) {
      notes.add(
          "The decision is written down, and its promotion has not taken effect: the run has not"
              + " ended. Run retrain for this date again, and it goes on from there.");
    }
    if (contents.decision().isEmpty()) {
      notes.add(
          "The champion is what it was. Run retrain for this date again, and it goes on where it"
              + " was.");
    }
    if (contents.status().attempt() > 1) {
      notes.add(
          "The run was started "
              + Numbers.count(contents.status().attempt(), "time")
              + "; what an earlier attempt had finished was found, and not done again.");
    }
    now().ifPresent(notes::add);
    return notes;
  }

  /** Where another version is the champion than followed from this date. */
  private Optional<String> now() {
    if (contents.reigns().isEmpty() || contents.decision().isEmpty()) {
      return Optional.empty();
    }
    int now = contents.reigns().get(contents.reigns().size() - 1).promotion().version();
    NightDecision night = contents.decision().get();
    boolean takesEffect = !contents.isDry() && contents.isPromoted();
    int then =
        takesEffect
            ? night.promoted().orElse(night.champion().version())
            : night.champion().version();
    return now == then
        ? Optional.empty()
        : Optional.of(
            "When this page was written, " + ModelVersion.name(now) + " was the champion.");
  }

  private Html facts() {
    Html html = new Html().open("dl", "class", "facts");
    fact(html, "Known until", StepText.minute(contents.date().instant()));
    contents
        .decision()
        .ifPresent(
            night -> {
              fact(html, "Champion", night.champion().name());
              fact(html, "Challengers", Numbers.count(night.challengers().size()));
              fact(html, "New steps", Numbers.count(night.quality().newSteps()));
              fact(html, "Started by", night.operator());
            });
    contents
        .evidence()
        .flatMap(Evidence::sample)
        .ifPresent(
            sample -> {
              fact(html, "Windows judged", Numbers.count(sample.windows()));
              contents.steps().ifPresent(steps -> fact(html, "Judged on", judged(sample, steps)));
            });
    return html.close("dl");
  }

  private static String judged(Sample sample, StepText steps) {
    return steps.period(new Interval(sample.fromStep(), sample.toStep()));
  }

  private static void fact(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close("div");
  }
}
