package kith.extract;

import static org.apache.spark.sql.functions.col;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kith.contract.Lake;
import kith.contract.SourceCells;
import kith.contract.SourceContract;
import kith.contract.TableName;
import kith.contract.Versions;
import kith.contract.Zone;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;

/**
 * The ids of the persons that a night's person table has, read once for all tables that name
 * persons.
 */
final class KnownPersons {

  private final NightFolder night;
  private final Broadcast<SourceCells> cells;
  private final Lake lake;
  private final Versions versions;
  private final Map<String, Broadcast<Set<String>>> byColumn = new ConcurrentHashMap<>();

  KnownPersons(NightFolder night, Broadcast<SourceCells> cells, Lake lake, Versions versions) {
    this.night = night;
    this.cells = cells;
    this.lake = lake;
    this.versions = versions;
  }

  /** The ids of a column of the person table, as loaded tonight. */
  Broadcast<Set<String>> ids(String column) {
    return byColumn.computeIfAbsent(column, this::read);
  }

  private Broadcast<Set<String>> read(String name) {
    SourceContract person = night.source().contract("person");
    SourceContract.Column column = person.column(name);
    TableName raw = person.in(Zone.RAW);
    Set<String> ids = new HashSet<>();
    lake.nights(raw, versions.of(raw), night.businessDate())
        .select(col(name))
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(text -> ids.add((String) cells.value().read(column, text).value()));
    ids.remove(null);
    return new JavaSparkContext(lake.spark().sparkContext()).broadcast(ids);
  }
}
