package kith.extract;

import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag$;

/** A broadcast value without a Spark session. */
final class HeldValue<T> extends Broadcast<T> {

  private static final long serialVersionUID = 1L;

  private final T held;

  private HeldValue(T held) {
    super(0, ClassTag$.MODULE$.apply(held.getClass()));
    this.held = held;
  }

  static <T> Broadcast<T> of(T held) {
    return new HeldValue<>(held);
  }

  @Override
  public T getValue() {
    return held;
  }

  @Override
  public void doUnpersist(boolean blocking) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void doDestroy(boolean blocking) {
    throw new UnsupportedOperationException();
  }
}
