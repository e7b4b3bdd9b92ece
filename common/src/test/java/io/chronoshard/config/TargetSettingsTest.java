package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | window.targets = \"a\" must be a list of texts and blocks",
        "[[a]] | window.targets[0] = [a] must be a text or a block { ... }",
        "[{ type = change, channel = a }] | window.targets[0].type = \"change\" must be one of channel, difference, expression, remaining-life",
        "[b, { type = difference }] | window.targets[1].channel = nothing must not be empty",
        "[{ type = difference, channel = a, cap = 3 }] | window.targets[0].cap = 3 is no key",
        "[{ type = remaining-life, channel = a, cap = 0 }] | window.targets[0].cap = 0 must be a number from",
        "[{ type = expression, of = \"1\" }] | window.targets[0].name = nothing must not be empty",
        "[a, { type = difference, channel = a }] | window.targets = \"a\" is the name of two targets; give one another name",
      })
  void whatIsNoTargetIsRefused(String list, String message) {
    assertThatThrownBy(() -> TargetExamples.of(list)).hasMessageContaining(message);
  }
}
