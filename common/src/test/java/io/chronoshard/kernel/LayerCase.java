package io.chronoshard.kernel;

import io.chronoshard.kernel.ConvolutionSettings.Padding;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.RecurrentRun.Order;
import io.chronoshard.kernel.reference.ReferenceConvolution;
import io.chronoshard.kernel.reference.ReferenceCurve;
import io.chronoshard.kernel.reference.ReferenceEmbedding;
import io.chronoshard.kernel.reference.ReferenceLayer;
import io.chronoshard.kernel.reference.ReferenceLayerNorm;
import io.chronoshard.kernel.reference.ReferencePooling;
import io.chronoshard.kernel.reference.ReferenceRepeat;
import io.chronoshard.kernel.reference.ReferenceReshape;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * A made-up layer with all that a run of it needs, in double.
 *
 * @param kernel makes it in floats
 */
record LayerCase(
    String name,
    BiFunction<Arithmetic, Threads, LayerKernel> kernel,
    ReferenceLayer reference,
    Curve curve,
    double[] parameters,
    double[][][] x,
    double[][][] outGradient) {

  private static final Curve[] CURVES = Curve.values();
  private static final Padding[] PADDINGS = Padding.values();
  private static final Pool[] POOLS = Pool.values();

  /** What a kernel makes of it. */
  record Run(float[] out, float[] inGradient, float[] gradient) {}

  /** A layer apart from what it runs over. */
  private record Layer(
      String name,
      BiFunction<Arithmetic, Threads, LayerKernel> kernel,
      ReferenceLayer reference,
      Curve curve,
      int inputs,
      int leastSteps,
      int mostSteps,
      int codes) {

    private Layer(
        String name,
        BiFunction<Arithmetic, Threads, LayerKernel> kernel,
        ReferenceLayer reference,
        Curve curve,
        int inputs,
        int leastSteps,
        int mostSteps) {
      this(name, kernel, reference, curve, inputs, leastSteps, mostSteps, 0);
    }
  }

  /** Any layer of any size. */
  static LayerCase of(long seed, int mostUnits, int mostSamples) {
    SplittableRandom random = new SplittableRandom(seed);
    return of(layer(mostUnits, random), mostSamples, random);
  }

  /** The layer that {@link #of} makes from the seed, over other samples. */
  static LayerCase again(long seed, int mostUnits, int mostSamples) {
    SplittableRandom random = new SplittableRandom(seed);
    return of(layer(mostUnits, random), mostSamples, new SplittableRandom(~seed));
  }

  private static LayerCase of(Layer layer, int mostSamples, SplittableRandom random) {
    int samples = 1 + random.nextInt(mostSamples);
    int steps = random.nextInt(layer.leastSteps, layer.mostSteps + 1);
    LayerKernel kernel = layer.kernel.apply(Engine.SCALAR.arithmetic(), Threads.ONE);
    return new LayerCase(
        layer.name + ", " + samples + " × " + steps,
        layer.kernel,
        layer.reference,
        layer.curve,
        RecurrentCase.values(1, 1, kernel.parameters(), random)[0][0],
        layer.codes == 0
            ? RecurrentCase.values(samples, steps, layer.inputs, random)
            : codes(samples, steps, layer.codes, random),
        RecurrentCase.values(
            samples, kernel.outputSteps(steps), kernel.outputs(layer.inputs), random));
  }

  private static Layer layer(int mostUnits, SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0 -> dense(mostUnits, random);
      case 1 -> flattened(mostUnits, random);
      case 2 -> pooling(mostUnits, random);
      case 3 -> norm(mostUnits, random);
      case 4 -> curve(mostUnits, random);
      case 5 -> reshape(mostUnits, random);
      case 6 -> repeat(mostUnits, random);
      case 7 -> embedding(mostUnits, random);
      default -> convolution(mostUnits, random);
    };
  }

  private static double[][][] codes(int samples, int steps, int codes, SplittableRandom random) {
    double[][][] drawn = new double[samples][steps][1];
    for (double[][] sample : drawn) {
      for (double[] step : sample) {
        step[0] = random.nextInt(codes);
      }
    }
    return drawn;
  }

  private static Curve curve(SplittableRandom random) {
    return CURVES[random.nextInt(CURVES.length)];
  }

  private static Layer dense(int mostUnits, SplittableRandom random) {
    int inputs = 1 + random.nextInt(mostUnits);
    int units = 1 + random.nextInt(mostUnits);
    Curve curve = curve(random);
    return new Layer(
        "dense " + inputs + " → " + units + " " + curve,
        (arithmetic, threads) -> new DenseKernel(inputs, units, curve, arithmetic, threads),
        new ReferenceDense(inputs, units, curve),
        curve,
        inputs,
        1,
        5);
  }

  private static Layer flattened(int mostUnits, SplittableRandom random) {
    int inputs = 1 + random.nextInt(9);
    int units = 1 + random.nextInt(mostUnits);
    int steps = 1 + random.nextInt(12);
    Curve curve = curve(random);
    ConvolutionSettings whole =
        new ConvolutionSettings(inputs, units, steps, 1, 1, Padding.VALID, curve);
    return new Layer(
        "dense " + steps + " × " + inputs + " → " + units + " " + curve,
        (arithmetic, threads) ->
            DenseKernel.flattened(steps, inputs, units, curve, arithmetic, threads),
        new ReferenceConvolution(whole),
        curve,
        inputs,
        steps,
        steps);
  }

  private static Layer convolution(int mostUnits, SplittableRandom random) {
    Padding padding = PADDINGS[random.nextInt(PADDINGS.length)];
    ConvolutionSettings settings =
        new ConvolutionSettings(
            1 + random.nextInt(9),
            1 + random.nextInt(mostUnits),
            1 + random.nextInt(6),
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            padding,
            curve(random));
    int least = padding == Padding.VALID ? (settings.size() - 1) * settings.dilation() + 1 : 1;
    return new Layer(
        settings.toString(),
        (arithmetic, threads) -> new ConvolutionKernel(settings, arithmetic, threads),
        new ReferenceConvolution(settings),
        settings.curve(),
        settings.inputs(),
        least,
        least + 12);
  }

  private static Layer pooling(int mostUnits, SplittableRandom random) {
    Pool pool = POOLS[random.nextInt(POOLS.length)];
    int size = 1 + random.nextInt(4);
    int stride = 1 + random.nextInt(4);
    boolean isGlobal = random.nextInt(3) == 0;
    return new Layer(
        pool + (isGlobal ? " of all" : " of " + size + ", stride " + stride),
        (arithmetic, threads) ->
            isGlobal
                ? PoolingKernel.global(pool, arithmetic, threads)
                : new PoolingKernel(pool, size, stride, arithmetic, threads),
        isGlobal ? ReferencePooling.global(pool) : new ReferencePooling(pool, size, stride),
        Curve.LINEAR,
        1 + random.nextInt(mostUnits),
        isGlobal ? 1 : size,
        12);
  }

  private static Layer norm(int mostUnits, SplittableRandom random) {
    int features = 2 + random.nextInt(mostUnits);
    return new Layer(
        "normalisation of " + features,
        (arithmetic, threads) ->
            new LayerNormKernel(features, LayerNormKernel.EPSILON, arithmetic, threads),
        new ReferenceLayerNorm(features, LayerNormKernel.EPSILON),
        Curve.LINEAR,
        features,
        1,
        5);
  }

  private static Layer curve(int mostUnits, SplittableRandom random) {
    Curve curve = curve(random);
    return new Layer(
        "curve " + curve,
        (arithmetic, threads) -> new CurveKernel(curve, arithmetic, threads),
        new ReferenceCurve(curve),
        curve,
        1 + random.nextInt(mostUnits),
        1,
        5);
  }

  private static Layer reshape(int mostUnits, SplittableRandom random) {
    int factor = 1 + random.nextInt(4);
    int others = 1 + random.nextInt(4);
    int width = 1 + random.nextInt(mostUnits);
    boolean joins = random.nextBoolean();
    int from = joins ? factor * others : others;
    int to = joins ? others : factor * others;
    return new Layer(
        from + " steps made " + to,
        (arithmetic, threads) -> new ReshapeKernel(from, to),
        new ReferenceReshape(to),
        Curve.LINEAR,
        joins ? width : factor * width,
        from,
        from);
  }

  private static Layer repeat(int mostUnits, SplittableRandom random) {
    int times = 1 + random.nextInt(6);
    return new Layer(
        "a vector " + times + " times",
        (arithmetic, threads) -> new RepeatKernel(times),
        new ReferenceRepeat(times),
        Curve.LINEAR,
        1 + random.nextInt(mostUnits),
        1,
        1);
  }

  private static Layer embedding(int mostUnits, SplittableRandom random) {
    int codes = 1 + random.nextInt(9);
    int units = 1 + random.nextInt(mostUnits);
    return new Layer(
        "embedding of " + codes + " in " + units,
        (arithmetic, threads) -> new EmbeddingKernel(codes, units),
        new ReferenceEmbedding(units),
        Curve.LINEAR,
        1,
        1,
        3,
        codes);
  }

  LayerKernel kernel(Engine engine, Threads threads) {
    return kernel.apply(engine.arithmetic(), threads);
  }

  Run run(LayerKernel layer, Order order) {
    Sequences in = RecurrentRun.sequences(x, order);
    Sequences back = RecurrentRun.sequences(outGradient, order);
    Sequences out = RecurrentRun.empty(x.length, back.steps(), back.width());
    Sequences inGradient = RecurrentRun.empty(x.length, in.steps(), in.width());
    float[] floats = RecurrentRun.floats(parameters);
    float[] gradient = new float[floats.length];

    layer.forward(floats, in, out, WayBack.FOLLOWS);
    layer.backward(floats, in, back, inGradient, gradient);

    return new Run(out.values(), inGradient.values(), gradient);
  }
}
