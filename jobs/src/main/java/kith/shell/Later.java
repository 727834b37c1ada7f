package kith.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** A value that is made in the background, because making it takes longer than a person waits. */
final class Later<T> implements Supplier<T> {

  private final CompletableFuture<T> value = new CompletableFuture<>();

  /** Begins to make the value. */
  Later(String name, Supplier<T> make) {
    Thread maker =
        new Thread(
            () -> {
              try {
                value.complete(make.get());
              } catch (Throwable failure) {
                value.completeExceptionally(failure);
              }
            },
            name);
    // Somebody who leaves at once does not wait for it.
    maker.setDaemon(true);
    maker.start();
  }

  /** Whether the value can be had without waiting. */
  boolean isThere() {
    return value.isDone() && !value.isCompletedExceptionally();
  }

  /** The value; waits until it is there, and fails as its making did. */
  @Override
  public T get() {
    try {
      return value.get();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
