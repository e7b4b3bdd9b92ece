package io.chronoshard.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.OptimizerSettings;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.PlainNetworks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelStateTest {

  private static final MadeUpShards TINY = MadeUpShards.TINY;

  private static TrainingPlan plan(OptimizerSettings.Type optimizer) {
    return TINY.plan(
        MadeUpShards.settings(optimizer, 0.01, 1, 8, 2),
        "type = dropout, rate = 0.1",
        "type = lstm, units = 3, output = sequence",
        "type = flatten");
  }

  @Test
  void trainingGoesOnFromAStateAsIfItHadNeverStopped() {
    for (OptimizerSettings.Type optimizer : OptimizerSettings.Type.values()) {
      TrainingPlan plan = plan(optimizer);
      List<Shard> shards = TINY.deal(1, 1, 40, 5);
      LocalWorkers workers = new LocalWorkers(shards, plan);
      ModelState first = OneEpoch.of(workers, ModelState.of(plan.newNetwork())).state();
      ModelState second = OneEpoch.of(workers, first).state();
      assertThat(first.iteration()).isEqualTo(5);
      ModelNetwork another = plan.newNetwork();
      first.into(another);
      ModelState copied = ModelState.of(another);
      assertThat(copied).isEqualTo(first);
      assertThat(OneEpoch.of(new LocalWorkers(shards, plan), copied).state())
          .as("%s", optimizer)
          .isEqualTo(second);
    }
  }

  @Test
  void aModelFileKeepsTheStateExactly() throws IOException {
    for (OptimizerSettings.Type optimizer : OptimizerSettings.Type.values()) {
      TrainingPlan plan = plan(optimizer);
      ModelState state =
          OneEpoch.of(
                  new LocalWorkers(TINY.deal(1, 1, 40, 5), plan), ModelState.of(plan.newNetwork()))
              .state();
      ModelNetwork network = plan.newNetwork();
      state.into(network);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      network.write(file);
      ModelNetwork restored = PlainNetworks.read(file.toByteArray());
      assertThat(ModelState.of(restored)).as("%s", optimizer).isEqualTo(state);
      assertThat(ModelState.of(restored).hash()).isEqualTo(state.hash());
      assertThat(restored.configurations()).isEqualTo(network.configurations());
    }
  }

  @Test
  void anUpdaterWithoutStateHasNone() {
    assertThat(ModelState.of(plan(OptimizerSettings.Type.SGD).newNetwork()).updater()).isEmpty();
    ModelState adam = ModelState.of(plan(OptimizerSettings.Type.ADAM).newNetwork());
    assertThat(adam.updater()).hasSize(2 * adam.parameters().length);
  }

  @Test
  void eachBitChangesTheHash() {
    ModelState state = new ModelState(new float[] {1, 2}, new float[] {3}, 4, 5);
    // As Python has it: sha256(struct.pack(">iffifiid", 2, 1, 2, 1, 3, 4, 5, 1)).
    assertThat(state.hash())
        .isEqualTo("62e6254f41e7b74163c183bfc6cc8cf499afa2158363108817646290ced45747")
        .isEqualTo(new ModelState(new float[] {1, 2}, new float[] {3}, 4, 5).hash());
    List<ModelState> others =
        List.of(
            new ModelState(new float[] {1, Math.nextUp(2f)}, new float[] {3}, 4, 5),
            new ModelState(new float[] {1}, new float[] {2, 3}, 4, 5),
            new ModelState(new float[] {1, 2}, new float[] {-3}, 4, 5),
            new ModelState(new float[] {1, 2}, new float[] {3}, 5, 4),
            new ModelState(new float[] {1, 2}, new float[] {3}, 4, 6),
            new ModelState(new float[] {1, 2}, new float[] {3}, 4, 5, 0.5));
    assertThat(others)
        .extracting(ModelState::hash)
        .doesNotContain(state.hash())
        .doesNotHaveDuplicates();
    assertThat(others).doesNotContain(state);
  }

  @Test
  void longStatesAreHashedWhole() {
    float[] values = new float[100_000];
    ModelState zero = new ModelState(values.clone(), new float[0], 0, 0);
    for (int at : new int[] {0, 2046, 2047, 2048, 4095, 99_999}) {
      float[] changed = values.clone();
      changed[at] = 1;
      assertThat(new ModelState(changed, new float[0], 0, 0).hash()).isNotEqualTo(zero.hash());
    }
  }

  @Test
  void aStateOfAnotherModelIsRefused() {
    ModelState adam = ModelState.of(plan(OptimizerSettings.Type.ADAM).newNetwork());
    ModelNetwork sgd = plan(OptimizerSettings.Type.SGD).newNetwork();
    assertThatThrownBy(() -> adam.into(sgd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a state of " + adam.parameters().length + " parameters");
  }
}
