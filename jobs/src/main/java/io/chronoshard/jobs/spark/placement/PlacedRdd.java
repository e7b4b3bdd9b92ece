package io.chronoshard.jobs.spark.placement;

import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag;

/** The partitions of another RDD, each with the executor where it is to be computed and kept. */
final class PlacedRdd<T> extends RDD<T> {

  private static final long serialVersionUID = 1L;

  private final ClassTag<T> type;

  /** The driver's alone, as is the next one. */
  private final transient List<Executor> places;

  private final transient ActiveExecutors active;

  private PlacedRdd(
      RDD<T> parent, ClassTag<T> type, List<Executor> places, ActiveExecutors active) {
    super(parent, type);
    this.type = type;
    this.places = List.copyOf(places);
    this.active = active;
  }

  /**
   * Places partitions.
   *
   * @param places one for each partition
   */
  static <T> JavaRDD<T> of(JavaRDD<T> parent, List<Executor> places, ActiveExecutors active) {
    return new PlacedRdd<>(parent.rdd(), parent.classTag(), places, active).toJavaRDD();
  }

  @Override
  public Partition[] getPartitions() {
    return this.<T>firstParent(type).partitions();
  }

  /** One that is gone is preferred no more, or its partitions would wait for others' to begin. */
  @Override
  public Seq<String> getPreferredLocations(Partition partition) {
    Executor place = places.get(partition.index());
    return JavaConverters.asScalaBuffer(
        active.all().contains(place) ? List.of(place.location()) : List.<String>of());
  }

  @Override
  public Iterator<T> compute(Partition partition, TaskContext context) {
    return this.<T>firstParent(type).iterator(partition, context);
  }
}
