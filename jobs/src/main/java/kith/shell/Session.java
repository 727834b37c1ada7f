package kith.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.lake.PublishedTables;
import kith.table.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a shell reads and how it asks: one publication at a time, opened once for all queries. Only
 * one thread uses it, but for {@link #cancel}.
 */
final class Session {

  /** Rows of an answer that are shown: more than anybody reads, and they are held in memory. */
  static final int SHOWN = 10_000;

  private static final String WARM_UP =
      "select first.unit, count(*) as kpis, max(second.title) as last from dim_kpi as first"
          + " inner join dim_kpi as second on first.kpi = second.kpi where first.kpi > ''"
          + " group by first.unit order by kpis desc";

  private final Engine engine;
  private final Later<Catalogue> catalogue;
  private final CancellableWork work;
  private Reading reading;
  private @Nullable PublishedTables opened;

  Session(Reading reading, Engine engine, Later<Catalogue> catalogue) {
    this.reading = reading;
    this.engine = engine;
    this.catalogue = catalogue;
    this.work = new CancellableWork(engine);
  }

  /**
   * Asks something small in the background: what all queries share is loaded while the first one is
   * typed. Where it fails, the first query says why.
   */
  void warmUp() {
    Reading first = reading;
    new Later<>(
        "kith-sql-warm-up",
        () -> {
          engine.get().sparkContext().setJobGroup(CancellableWork.BACKGROUND, "kith sql", true);
          return first.open(engine.get(), () -> catalogue().specs()).query(WARM_UP).collectAsList();
        });
  }

  Reading reading() {
    return reading;
  }

  /** Reads something else from now on. */
  void read(Reading other) {
    reading = other;
    opened = null;
  }

  Catalogue catalogue() {
    return catalogue.get();
  }

  boolean isEngineThere() {
    return engine.isThere();
  }

  /** The tables and views that can be queried. */
  List<TableName> tables() {
    return reading.tables();
  }

  /** The ids of the publications that can be read. */
  List<String> nights() {
    return reading.publications();
  }

  /** Cancels what runs, if anything does; any thread may call it. */
  void cancel() {
    work.cancel();
  }

  /** The queries of a text, all checked and none run yet. */
  List<Dataset<Row>> queries(String text) throws Throwable {
    return run(tables -> tables.queries(text));
  }

  /** The first rows of a query as lines; if there are more, a last line says so. */
  List<String> lines(Dataset<Row> rows, Rows format) throws Throwable {
    return run(
        tables -> {
          List<Row> first = new ArrayList<>(rows.takeAsList(SHOWN + 1));
          boolean isCut = first.size() > SHOWN;
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
          format.print(
              List.of(rows.columns()),
              first.subList(0, Math.min(SHOWN, first.size())).iterator(),
              out);
          if (isCut) {
            out.printf("There are more than %,d rows: \\o FILE takes them all.%n", SHOWN);
          }
          out.flush();
          return bytes.toString(StandardCharsets.UTF_8).lines().toList();
        });
  }

  /** Writes all rows of a query to a file and returns their number. */
  long write(Dataset<Row> rows, OutputFile file) throws Throwable {
    return run(tables -> file.write(rows));
  }

  /** Names and types of the columns that a table has in this publication, in their order. */
  Map<String, String> columns(TableName table) throws Throwable {
    return run(
        tables -> {
          Map<String, String> types = new LinkedHashMap<>();
          for (Row column : tables.query("describe " + table.name()).collectAsList()) {
            types.put(column.getString(0), column.getString(1));
          }
          return types;
        });
  }

  /** The version of a KPI's rule by which this publication's figures were calculated, if any. */
  Optional<String> ruleVersion(String kpi) throws Throwable {
    return run(
        tables ->
            tables
                .query("select rule_version from dim_kpi where kpi = '" + kpi + "'")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .findFirst());
  }

  private interface Asking<T> {
    T of(PublishedTables tables);
  }

  private <T> T run(Asking<T> asking) throws Throwable {
    try {
      return work.run(() -> asking.of(tablesOpened()));
    } catch (CancellableWork.Cancelled cancelled) {
      if (cancelled.isLeftBehind()) {
        // What was left behind uses these, and would keep its place in the engine.
        opened = null;
        engine.restart();
      }
      throw cancelled;
    }
  }

  private PublishedTables tablesOpened() {
    PublishedTables tables = opened;
    if (tables == null) {
      tables = reading.open(engine.get(), () -> catalogue().specs());
      opened = tables;
    }
    return tables;
  }
}
