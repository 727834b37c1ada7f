package kith.project;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkThrowable;

/**
 * Turns any failure into one that is safe to print. Spark's and Delta's own messages print cell
 * values, so only the class, the error class and the place in Kith are kept (promise 7).
 */
public final class Failures {

  private Failures() {}

  /** The failure as Kith's own exception, without its cause. */
  public static KithException safe(String doing, Throwable failure) {
    List<Throwable> chain = chain(failure);
    for (Throwable link : chain) {
      if (link instanceof KithException known) {
        return known;
      }
    }
    boolean storage = isOfStorage(failure);
    return new KithException(
        storage ? ExitCode.UNREACHABLE : ExitCode.DEFECT,
        "Failed while " + doing + ": " + describe(chain) + ".",
        Meaning.NOTHING_PUBLISHED_BY_THIS_RUN,
        storage
            ? "Check that the storage is available with all its files, has free space and is"
                + " writable, then run the command again."
            : "Report this as a defect of Kith with the line above.");
  }

  /** Whether a failure comes from the storage or its files, whichever part of Kith met it. */
  public static boolean isOfStorage(Throwable failure) {
    return chain(failure).stream().anyMatch(Failures::isStorage);
  }

  /** Whether a failure comes from too little memory, here or in one of Spark's tasks. */
  public static boolean isOfMemory(Throwable failure) {
    return chain(failure).stream()
        .anyMatch(link -> link instanceof OutOfMemoryError || link instanceof StackOverflowError);
  }

  /** Spark's word for a failure; where it has none, the class of the cause. */
  public static String kind(Throwable failure) {
    List<Throwable> chain = chain(failure);
    return chain.stream()
        .filter(SparkThrowable.class::isInstance)
        .map(link -> ((SparkThrowable) link).getCondition())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> chain.get(chain.size() - 1).getClass().getSimpleName());
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable link = failure; link != null && chain.size() < 20; link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }

  private static boolean isStorage(Throwable link) {
    // A table file that the lake's log names is missing or truncated.
    if (link instanceof SparkThrowable spark
        && spark.getCondition() != null
        && spark.getCondition().matches("PATH_NOT_FOUND|FAILED_READ_FILE\\..*")) {
      return true;
    }
    // A database error comes from the job repository: Spark and Delta use no database.
    return link instanceof SQLException
        || link instanceof IOException
            && !(link instanceof com.fasterxml.jackson.core.JacksonException);
  }

  private static String describe(List<Throwable> chain) {
    StringBuilder text = new StringBuilder();
    for (Throwable link : chain) {
      if (link instanceof ExecutionException) {
        continue;
      }
      text.append(text.isEmpty() ? "" : " from ").append(link.getClass().getSimpleName());
      if (link instanceof SparkThrowable spark && spark.getCondition() != null) {
        text.append(" ").append(spark.getCondition());
      }
    }
    chain.stream()
        .flatMap(link -> List.of(link.getStackTrace()).stream())
        .filter(frame -> frame.getClassName().startsWith("kith."))
        .findFirst()
        .ifPresent(
            frame ->
                text.append(" at ")
                    .append(frame.getFileName())
                    .append(":")
                    .append(frame.getLineNumber()));
    return text.toString();
  }
}
