package kith.table;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * Rows that wait, in their order, until a file has been read. Up to {@value #IN_MEMORY} are kept in
 * memory, the others in a file of the run's temporary folder: on a night when a vendor renumbers
 * every record, all rows wait. Fill it first, then read it once.
 */
public final class WaitingRows {

  /** How many are kept in memory. */
  static final int IN_MEMORY = 20_000;

  /** The writer keeps what it has written in memory, up to this many rows. */
  private static final int BATCH = 1_000;

  private final List<Row> first = new ArrayList<>();
  private @Nullable Path file;
  private @Nullable ObjectOutputStream out;
  private long inFile;

  /** Adds a row behind those that wait. */
  public void add(Row row) {
    if (first.size() < IN_MEMORY) {
      first.add(row);
      return;
    }
    try {
      if (out == null) {
        // The folder as it is now: Java's own default is what it was when the process started.
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        file = Files.createTempFile(folder, "waiting", ".rows");
        if (TaskContext.get() != null) {
          TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> delete());
        }
        out = new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
      }
      Object[] values = new Object[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(i);
      }
      out.writeUnshared(values);
      if (++inFile % BATCH == 0) {
        out.reset();
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** A task that fails does not read to the end, where the file is deleted otherwise. */
  private void delete() {
    try {
      if (out != null) {
        out.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** All rows in the order in which they came; the file is deleted when the last is read. */
  public Iterator<Row> iterator() {
    return new Iterator<>() {
      private final Iterator<Row> inMemory = first.iterator();
      private long left = inFile;
      private @Nullable ObjectInputStream in;

      @Override
      public boolean hasNext() {
        return inMemory.hasNext() || left > 0;
      }

      @Override
      public Row next() {
        if (inMemory.hasNext()) {
          return inMemory.next();
        }
        if (left == 0) {
          throw new NoSuchElementException();
        }
        try {
          if (in == null) {
            Objects.requireNonNull(out).close();
            in =
                new ObjectInputStream(
                    new BufferedInputStream(Files.newInputStream(Objects.requireNonNull(file))));
          }
          Row row = RowFactory.create((Object[]) in.readUnshared());
          if (--left == 0) {
            in.close();
            Files.delete(Objects.requireNonNull(file));
          }
          return row;
        } catch (IOException cause) {
          throw new UncheckedIOException(cause);
        } catch (ClassNotFoundException cause) {
          throw new IllegalStateException(cause);
        }
      }
    };
  }
}
