package io.chronoshard.jobs.describe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chronoshard.config.TimeAxis;
import io.chronoshard.grid.History;
import io.chronoshard.grid.History.RecordedTimes;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.jobs.WrittenHistory;
import io.chronoshard.jobs.cli.Cli;
import io.chronoshard.registry.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeJobTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeHistory() {
    WrittenHistory.describe(
        folder.resolve("history"),
        new History(
            TimeAxis.clock(3_600_000),
            64,
            List.of("load", "heat", "state"),
            Map.of("state", List.of("off", "on")),
            List.of(),
            RecordedTimes.FROM_STEPS,
            List.of(new SeriesExtent("pump", 0, 100)),
            "made up"));
  }

  @Test
  void tellsLayersShapesAndParametersAndDrawsTheWay() throws IOException {
    int code =
        run(
            "features { channels = [load, heat], calendar = [hour-of-day] }",
            "model.layers = [{ type = gru, units = 8, direction = both, output = sequence },",
            "  { type = global-max }, { type = dropout, rate = 0.1 }]");

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "model pump",
            "",
            "layer            type        output shape    parameters  reads",
            "---------------  ----------  --------------  ----------  ---------------",
            "window           input       (None, 24, 4)            0",
            "model.layers[0]  gru         (None, 24, 16)         672  window",
            "model.layers[1]  global-max  (None, 16)               0  model.layers[0]",
            "model.layers[2]  dropout     (None, 16)               0  model.layers[1]",
            "output           dense       (None, 6)              102  model.layers[2]",
            "",
            "total parameters: 774, all of them trained",
            "",
            "window (input) (None, 24, 4)",
            "└─▶ model.layers[0] (gru) (None, 24, 16)",
            "   └─▶ model.layers[1] (global-max) (None, 16)",
            "      └─▶ model.layers[2] (dropout) (None, 16)",
            "         └─▶ output (dense) (None, 6)",
            "",
            "inputs:  load, heat, hour of day (sine), hour of day (cosine)",
            "targets: load, heat");
  }

  @Test
  void drawsAGraph() throws IOException {
    int code =
        run(
            "features { channels = [load, heat], calendar = [hour-of-day] }",
            "model.layers = null",
            "model.inputs = [{ name = past, columns = [load, heat] }, { name = hours, kind = ahead },",
            "  { name = now, kind = static, columns = [heat] }]",
            "model.graph = [{ name = state, from = past, type = lstm, units = 4 },",
            "  { name = both, from = [state, now], type = concatenate },",
            "  { name = context, from = both, type = repeat, times = 3 },",
            "  { name = known, from = [context, hours], type = concatenate },",
            "  { name = steps, type = gru, units = 3, output = sequence }]",
            "model.outputs = [{ name = near, from = both, targets = [load], horizon = 1 },",
            "  { name = all }]");

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString(UTF_8).lines())
        .containsSubsequence(
            "layer    type         output shape   parameters  reads",
            "past     input        (None, 24, 2)           0",
            "hours    input        (None, 3, 2)            0",
            "now      input        (None, 1)               0",
            "state    lstm         (None, 4)             112  past",
            "both     concatenate  (None, 5)               0  state, now",
            "context  repeat       (None, 3, 5)            0  both",
            "known    concatenate  (None, 3, 7)            0  context, hours",
            "steps    gru          (None, 3, 3)          108  known",
            "near     dense        (None, 1)               6  both",
            "all      dense        (None, 3, 2)            8  steps",
            "total parameters: 234, all of them trained",
            "past (input) (None, 24, 2)",
            "└─▶ state (lstm) (None, 4)",
            "hours (input) (None, 3, 2)",
            "now (input) (None, 1)",
            "└─▶ both (concatenate) (None, 5) ◀─ state",
            "   ├─▶ context (repeat) (None, 3, 5)",
            "   │  └─▶ known (concatenate) (None, 3, 7) ◀─ hours",
            "   │     └─▶ steps (gru) (None, 3, 3)",
            "   │        └─▶ all (dense) (None, 3, 2)",
            "   └─▶ near (dense) (None, 1)");
  }

  @Test
  void theNetworksOfAnEnsembleAreAddedUp() throws IOException {
    assertThat(
            run(
                "features.channels = [load]",
                "model.members = [{ layers = [{ type = gru, units = 2 }] }]",
                "training.seeds = [2, 3]"))
        .isZero();

    int lstm = 4 * 2 * (1 + 2 + 1) + 3 * 6;
    int gru = 3 * 2 * (1 + 2 + 2) + 3 * 6;
    assertThat(out.toString(UTF_8))
        .containsSubsequence(
            "total parameters: " + lstm + ", all of them trained",
            "total parameters: " + gru + ", all of them trained",
            "ensemble: 6 networks, of each model one from each seed, with "
                + 3 * (lstm + gru)
                + " parameters in all");
  }

  @Test
  void whatFollowsFromDataIsToldAsALimit() throws IOException {
    assertThat(run("features.categories = 1")).isZero();

    assertThat(out.toString(UTF_8))
        .contains(
            "window           input  (None, 24, 4)",
            "inputs:  load, heat, state = off, state = other",
            "at most: the training part may hold fewer categories of state");
  }

  @Test
  void isAlsoJson() throws IOException {
    assertThat(run(List.of("--json"), "features.channels = [load]")).isZero();

    JsonNode told = Json.read(out.toByteArray(), JsonNode.class, "the result");
    assertThat(told.at("/summary/parameters").asLong()).isEqualTo(4 * 2 * (1 + 2 + 1) + 3 * 6);
    assertThat(told.at("/networks").asInt()).isEqualTo(1);
    assertThat(told.at("/parameters").asLong()).isEqualTo(4 * 2 * (1 + 2 + 1) + 3 * 6);
    assertThat(told.at("/summary/nodes/1/from/0").asText()).isEqualTo("window");
  }

  @Test
  void aModelThatDoesNotFitIsRefused() throws IOException {
    assertThat(run("model.layers = [{ type = flatten }, { type = lstm, units = 2 }]")).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .contains(
            "model.layers[1] (lstm) reads a sequence, but model.layers[0] (flatten) gives a vector"
                + " of 120; remove model.layers[0] or move model.layers[1] before it");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void aHistoryThatIsNotThereIsTold() throws IOException {
    assertThat(run("history.table = \"" + folder.resolve("nowhere") + "\"")).isEqualTo(3);
  }

  private int run(String... lines) throws IOException {
    return run(List.of(), lines);
  }

  private int run(List<String> options, String... lines) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("a.conf"),
            String.join(
                "\n",
                "history.table = \"" + folder.resolve("history") + "\"",
                "registry.model = pump",
                "window { length = 24, horizon = 3, targets = [load, heat] }",
                "model.layers = [{ type = lstm, units = 2 }]",
                String.join("\n", lines)));
    List<String> arguments = new ArrayList<>(List.of("describe", "--config", config.toString()));
    arguments.addAll(options);
    return new Cli(List.of(new DescribeJob()))
        .run(
            arguments.toArray(new String[0]),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
  }
}
