package kith.extract;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.contract.SourceCells;
import kith.contract.SourceContract;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Decides for every record of a table, in the order of its file, whether it is loaded, quarantined
 * with reasons, or an exact duplicate of an earlier one (equal in every landed column that is not
 * volatile). All cells stay text.
 */
final class Judgement implements Serializable {

  static final String LOADED = "loaded";
  static final String QUARANTINED = "quarantined";
  static final String DUPLICATE = "duplicate";

  private final SourceContract contract;
  private final List<SourceContract.Column> columns;
  private final SourceCells cells;
  private final Set<String> persons;
  private final Set<ByteBuffer> seen = new HashSet<>();

  /**
   * Judges one table.
   *
   * @param persons known person ids, or null when the table names none
   */
  Judgement(SourceContract contract, SourceCells cells, Set<String> persons) {
    this.contract = contract;
    this.columns = new ArrayList<>(contract.landed());
    this.cells = cells;
    this.persons = persons;
  }

  /** The same judgement before its first record: what counts as a duplicate starts anew. */
  Judgement afresh() {
    return new Judgement(contract, cells, persons);
  }

  /** The landed columns as text, then what was decided. */
  static StructType schema(SourceContract contract) {
    StructType schema = new StructType();
    for (SourceContract.Column column : contract.landed()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    return schema
        .add("line", DataTypes.LongType)
        .add("source_row", DataTypes.StringType)
        .add("row_hash", DataTypes.StringType)
        .add("cast_errors", DataTypes.createArrayType(DataTypes.StringType))
        .add("reasons", DataTypes.createArrayType(DataTypes.StringType))
        .add("outcome", DataTypes.StringType)
        .add("odd_cells", DataTypes.StringType);
  }

  /** Judges the next record of the file. */
  Row judge(String[] texts, long line) {
    List<String> castErrors = new ArrayList<>(0);
    List<String> reasons = new ArrayList<>(0);
    StringBuilder odd = new StringBuilder();
    Map<String, Object> dates = new HashMap<>();
    Object[] row = new Object[columns.size() + 7];
    for (int i = 0; i < columns.size(); i++) {
      SourceContract.Column column = columns.get(i);
      SourceCells.Cell cell = cells.read(column, texts[i]);
      row[i] = texts[i];
      switch (cell.outcome()) {
        case FILLER -> odd.append("filler:").append(column.name()).append(',');
        case UNKNOWN_CODE -> odd.append("unknown_code:").append(column.name()).append(',');
        case UNUSABLE -> {
          odd.append("unusable:").append(column.name()).append(',');
          castErrors.add(column.name());
        }
        default -> {
          if (cell.value() instanceof Date || cell.value() instanceof Timestamp) {
            dates.put(column.name(), cell.value());
          }
        }
      }
      if (column.required() && cell.value() == null) {
        reasons.add(
            (cell.outcome() == SourceCells.Outcome.UNUSABLE ? "unusable:" : "missing:")
                + column.name());
      }
      if (persons != null && column.name().equals(contract.person()) && isUnknown(cell)) {
        reasons.add("unknown_person:" + column.name());
      }
    }
    for (SourceContract.Period period : contract.periods()) {
      if (endsBeforeItStarts(dates.get(period.starts()), dates.get(period.ends()))) {
        reasons.add("ends_before_start:" + period.starts());
      }
    }
    byte[] hash = contentHash(texts);
    String outcome =
        !seen.add(ByteBuffer.wrap(hash)) ? DUPLICATE : reasons.isEmpty() ? LOADED : QUARANTINED;
    int next = columns.size();
    row[next++] = line;
    row[next++] = contract.table() + ":" + line;
    row[next++] = HexFormat.of().formatHex(hash);
    row[next++] = castErrors.toArray(String[]::new);
    row[next++] = reasons.toArray(String[]::new);
    row[next++] = outcome;
    row[next] = odd.isEmpty() ? null : odd.toString();
    return RowFactory.create(row);
  }

  private boolean isUnknown(SourceCells.Cell person) {
    return person.value() != null && !persons.contains(person.value().toString());
  }

  private static boolean endsBeforeItStarts(Object starts, Object ends) {
    return starts instanceof java.util.Date start
        && ends instanceof java.util.Date end
        && end.getTime() < start.getTime();
  }

  private byte[] contentHash(String[] texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (int i = 0; i < columns.size(); i++) {
        if (!columns.get(i).isVolatile()) {
          String text = texts[i] == null ? "" : texts[i].strip();
          digest.update(text.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 1);
        }
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
