package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.evaluate.Alarms;
import io.chronoshard.evaluate.Alarms.Detection;
import io.chronoshard.evaluate.Alarms.Shown;
import io.chronoshard.evaluate.Evaluation;
import io.chronoshard.jobs.evaluate.EvaluateJob;
import io.chronoshard.registry.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alarms of a history in which all that is far off is known, worked out by hand: noise between -1
 * and 1 of 600 hours, but for three hours of 50.
 *
 * <pre>
 * parts                 training to 360, validation to 480, test to 600
 * windows               targets 1, 2 and 3 hours after the origin, an origin every 3 hours from 479 on
 * the first of two      steps 520 to 522 are 50, and the window of origin 518 forecasts 519 to 521
 *                       its alarm is known at 521, an hour after the event has begun
 * the other             steps 540 to 559 are unknown, and it lies at 548 and 549: nobody can find it
 * </pre>
 */
class WorkedOutAlarmsIT {

  private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir private static Path folder;

  private static RunMain main;

  private static String time(long step) {
    return FROM.plusSeconds(3600 * step).toString();
  }

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(5);
    StringBuilder rows = new StringBuilder("time,v,w\n");
    for (int step = 0; step < 600; step++) {
      double noise = 2 * random.nextDouble() - 1;
      String value = String.valueOf(step >= 520 && step < 523 ? 50 : noise);
      boolean isKnown = step < 540 || step >= 560;
      rows.append(time(step)).append(',').append(isKnown ? value : "").append(",7\n");
    }
    Files.writeString(folder.resolve("noise.csv"), rows);
    Files.writeString(
        folder.resolve("events.txt"),
        String.join("\n", "from,to", time(520) + "," + time(523), time(548) + "," + time(550), ""));
    main =
        new RunMain(
            folder,
            """
            history {
              input = ["%1$s/noise.csv"]
              labels { input = "%1$s/events.txt", channel = broken }
              table = "%1$s/history"
            }
            grid { step = 1 hour, block-steps = 64, fill = 0 }
            features { channels = [v], calendar = [hour-of-day] }
            split.fraction { training = 0.6, validation = 0.2 }
            window { length = 4, stride = 3, lead = 1, horizon = 3, targets = [v] }
            model {
              layers = null
              inputs = [{ name = past, columns = [v] }, { name = hours, kind = ahead, length = 6 }]
              graph = [
                { name = flat, from = past, type = flatten }, { name = when, from = hours, type = flatten },
                { name = both, from = [flat, when], type = concatenate }
              ]
            }
            training {
              epochs = 3, batch = 32, optimizer.learning-rate = 0.01, anomaly.budget = 0.01
            }
            evaluation { baselines = [last-value], label = broken }
            registry { path = "%1$s/registry", model = worked-out }
            report.output = "%1$s/report.html"
            """);
    main.require("ingest");
    main.require("train");
  }

  private static Evaluation evaluated() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("registry/worked-out/runs"))) {
      Path file =
          runs.map(run -> run.resolve(EvaluateJob.EVALUATION))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      return Json.read(Files.readAllBytes(file), Evaluation.class, file.toString());
    }
  }

  @Test
  void theEventIsFoundWhereItIsAndWhenItIsKnown() throws IOException {
    main.require("evaluate");
    Evaluation evaluation = evaluated();
    Alarms alarms = evaluation.alarms().orElseThrow();
    Detection detection = alarms.detection().orElseThrow();
    assertThat(detection.events()).isEqualTo(1);
    assertThat(detection.unseen()).isEqualTo(1);
    assertThat(detection.found()).isEqualTo(1);
    assertThat(detection.delaySteps()).isEqualTo(1);
    assertThat(alarms.shown().stream().filter(Shown::isEvent).findFirst().orElseThrow().from())
        .isEqualTo(FROM.plusSeconds(3600 * 521).toEpochMilli());
    assertThat(main.out())
        .contains("\"broken\": 1 of 1 events found, 1 hour after their beginning on average")
        .contains("no window forecasts a step of 1 further events");
    Evaluation.Excerpt excerpt = evaluation.excerpts().get(0);
    List<Long> alarmed =
        Arrays.stream(excerpt.alarms())
            .mapToObj(at -> excerpt.times()[at] / 3_600_000 - FROM.toEpochMilli() / 3_600_000)
            .toList();
    assertThat(alarmed).as("the first target of that window").contains(519L);
  }
}
