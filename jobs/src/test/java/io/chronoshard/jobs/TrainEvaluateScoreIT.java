package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainEvaluateScoreIT {

  @Test
  void aHistoryBecomesAVersionAnEvaluationAndScores(@TempDir Path folder) throws IOException {
    WrittenHistory.weather(1, 2, 6000, 0.001, 512).write(folder.resolve("history"), 3);
    RunMain main =
        new RunMain(
            folder,
            """
            history.table = "%1$s/history"
            registry { path = "%1$s/registry", model = weather }
            scores.output = "%1$s/scores"
            features.calendar = [hour-of-day]
            window { length = 24, sampling = 6, stride = 6, lead = 6 hours, horizon = 4, spacing = 6 hours, targets = [c0] }
            model.layers = [{ type = lstm, units = 8 }]
            training { epochs = 6, batch = 32, optimizer.learning-rate = 0.01, period = 4 }
            """);
    assertThat(main.run("train")).as(main.err()).isZero();
    System.err.println(main.out());
    assertThat(main.run("evaluate")).as(main.err()).isZero();
    System.err.println(main.out());
    assertThat(main.run("score")).as(main.err()).isZero();
    System.err.println(main.out());
    assertThat(main.run("score")).as(main.err()).isZero();
    System.err.println(main.out());
  }
}
