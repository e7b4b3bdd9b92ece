package io.chronoshard.train;

import io.chronoshard.model.Compute;
import io.chronoshard.model.ModelNetwork;
import io.chronoshard.model.NativeMinibatch;
import io.chronoshard.model.NetworkForecaster;
import io.chronoshard.window.Minibatch;
import org.nd4j.linalg.factory.Nd4j;

/** Training steps of a Deeplearning4j network, whatever its layers compute with. */
final class NetworkStep implements TrainingStep {

  private final ModelNetwork network;
  private final NativeMinibatch memory;
  private final NetworkForecaster forecaster;

  NetworkStep(TrainingPlan plan) {
    this.network = plan.workerNetwork();
    this.memory =
        new NativeMinibatch(
            plan.batch(), plan.shape(), plan.inputWidth(), plan.targetScaler().width());
    this.forecaster =
        new NetworkForecaster(network, plan.shape(), plan.inputWidth(), plan.units(), plan.batch());
  }

  @Override
  public void begin(ModelState start, long seed) {
    start.into(network);
    // Layers of Deeplearning4j draw from the one, ours from the other.
    Nd4j.getRandom().setSeed(seed);
    Compute.drawFrom(network, seed);
  }

  @Override
  public void scaleRate(double factor) {
    network.scaleRate(factor);
  }

  @Override
  public double train(Minibatch minibatch) {
    network.fit(memory.read(minibatch), memory.targets(minibatch));
    return network.loss();
  }

  @Override
  public ModelState state() {
    return ModelState.of(network);
  }

  @Override
  public NetworkForecaster forecaster() {
    return forecaster;
  }
}
