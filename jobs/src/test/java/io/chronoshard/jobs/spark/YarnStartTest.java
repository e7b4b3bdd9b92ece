package io.chronoshard.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class YarnStartTest {

  @ParameterizedTest
  @EnumSource(
      value = YarnApplicationState.class,
      names = {"NEW", "NEW_SAVING", "SUBMITTED", "ACCEPTED"})
  void whatWasNotLaunchedWaits(YarnApplicationState state) {
    assertThat(YarnStart.waits(report(state, 0))).isTrue();
  }

  @Test
  void aDriverThatHasNotRegisteredYetIsAtWork() {
    assertThat(YarnStart.waits(report(YarnApplicationState.ACCEPTED, 1))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = YarnApplicationState.class,
      names = {"RUNNING", "FINISHED", "FAILED", "KILLED"})
  void whatRunsOrHasRunDoesNot(YarnApplicationState state) {
    assertThat(YarnStart.waits(report(state, 0))).isFalse();
  }

  private static ApplicationReport report(YarnApplicationState state, long launched) {
    ApplicationReport report = Records.newRecord(ApplicationReport.class);
    report.setYarnApplicationState(state);
    report.setLaunchTime(launched);
    return report;
  }
}
