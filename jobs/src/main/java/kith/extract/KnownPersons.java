package kith.extract;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import kith.source.PersonBy;
import kith.source.SourceCells;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.table.Lake;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Zone;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.jspecify.annotations.Nullable;

/**
 * The ids in a night's person table, and the persons that other tables name by a number. Each is
 * read once for all tables.
 */
final class KnownPersons {

  private final SourceNight night;
  private final Broadcast<SourceCells> cells;
  private final Lake lake;
  private final Versions versions;
  private final Map<String, Broadcast<Set<String>>> byColumn = new ConcurrentHashMap<>();
  private final Map<PersonBy, Broadcast<Map<String, String>>> byKey = new ConcurrentHashMap<>();

  KnownPersons(SourceNight night, Broadcast<SourceCells> cells, Lake lake, Versions versions) {
    this.night = night;
    this.cells = cells;
    this.lake = lake;
    this.versions = versions;
  }

  /**
   * The ids of a column of the person table, as loaded tonight. If it is not the person's own
   * number, that number is included too: which of the two a table names differs by system.
   *
   * @param column null for the person's own number
   */
  Broadcast<Set<String>> ids(@Nullable String column) {
    return byColumn.computeIfAbsent(
        column == null ? person(night.source().personTable()) : column, this::read);
  }

  private static String person(SourceContract personTable) {
    return Objects.requireNonNull(personTable.person());
  }

  private Broadcast<Set<String>> read(String name) {
    SourceContract person = night.source().personTable();
    TableName raw = person.in(Zone.RAW);
    Set<String> ids = new HashSet<>();
    for (String column : new TreeSet<>(List.of(name, person(person)))) {
      lake.nights(raw, versions.of(raw), night.businessDate())
          .select(col(column))
          .as(Encoders.STRING())
          .collectAsList()
          .forEach(
              text -> ids.add((String) cells.value().read(person.column(column), text).value()));
    }
    ids.remove(null);
    return new JavaSparkContext(lake.spark().sparkContext()).broadcast(ids);
  }

  /**
   * The person for each number in another table, as loaded tonight; a number with several persons
   * is left out.
   */
  Broadcast<Map<String, String>> byKey(PersonBy way) {
    return byKey.computeIfAbsent(way, this::readByKey);
  }

  private Broadcast<Map<String, String>> readByKey(PersonBy way) {
    SourceContract contract = night.source().contract(way.table());
    TableName raw = contract.in(Zone.RAW);
    Map<String, Set<String>> persons = new HashMap<>();
    lake.nights(raw, versions.of(raw), night.businessDate())
        .select(col(way.key()), col(way.person()))
        .distinct()
        .collectAsList()
        .forEach(
            row -> {
              Object key = cells.value().read(contract.column(way.key()), row.getString(0)).value();
              Object person =
                  cells.value().read(contract.column(way.person()), row.getString(1)).value();
              if (key != null && person != null) {
                persons
                    .computeIfAbsent(key.toString(), none -> new HashSet<>())
                    .add(person.toString());
              }
            });
    Map<String, String> single = new HashMap<>();
    persons.forEach(
        (key, of) -> {
          if (of.size() == 1) {
            single.put(key, of.iterator().next());
          }
        });
    return new JavaSparkContext(lake.spark().sparkContext()).broadcast(single);
  }
}
