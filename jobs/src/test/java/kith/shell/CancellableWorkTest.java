package kith.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kith.shell.CancellableWork.Cancelled;
import kith.testing.SparkTest;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

/** Work that can be cancelled, also where nothing stops it. */
class CancellableWorkTest {

  /** Lets a task go that ignores that it was cancelled. */
  private static final AtomicBoolean END = new AtomicBoolean();

  /** Opened once the work has begun, wherever it is done. */
  private static volatile CountDownLatch started;

  /** Opened once such work has ended. */
  private static volatile CountDownLatch ended;

  private final Engine engine = new Engine(SparkTest::spark, spark -> {});
  private final CancellableWork work = new CancellableWork(engine);

  private void cancelOnceStarted() {
    started = new CountDownLatch(1);
    new Thread(
            () -> {
              try {
                started.await();
                work.cancel();
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
            })
        .start();
  }

  @Test
  void aResultAndAFailureComeThroughAsTheyAre() throws Throwable {
    assertThat(work.run(() -> 42)).isEqualTo(42);
    assertThatThrownBy(
            () ->
                work.run(
                    () -> {
                      throw new IllegalArgumentException("as it is");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("as it is");
    work.cancel();
    assertThat(work.run(() -> 43)).isEqualTo(43);
  }

  @Test
  void whatWaitsIsInterrupted() {
    cancelOnceStarted();

    Cancelled cancelled =
        catchThrowableOfType(
            Cancelled.class,
            () ->
                work.run(
                    () -> {
                      started.countDown();
                      TimeUnit.HOURS.sleep(1);
                      return 1;
                    }));

    assertThat(cancelled.isLeftBehind()).isFalse();
  }

  @Test
  void whatSparkRunsIsStopped() {
    cancelOnceStarted();

    Cancelled cancelled =
        catchThrowableOfType(
            Cancelled.class,
            () ->
                work.run(
                    () ->
                        SparkTest.spark()
                            .range(1L << 50)
                            .filter((FilterFunction<Long>) id -> begun() && id < 0)
                            .count()));

    assertThat(cancelled.isLeftBehind()).isFalse();
  }

  @Test
  void aThreadThatCannotBeStoppedIsLeftBehind() throws Throwable {
    assertIsLeftBehind(CancellableWorkTest::spin);
  }

  @Test
  void aTaskThatCannotBeStoppedIsLeftBehind() throws Throwable {
    assertIsLeftBehind(
        () ->
            SparkTest.spark()
                .range(1)
                .map((MapFunction<Long, Long>) id -> spin(), Encoders.LONG())
                .collectAsList()
                .get(0));
  }

  @Test
  void whatRunsInTheBackgroundIsNoPartOfTheWork() throws Exception {
    END.set(false);
    ended = new CountDownLatch(1);
    started = new CountDownLatch(1);
    Thread background =
        new Thread(
            () -> {
              SparkTest.spark()
                  .sparkContext()
                  .setJobGroup(CancellableWork.BACKGROUND, "background", true);
              SparkTest.spark()
                  .range(1)
                  .map((MapFunction<Long, Long>) id -> spin(), Encoders.LONG())
                  .collectAsList();
            });
    background.start();
    started.await();
    cancelOnceStarted();
    try {
      Cancelled cancelled =
          catchThrowableOfType(
              Cancelled.class,
              () ->
                  work.run(
                      () -> {
                        started.countDown();
                        TimeUnit.HOURS.sleep(1);
                        return 1;
                      }));

      assertThat(cancelled.isLeftBehind()).isFalse();
    } finally {
      END.set(true);
      ended.await();
      background.join();
    }
  }

  private void assertIsLeftBehind(Callable<Long> endless) throws Throwable {
    END.set(false);
    ended = new CountDownLatch(1);
    cancelOnceStarted();
    try {
      Cancelled cancelled = catchThrowableOfType(Cancelled.class, () -> work.run(endless));

      assertThat(cancelled.isLeftBehind()).isTrue();
      assertThat(work.run(() -> 44)).isEqualTo(44);
    } finally {
      END.set(true);
      ended.await();
    }
  }

  private static boolean begun() {
    started.countDown();
    return true;
  }

  private static long spin() {
    started.countDown();
    while (!END.get()) {
      Thread.onSpinWait();
    }
    ended.countDown();
    return 1;
  }

  @Test
  void theEngineIsStoppedBeforeItStartsAgain() {
    List<String> done = new CopyOnWriteArrayList<>();
    Engine again =
        new Engine(
            () -> {
              done.add("start");
              return SparkTest.spark();
            },
            spark -> done.add("stop"));
    again.get();

    again.restart();

    assertThat(again.get()).isSameAs(SparkTest.spark());
    assertThat(done).containsExactly("start", "stop", "start");
  }
}
