package io.chronoshard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {

  private static OptimizerSettings optimizer(String lines) {
    return TrainingSettingsExamples.with("optimizer { " + lines + " }").optimizer();
  }

  @Test
  void optimizersHaveKerasDefaults() {
    for (OptimizerSettings.Type type : OptimizerSettings.Type.values()) {
      double rate = type == OptimizerSettings.Type.SGD ? 0.01 : 0.001;
      assertThat(optimizer("type = " + Section.written(type)))
          .isEqualTo(new OptimizerSettings(type, rate, 0, false, 0.9, 0.9, 0.999, 1e-7));
    }
  }

  @Test
  void whatAnOptimizerHasCanBeSet() {
    assertThat(optimizer("type = sgd, learning-rate = 0.1, momentum = 0.8, nesterov = true"))
        .isEqualTo(
            new OptimizerSettings(
                OptimizerSettings.Type.SGD, 0.1, 0.8, true, 0.9, 0.9, 0.999, 1e-7));
    assertThat(optimizer("type = rmsprop, rho = 0.95, momentum = 0.5, epsilon = 1e-5"))
        .isEqualTo(
            new OptimizerSettings(
                OptimizerSettings.Type.RMSPROP, 0.001, 0.5, false, 0.95, 0.9, 0.999, 1e-5));
    assertThat(optimizer("beta-1 = 0.8, beta-2 = 0.99, epsilon = 1e-3"))
        .isEqualTo(
            new OptimizerSettings(
                OptimizerSettings.Type.ADAM, 0.001, 0, false, 0.9, 0.8, 0.99, 1e-3));
  }

  @Test
  void aTrainingBeginsFromAVersionOrNothing() {
    assertThat(TrainingSettingsExamples.with().start()).isEmpty();
    assertThat(TrainingSettingsExamples.with("start = champion").start())
        .contains(new VersionChoice.Champion());
    assertThat(TrainingSettingsExamples.with("start = v000012").start())
        .contains(new VersionChoice.Numbered(12));
    assertThat(TrainingSettingsExamples.with("start = latest", "seed = 2").with(3).start())
        .contains(new VersionChoice.Latest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimizer.rho = 0.5 | optimizer.rho = 0.5 says nothing where training.optimizer.type = adam; leave it out",
        "optimizer { type = sgd, beta-1 = 0.5 } | optimizer.beta-1 = 0.5 says nothing where training.optimizer.type = sgd",
        "optimizer { type = sgd, epsilon = 1 } | optimizer.epsilon = 1 says nothing where",
        "optimizer { type = rmsprop, nesterov = true } | optimizer.nesterov = true says nothing where training.optimizer.type = rmsprop",
        "optimizer { type = sgd, nesterov = true } | optimizer.nesterov = true needs training.optimizer.momentum above 0",
        "optimizer { type = sgd, momentum = 1 } | optimizer.momentum = 1 must be a number from 0.0 to 0.999999",
        "optimizer.learning-rate = fast | optimizer.learning-rate = \"fast\" must be a number from 1.0E-12 to 1000000.0, or auto",
        "start = best | start = \"best\" must be nothing, latest, champion or a version's number",
        "start = 0 | start = \"0\" must be nothing, latest, champion or a version's number",
        "averaging = median | averaging = \"median\" must be one of mean, nesterov",
        "outer.momentum = 0.5 | outer.momentum = 0.5 says nothing where training.averaging = mean; leave it out, or set nesterov",
        "averaging = mean, outer.learning-rate = 1 | outer.learning-rate = 1 says nothing where training.averaging = mean",
        "averaging = nesterov, outer.momentum = 1 | outer.momentum = 1 must be a number from 0.0 to 0.999999",
        "averaging = nesterov, outer.learning-rate = 0 | outer.learning-rate = 0 must be a number from 1.0E-6 to 10.0",
        "averaging = nesterov, outer.rate = 1 | outer.rate = 1 is no key; did you mean training.outer.",
        "period = 0 | period = 0 must be a whole number from 1",
        "period-growth.most = 32 | period-growth.most = 32 says nothing where training.period-growth.type = fixed; leave it out",
        "period-growth { type = step, alpha = 0.1 } | period-growth.alpha = 0.1 says nothing where training.period-growth.type = step",
        "period-growth { type = step, factor = 0.5 } | period-growth.factor = 0.5 must be a number from 1.0 to 1000.0",
        "period-growth { type = step, epochs = 0 } | period-growth.epochs = 0 must be a whole number from 1",
        "period = 64, period-growth { type = step, most = 32 } | period-growth.most = 32 must be at least training.period = 64",
        "schedule.type = cosine, period-growth { type = quadratic, epochs = 2 } | period-growth.epochs = 2 says nothing where training.period-growth.type = quadratic",
        "schedule.type = cosine, period-growth { type = quadratic, alpha = low } | period-growth.alpha = \"low\" must be a number from 1.0E-12 to 1000000.0, or auto",
        "period-growth.type = quadratic | period-growth.type = \"quadratic\" lengthens the period as the learning rate falls, and training.schedule.type = constant keeps it; choose another schedule, or period-growth.type = step",
        "schedule.factor = 0.1 | schedule.factor = 0.1 says nothing where training.schedule.type = constant; leave it out",
        "schedule { type = cosine, epochs = 3 } | schedule.epochs = 3 says nothing where training.schedule.type = cosine",
        "schedule { type = cosine, warm-up = 20 } | schedule.warm-up = 20.0 must be below training.epochs = 20",
        "epochs = 2, schedule.warm-up = 3 | schedule.warm-up = 3.0 must be below training.epochs = 2, or no epoch has the whole rate",
        "schedule.type = linear | schedule.type = \"linear\" must be one of constant, step, exponential, cosine, plateau",
        "schedule { type = plateau, epochs = 3 } | schedule.epochs = 3 says nothing where training.schedule.type = plateau",
        "seeds = [3, 1] | seeds = [3, 1] must not hold a seed twice, training.seed included",
        "seeds = [x] | seeds = \"x\" must be a list of whole numbers from -9223372036854775808",
        "validate = false | early-stopping.patience = 5 waits for nothing where training.validate = false; set it to 0, or early-stopping.monitor = training-loss",
        "validate = false, early-stopping.patience = 0, schedule.type = plateau | early-stopping.monitor = \"loss\" is not known where training.validate = false; training.schedule.type = plateau can watch training-loss",
        "validate = false, early-stopping { patience = 0, monitor = rmse } | early-stopping.monitor = \"rmse\" says nothing where training.validate = false; leave it out, or set monitor = training-loss",
        "validate = false, early-stopping { patience = 0, min-delta = 0.5 } | early-stopping.min-delta = 0.5 says nothing where training.validate = false",
        "epochs = 3, average-last = 4 | average-last = 4 must be a whole number from 0 to 3",
        "early-stopping.monitor = mape | early-stopping.monitor = \"mape\" is not known of what is forecast; there are auto, mae, rmse, loss, training-loss",
      })
  void whatSaysNothingOrCannotBeIsRefused(String wrong, String message) {
    assertThatThrownBy(
            () -> ConfigurationReader.read(Optional.empty(), List.of("training { " + wrong + " }")))
        .hasMessageContaining("training." + message);
  }

  @Test
  void averagingAndPeriodHaveTheUsualDefaults() {
    TrainingSettings defaults = TrainingSettingsExamples.with();
    assertThat(defaults.averaging())
        .isEqualTo(new AveragingSettings(AveragingSettings.Type.MEAN, 0.7, 0.9));
    assertThat(defaults.period())
        .isEqualTo(
            new PeriodSettings(16, PeriodSettings.Growth.FIXED, 2, 10, Optional.empty(), 1024));
    assertThat(
            TrainingSettingsExamples.with("averaging = nesterov, outer.momentum = 0").averaging())
        .isEqualTo(new AveragingSettings(AveragingSettings.Type.NESTEROV, 0.7, 0));
  }

  @Test
  void theDefaultOfAKeyThatSaysNothingIsAllowed() {
    assertThat(optimizer("type = adam, rho = 0.9, momentum = 0, nesterov = false").type())
        .isEqualTo(OptimizerSettings.Type.ADAM);
  }
}
