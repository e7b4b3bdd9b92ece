package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.gate.Comparison;
import io.chronoshard.gate.Evidence;
import io.chronoshard.gate.PastTests.Spent;
import io.chronoshard.gate.SegmentResult;
import io.chronoshard.registry.Json;
import io.chronoshard.report.NightExamples.Case;
import io.chronoshard.retrain.ChannelChange;
import io.chronoshard.retrain.Finding.Kind;
import io.chronoshard.retrain.NightDecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NightPageTest {

  private static final int SEEDS = 4;

  private static final Pattern NUMBER =
      Pattern.compile("<(?:td|span) class=\"number[a-z ]*\">([^<]+)</");
  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");

  @ParameterizedTest
  @EnumSource(Case.class)
  void everyNumberIsOneOfTheDecisions(Case one) throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      NightContents contents = NightExamples.of(one, seed);
      Set<String> known = known(contents);

      Matcher cells = NUMBER.matcher(NightPage.render(contents));

      int count = 0;
      while (cells.find()) {
        for (String number : cells.group(1).split(" to | of ")) {
          count++;
          assertThat(known).as("%s, seed %d", one, seed).contains(number);
        }
      }
      assertThat(count).as("%s, seed %d", one, seed).isGreaterThan(8);
    }
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void everyComparisonSegmentCheckAndFindingIsTold(Case one) {
    for (int seed = 0; seed < SEEDS; seed++) {
      NightContents contents = NightExamples.of(one, seed);
      String page = NightPage.render(contents);
      List<String> told = new ArrayList<>();
      contents.evidence().ifPresent(evidence -> addTold(evidence, told));
      contents.decision().ifPresent(night -> addTold(night, told));
      contents.reigns().forEach(reign -> told.add(StepText.time(reign.promotion().promoted())));

      assertThat(told.stream().filter(text -> !page.contains(Html.escape(text))))
          .as("%s, seed %d: not on the page", one, seed)
          .isEmpty();
    }
  }

  private static void addTold(Evidence evidence, List<String> told) {
    evidence.losses().forEach(loss -> told.add(loss.contender()));
    for (Comparison test : evidence.comparisons()) {
      told.add(Numbers.percentChange(-test.gain() / test.otherLoss()));
      told.add(Numbers.percentChange(-test.low() / test.otherLoss()));
      told.add(Numbers.percentChange(-test.high() / test.otherLoss()));
      told.add(Numbers.probability(test.p()));
    }
    for (SegmentResult segment : evidence.segments()) {
      told.add(Numbers.percentChange(segment.excess()));
      told.add(Numbers.probability(segment.pWorse()));
    }
    evidence.checks().forEach(check -> told.add(check.text()));
  }

  private static void addTold(NightDecision night, List<String> told) {
    told.add(night.sentence());
    night.quality().findings().forEach(finding -> told.add(finding.sentence()));
    night.quality().channels().forEach(change -> told.add(change.channel()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PROMOTED|v000002 \\(warm\\) replaces v000001: its loss is \\d\\.\\d% lower",
        "KEPT|v000001 stays: no challenger is better by more than chance",
        "WORSE_SOMEWHERE|v000001 stays: no challenger is better and sound in every segment",
        "NOT_SOUND|v000001 stays: no challenger passed its checks",
        "TOO_LITTLE|v000001 stays: there is too little to judge by",
        "NOT_DUE|v000001 stays: no test was due",
        "REFUSED|v000001 stays: the new data is not sound",
        "FORCED|v000002 \\(warm\\) replaces v000001 against the gate",
        "DRY|Dry run: v000002 \\(warm\\) replaces v000001: its loss is \\d\\.\\d% lower",
        "FAILED|Not decided: the run failed",
        "RUNNING|Not decided yet: the run goes on, or was stopped",
      })
  void saysInALineWhatBecameOfTheChampion(Case one, String headline) {
    assertThat(new NightHeadline(NightExamples.of(one, 1)).headline()).matches(headline);
  }

  @Test
  void saysWhatAnOperatorHasToKnowBesides() {
    assertThat(page(Case.DRY)).contains("A dry run decides and tells, and promotes nothing.");
    assertThat(page(Case.STOPPED)).contains("its promotion has not taken effect");
    assertThat(page(Case.PROMOTED)).doesNotContain("has not taken effect");
    assertThat(page(Case.RESUMED)).contains("The run was started 3 times; ");
    assertThat(page(Case.FAILED))
        .contains("the name node does not answer", "The champion is what it was.")
        .contains(".warm.0123abcd", "v000002 of pump");
    assertThat(page(Case.FORCED)).contains("forced by grace: the pump was replaced");
    assertThat(page(Case.KEPT))
        .contains("rolled back by ada", "first version, of run train-0")
        .contains("Left out, wide: another window", "Left out until 2024", "by from-scratch</th>");
    assertThat(page(Case.REFUSED)).contains("the champion stays</td>", "no change before");
    assertThat(page(Case.WORSE_SOMEWHERE)).contains("1\u00A0h to 6\u00A0h ahead", ">worse</td>");
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void namesNothingToLoadAndRunsNothing(Case one) {
    String page = page(one);

    assertThat(page)
        .doesNotContainPattern("(?i)<(script|img|iframe|object|embed|base)\\b")
        .doesNotContainPattern("(?i)<link(?! rel=\"icon\" href=\"data:,\")")
        .doesNotContainPattern("(?i)\\s(style|on[a-z]+)=\"")
        .doesNotContain("NaN", "Infinity", "@import", "url(");
    Matcher style = STYLE.matcher(page);
    assertThat(style.find()).isTrue();
    assertThat(page)
        .contains(
            "default-src 'none'; style-src " + PageResources.policyHash(style.group(1)) + ";");
    assertThat(page.length()).isLessThan(200_000);
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void escapesNamesWhereverTheyStand(Case one) {
    assertThat(NightPage.render(NightExamples.hostile(one)))
        .doesNotContain("<img", "</style><", "onerror=alert(1)>\"")
        .contains(Html.escape(NightExamples.HOSTILE));
  }

  private static String page(Case one) {
    return NightPage.render(NightExamples.of(one, 1));
  }

  /** All numbers of the decisions, and what follows from two of them, as the page may write it. */
  private static Set<String> known(NightContents contents) throws IOException {
    Set<String> known = new HashSet<>(Set.of(Numbers.NONE, "no change before"));
    contents.nights().forEach(night -> add(night, known));
    contents.decision().ifPresent(night -> add(night, known));
    contents
        .reigns()
        .forEach(
            reign -> {
              reign.validation().ifPresent(mae -> add(mae, known));
              reign.decision().ifPresent(night -> add(night, known));
            });
    return known;
  }

  private static void add(NightDecision night, Set<String> known) {
    try {
      add(new ObjectMapper().readTree(Json.bytes(night)), known);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    night.backtest().means().forEach(mean -> add(mean.loss(), known));
    add(night.quality().findings().size() + night.quality().untold(), known);
    double spent = 0;
    for (Spent test : night.past().tests()) {
      spent += test.level();
    }
    known.add(Numbers.probability(spent));
    night
        .gate()
        .flatMap(gate -> gate.spent())
        .ifPresent(own -> known.add(Numbers.probability(own.level())));
    double all = spent + night.gate().flatMap(gate -> gate.spent()).map(Spent::level).orElse(0.0);
    known.add(Numbers.probability(all));
    night.quality().rows().counts().values().forEach(rows -> share(rows, night, known));
    share(night.quality().rows().read(), night, known);
    night.quality().channels().forEach(change -> add(change, known));
    night.gate().map(gate -> gate.evidence()).ifPresent(evidence -> add(evidence, known));
  }

  private static void share(long rows, NightDecision night, Set<String> known) {
    known.add(Html.escape(Numbers.share((double) rows / night.quality().rows().read())));
  }

  private static void add(ChannelChange change, Set<String> known) {
    if (change.kind() == Kind.DEAD) {
      for (double millis : List.of(change.size(), change.most())) {
        known.add(new StepText(TimeAxis.clock(1)).span((long) millis));
      }
    }
  }

  private static void add(Evidence evidence, Set<String> known) {
    for (Comparison one : evidence.comparisons()) {
      known.add(Numbers.percentChange(-one.gain() / one.otherLoss()));
      known.add(Numbers.percentChange(-one.low() / one.otherLoss()));
      known.add(Numbers.percentChange(-one.high() / one.otherLoss()));
    }
    for (SegmentResult one : evidence.segments()) {
      known.add(Numbers.percentChange(one.excess()));
    }
    double champion = evidence.losses().isEmpty() ? 1 : evidence.losses().get(0).loss();
    evidence.losses().forEach(one -> known.add(Numbers.percentChange(one.loss() / champion - 1)));
  }

  private static void add(JsonNode node, Set<String> known) {
    if (node.isNumber()) {
      add(node.asDouble(), known);
    }
    node.forEach(inner -> add(inner, known));
  }

  private static void add(double number, Set<String> known) {
    known.add(Numbers.count(Math.round(number)));
    known.add(Numbers.probability(number));
    known.add(Html.escape(Numbers.percent(number)));
    known.add(Numbers.percentChange(number));
    for (int decimals = 0; decimals < 10; decimals++) {
      known.add(Numbers.fixed(number, decimals));
    }
  }
}
