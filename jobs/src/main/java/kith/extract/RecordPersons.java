package kith.extract;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Finds the person of records whose table does not name one: by a number that another table of the
 * night has with its person, such as that of the period of care. A number that has two persons
 * there names nobody.
 */
final class RecordPersons implements Serializable {

  private final int person;
  private final int by;
  private final SourceColumn column;
  private final Broadcast<SourceCells> cells;
  private final Broadcast<Map<String, String>> personByKey;

  /**
   * Finds the persons of one table.
   *
   * @param contract a contract whose person is found in another table
   * @param personByKey the person's text by number
   */
  RecordPersons(
      SourceContract contract,
      Broadcast<SourceCells> cells,
      Broadcast<Map<String, String>> personByKey) {
    List<String> names = contract.landed().stream().map(SourceColumn::name).toList();
    this.person = names.indexOf(contract.person());
    this.by = names.indexOf(Objects.requireNonNull(contract.personBy()).by());
    this.column = contract.landed().get(by);
    this.cells = cells;
    this.personByKey = personByKey;
  }

  /**
   * Writes the person into a record's cells; returns false if the source names one itself, which is
   * then kept.
   */
  boolean name(@Nullable String[] texts) {
    String named = texts[person];
    if (named != null && !named.isBlank()) {
      return false;
    }
    Object key = cells.value().read(column, texts[by]).value();
    texts[person] = key == null ? null : personByKey.value().get(key.toString());
    return true;
  }
}
