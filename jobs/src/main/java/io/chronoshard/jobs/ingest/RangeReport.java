package io.chronoshard.jobs.ingest;

import io.chronoshard.grid.Conflict;
import io.chronoshard.grid.Gridder;
import io.chronoshard.grid.RangeAccount;
import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What a range has to tell beside its rows.
 *
 * @param inputs places of the files whose rows arrived
 */
record RangeReport(RangeAccount account, int[] inputs, @Nullable Conflict conflict) {

  private static final ClassTag<RangeReport> TYPE = ClassTag$.MODULE$.apply(RangeReport.class);

  /** Of a range that was gridded to its end. */
  static RangeReport of(Gridder gridder, RoutedReadings arrived) {
    return new RangeReport(gridder.account(), arrived.files(), gridder.conflict().orElse(null));
  }

  /** As it travels inside an accumulator, which knows Java's serialisation alone. */
  byte[] bytes() {
    ByteBuffer written = SparkEnv.get().serializer().newInstance().serialize(this, TYPE);
    byte[] bytes = new byte[written.remaining()];
    written.get(bytes);
    return bytes;
  }

  static RangeReport read(byte[] bytes) {
    return SparkEnv.get().serializer().newInstance().deserialize(ByteBuffer.wrap(bytes), TYPE);
  }
}
