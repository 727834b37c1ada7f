package kith.shell;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Spark, started in the background: while the first query is typed, and once more where something
 * in it cannot be stopped, since that would keep its place from what is asked next.
 */
final class Engine implements Supplier<SparkSession> {

  private static final String NAME = "kith-sql-engine";

  private final Supplier<SparkSession> open;
  private final Consumer<SparkSession> stop;
  private Later<SparkSession> session;

  /**
   * Begins to start the engine.
   *
   * @param open starts it
   * @param stop stops it without waiting for what it does
   */
  Engine(Supplier<SparkSession> open, Consumer<SparkSession> stop) {
    this.open = open;
    this.stop = stop;
    this.session = new Later<>(NAME, open);
  }

  /** Its session; waits until it has started. */
  @Override
  public SparkSession get() {
    return started().get();
  }

  /** Whether it has started. */
  boolean isThere() {
    return started().isThere();
  }

  /** Leaves what it does behind and begins to start it again. */
  synchronized void restart() {
    Later<SparkSession> before = session;
    session =
        new Later<>(
            NAME,
            () -> {
              stop.accept(before.get());
              return open.get();
            });
  }

  private synchronized Later<SparkSession> started() {
    return session;
  }
}
