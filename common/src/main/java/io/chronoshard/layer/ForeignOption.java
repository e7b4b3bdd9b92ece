package io.chronoshard.layer;

/** Options of Deeplearning4j's builders that would have no effect on a layer of ours. */
final class ForeignOption {

  private ForeignOption() {}

  static UnsupportedOperationException activation() {
    return refused("activation", "say curve, and gate where there are gates");
  }

  static UnsupportedOperationException weightInit() {
    return refused("weightInit", "say kernelInitializer, where there are weights");
  }

  static UnsupportedOperationException weightInitRecurrent() {
    return refused("weightInitRecurrent", "say recurrentInitializer");
  }

  static UnsupportedOperationException biasInit() {
    return refused("biasInit", "biases begin at zero, those of an Lstm's forget gate at forgetBias");
  }

  static UnsupportedOperationException gainInit() {
    return refused("gainInit", "the gains of a LayerNorm begin at one, and others have none");
  }

  static UnsupportedOperationException constraint(String option, String instead) {
    return refused(option, instead);
  }

  static UnsupportedOperationException nOut() {
    return refused("nOut", "it gives as many features as it reads: say nIn");
  }

  private static UnsupportedOperationException refused(String option, String instead) {
    return new UnsupportedOperationException(
        option + " has no effect on this layer of io.chronoshard; " + instead);
  }
}
