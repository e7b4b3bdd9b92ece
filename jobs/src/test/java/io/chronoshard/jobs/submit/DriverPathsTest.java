package io.chronoshard.jobs.submit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriverPathsTest {

  private static final List<String> SETTINGS =
      List.of(
          "simulate.output = \"/data/raw\"",
          "history.input = [\"hdfs://plant/raw/*.csv\", \"more/*.csv\"]",
          "history.labels.input = \"stops.csv\"",
          "history.table = \"/data/history\"",
          "window.targets = [a]",
          "registry.path = \"models\"",
          "scores.output = \"file:/data/scores\"");

  @Test
  void pathsOfTheWorkingFolderAreRefusedByName() {
    assertThatThrownBy(() -> require("ingest", "file:///"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--deploy-mode cluster: history.input = \"more/*.csv\", ")
        .hasMessageContaining("history.labels.input = \"stops.csv\" would be sought")
        .hasMessageNotContaining("registry");
    assertThatThrownBy(() -> require("score", "file:///"))
        .hasMessageContaining("registry.path = \"models\"")
        .hasMessageNotContaining("scores");
  }

  @Test
  void whatAJobDoesNotReadIsNotAskedFor() {
    assertThatCode(() -> require("simulate", "file:///")).doesNotThrowAnyException();
  }

  @Test
  void onTheClustersFileSystemSuchPathsAreOfTheUsersHome() {
    assertThatCode(() -> require("train", "hdfs://plant")).doesNotThrowAnyException();
  }

  private static void require(String job, String usual) {
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration();
    hadoop.set("fs.defaultFS", usual);
    Configuration settings = ConfigurationReader.read(Optional.empty(), SETTINGS);
    DriverPaths.require(job, settings, hadoop);
  }
}
