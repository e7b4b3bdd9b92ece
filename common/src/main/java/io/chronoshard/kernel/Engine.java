package io.chronoshard.kernel;

import java.util.Locale;

/** What does the arithmetic of layers in floats; both give the same bits. */
public enum Engine {
  /** The processor's vectors, through the module {@code jdk.incubator.vector}. */
  VECTOR,
  /** Plain Java, for any JVM; several times slower. */
  SCALAR;

  private static final String MODULE = "jdk.incubator.vector";
  private static final String VECTOR_CLASS = "io.chronoshard.kernel.vector.VectorArithmetic";

  /** The fastest that this JVM can run. */
  public static Engine best() {
    return VECTOR.isAvailable() ? VECTOR : SCALAR;
  }

  /** Whether this JVM can run it. */
  public boolean isAvailable() {
    return this == SCALAR || ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Its arithmetic.
   *
   * @throws IllegalStateException where this JVM cannot run it, with the option to add
   */
  public Arithmetic arithmetic() {
    if (!isAvailable()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the engine %s needs the JVM's module %s; start Java with --add-modules %s, or take the engine %s",
              this,
              MODULE,
              MODULE,
              SCALAR));
    }
    if (this == SCALAR) {
      return new Arithmetic();
    }
    try {
      return Class.forName(VECTOR_CLASS)
          .asSubclass(Arithmetic.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(VECTOR_CLASS + " cannot be loaded", e);
    }
  }

  /** Its name in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
