package kith.lake;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.CreateTableTransactionBuilder;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * One Delta table, read and written through Delta's kernel: its versions, their files, and commits
 * of files that Spark has already written. The kernel reads and writes the log in this process.
 * Spark's own Delta writer runs several Spark jobs over the log of a table for each commit, which
 * took a third of a night.
 *
 * <p>No deletion vectors and no column mapping, so that every reader of Delta can read the tables;
 * no column statistics: they could identify a child (promise 7), and no table is large enough to
 * gain from them.
 */
record DeltaTable(Engine engine, String path) {

  /** The column by which a table kept by night is partitioned. */
  static final String NIGHT = "business_date";

  static final String COLUMN_MAPPING = "delta.columnMapping.mode";

  private static final String ENGINE_INFO = "Kith";

  /** The actions after a commit that save readers from reading the whole log. */
  private static final Set<PostCommitHookType> HOOKS =
      Set.of(PostCommitHookType.CHECKPOINT, PostCommitHookType.CHECKSUM_SIMPLE);

  private static final String KEPT = "interval 3650 days";

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "delta.enableDeletionVectors",
          "false",
          COLUMN_MAPPING,
          "none",
          "delta.dataSkippingNumIndexedCols",
          "0",
          "delta.logRetentionDuration",
          KEPT,
          "delta.deletedFileRetentionDuration",
          KEPT);

  /** The newest version, if the table exists. */
  Optional<Snapshot> latest() {
    try {
      return Optional.of(TableManager.loadSnapshot(path).build(engine));
    } catch (TableNotFoundException none) {
      return Optional.empty();
    }
  }

  /** A version of the table. */
  Snapshot at(long version) {
    return TableManager.loadSnapshot(path).atVersion(version).build(engine);
  }

  /** The columns of a version; in a table partitioned by night, the night comes last. */
  static StructType columns(Snapshot snapshot) {
    return (StructType) DataType.fromJson(snapshot.getMetadata().getSchemaString());
  }

  /** Passes each file of a version to the reader, as the kernel describes it. */
  void eachFile(Snapshot snapshot, Consumer<Row> reader) {
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> files = batches.next().getRows()) {
          while (files.hasNext()) {
            reader.accept(files.next());
          }
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Replaces all files of the table, or those of one night, with these.
   *
   * @param night the night of the files, in a table partitioned by night; null for any other table
   * @param columns the files' columns, without the night
   * @return the version that contains them
   */
  long commit(@Nullable LocalDate night, StructType columns, List<DataFileStatus> files) {
    StructType schema = schema(columns, night != null);
    Optional<Snapshot> before = latest();
    Transaction transaction =
        before.isEmpty()
            ? created(schema, night != null)
            : before.get().buildUpdateTableTransaction(ENGINE_INFO, Operation.WRITE).build(engine);
    List<Row> actions = new ArrayList<>();
    before.ifPresent(
        snapshot -> {
          if (changes(snapshot, night, columns)) {
            StructType merged = night == null ? schema : merged(columns(snapshot), schema);
            actions.add(
                SingleAction.createMetadataSingleAction(
                    snapshot.getMetadata().withNewSchema(kernelSchema(merged)).toRow()));
          }
          eachFile(snapshot, file -> removal(file, night).ifPresent(actions::add));
        });
    Row state = transaction.getTransactionState(engine);
    DataWriteContext context =
        Transaction.getWriteContext(
            engine,
            state,
            night == null
                ? Map.of()
                : Map.of(NIGHT, Literal.ofDate(Math.toIntExact(night.toEpochDay()))));
    try (CloseableIterator<Row> added =
        Transaction.generateAppendActions(
            engine, state, Utils.toCloseableIterator(files.iterator()), context)) {
      added.forEachRemaining(actions::add);
      TransactionCommitResult result =
          transaction.commit(
              engine,
              CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
      for (PostCommitHook hook : result.getPostCommitHooks()) {
        // The kernel does not notice that the columns have changed, so its checksum would be wrong.
        boolean isTrue =
            hook.getType() != PostCommitHookType.CHECKSUM_SIMPLE
                || before.map(snapshot -> !changes(snapshot, night, columns)).orElse(true);
        if (HOOKS.contains(hook.getType()) && isTrue) {
          hook.threadSafeInvoke(engine);
        }
      }
      return result.getVersion();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Whether rows of these columns would change the columns of a version. */
  static boolean changes(Snapshot snapshot, @Nullable LocalDate night, StructType columns) {
    StructType schema = schema(columns, night != null);
    StructType before = columns(snapshot);
    return !(night == null ? schema : merged(before, schema)).equals(before);
  }

  private Transaction created(StructType schema, boolean byNight) {
    CreateTableTransactionBuilder builder =
        TableManager.buildCreateTableTransaction(path, kernelSchema(schema), ENGINE_INFO)
            .withTableProperties(PROPERTIES);
    return (byNight
            ? builder.withDataLayoutSpec(DataLayoutSpec.partitioned(List.of(new Column(NIGHT))))
            : builder)
        .build(engine);
  }

  private static Optional<Row> removal(Row file, @Nullable LocalDate night) {
    if (night != null
        && !night.toString().equals(InternalScanFileUtils.getPartitionValues(file).get(NIGHT))) {
      return Optional.empty();
    }
    AddFile added = new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    return Optional.of(
        SingleAction.createRemoveFileSingleAction(
            added.toRemoveFileRow(true, Optional.of(System.currentTimeMillis()))));
  }

  /** Columns are nullable for Delta: the steps check for nulls themselves, with better messages. */
  private static StructType schema(StructType columns, boolean byNight) {
    StructType schema = new StructType();
    for (StructField column : columns.fields()) {
      schema = schema.add(column.name(), column.dataType().asNullable(), true);
    }
    return byNight ? schema.add(NIGHT, "date") : schema;
  }

  /** The columns of earlier nights, then the ones that are new tonight. */
  private static StructType merged(StructType before, StructType now) {
    StructType merged = before;
    for (StructField column : now.fields()) {
      if (!List.of(before.fieldNames()).contains(column.name())) {
        merged = merged.add(column);
      } else if (!before.apply(column.name()).dataType().equals(column.dataType())) {
        throw new IllegalStateException(
            column.name() + " is " + before.apply(column.name()).dataType() + " in earlier nights");
      }
    }
    return merged;
  }

  private static io.delta.kernel.types.StructType kernelSchema(StructType schema) {
    return DataTypeJsonSerDe.deserializeStructType(schema.json());
  }
}
