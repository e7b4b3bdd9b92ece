package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetSettingsTest {

  @Test
  void targetsAreNamesOfChannelsAndBlocks() {
    assertThat(
            TargetExamples.of(
                """
                [
                  "T (degC)"
                  { type = channel, channel = p, name = pressure }
                  { type = difference, channel = load }
                  { type = expression, name = spread, of = "[a] - [b]" }
                  { type = remaining-life, channel = life, cap = 125 }
                  { type = remaining-life, channel = life, name = whole }
                ]"""))
        .containsExactly(
            new TargetSettings.Channel("window.targets", "T (degC)", "T (degC)"),
            new TargetSettings.Channel("window.targets[1]", "pressure", "p"),
            new TargetSettings.Difference("window.targets[2]", "load", "load"),
            new TargetSettings.Expression("window.targets[3]", "spread", "[a] - [b]"),
            new TargetSettings.RemainingLife(
                "window.targets[4]", "life", "life", Optional.of(125.0)),
            new TargetSettings.RemainingLife(
                "window.targets[5]", "whole", "life", Optional.empty()));
  }

  @Test
  void eventsAndClassesAreBlocks() {
    assertThat(
            TargetExamples.of(
                """
                [
                  { type = passes, channel = T, above = 30, within = 6 hours }
                  { type = passes, channel = T, below = -0.5, name = frost }
                  { type = begins, channel = stop, within = 10 }
                  { type = holds, channel = stop }
                ]"""))
        .containsExactly(
            new TargetSettings.Passes(
                "window.targets[0]",
                "T above 30",
                "T",
                TargetSettings.Side.ABOVE,
                30,
                new Span(6 * 3_600_000, Span.Unit.MILLISECONDS, "window.targets[0].within")),
            new TargetSettings.Passes(
                "window.targets[1]",
                "frost",
                "T",
                TargetSettings.Side.BELOW,
                -0.5,
                Span.ofSteps(1, "window.targets[1].within")),
            new TargetSettings.Begins(
                "window.targets[2]",
                "stop begins",
                "stop",
                Span.ofSteps(10, "window.targets[2].within")),
            new TargetSettings.Holds("window.targets[3]", "stop", "stop"));
    assertThat(TargetExamples.of("[{ type = class, channel = a, edges = [-1, 0.5] }]"))
        .containsExactly(
            new TargetSettings.Classes("window.targets[0]", "a", "a", List.of(-1.0, 0.5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | window.targets = \"a\" must be a list of texts and blocks",
        "[[a]] | window.targets[0] = [a] must be a text or a block { ... }",
        "[{ type = change, channel = a }] | window.targets[0].type = \"change\" must be one of channel, difference, expression, remaining-life, passes, begins, holds, class",
        "[b, { type = difference }] | window.targets[1].channel = nothing must not be empty",
        "[{ type = difference, channel = a, cap = 3 }] | window.targets[0].cap = 3 is no key",
        "[{ type = remaining-life, channel = a, cap = 0 }] | window.targets[0].cap = 0 must be a number from",
        "[{ type = expression, of = \"1\" }] | window.targets[0].name = nothing must not be empty",
        "[{ type = passes, channel = a }] | window.targets[0].above = \"nothing\" must be given, or below, not both",
        "[{ type = passes, channel = a, above = 1, below = 0 }] | window.targets[0].above = \"1.0\" must be given, or below, not both",
        "[{ type = passes, channel = a, above = 1, within = 0 }] | window.targets[0].within = 0 must be a number of steps from 1",
        "[{ type = class, channel = a, edges = [] }] | window.targets[0].edges = [] must be one number or more, ascending and each once",
        "[{ type = class, channel = a, edges = [2, 1] }] | window.targets[0].edges = [2.0, 1.0] must be one number or more",
        "[a, { type = difference, channel = a }] | window.targets = \"a\" is the name of two targets; give one another name",
      })
  void whatIsNoTargetIsRefused(String list, String message) {
    assertThatThrownBy(() -> TargetExamples.of(list)).hasMessageContaining(message);
  }
}
