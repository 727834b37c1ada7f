package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The tables of a publication, read from its {@code kith.duckdb}. */
record PublishedModel(Connection connection) implements AutoCloseable {

  static PublishedModel of(Path publication) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    String file = publication.resolve("kith.duckdb").toString();
    return new PublishedModel(DriverManager.getConnection("jdbc:duckdb:" + file, settings));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** The total of a quarter, in one window or in the one that is compared; empty where none is. */
  Map<String, Object> total(String kpi, @Nullable String periodType, LocalDate at)
      throws SQLException {
    String window = periodType == null ? "is_compared and ? is null" : "period_type = ?";
    List<Map<String, Object>> rows =
        rows(
            "select kpi_published.*, dim_kpi.unit from kpi_published inner join dim_kpi"
                + " using (kpi) where breakdown_key = 'total' and kpi = ? and as_at = ? and "
                + window,
            kpi,
            at,
            periodType);
    assertThat(rows).as(kpi + " " + at).hasSizeLessThan(2);
    return rows.isEmpty() ? Map.of() : rows.get(0);
  }

  /**
   * The published figures of the neighbours of an invented authority by their names, and its own of
   * the same day, where it is shown.
   */
  Map<String, BigDecimal> neighbours(String kpi, LocalDate asAt) throws SQLException {
    Map<String, BigDecimal> figures = new HashMap<>();
    LocalDate end = LocalDate.MIN;
    for (Map<String, Object> area :
        rows("select * from kpi_neighbour where kpi = ? and as_at = ? and not is_own", kpi, asAt)) {
      LocalDate periodEnd = (LocalDate) area.get("period_end");
      end = periodEnd.isAfter(end) ? periodEnd : end;
      figures.put(String.valueOf(area.get("area_name")), PackCells.exact(area.get("value")));
    }
    Map<String, Object> own = total(kpi, null, end);
    if (PackCells.isShown(own)) {
      figures.put("Authority 840 (invented)", PackCells.exact(own.get("value")));
    }
    return figures;
  }

  /** As many as any published figure of a neighbour has, and no more than ours. */
  int decimals(String kpi) throws SQLException {
    int most = 0;
    for (Map<String, Object> row : rows("select value from kpi_neighbour where kpi = ?", kpi)) {
      most = Math.max(most, PackCells.exact(row.get("value")).stripTrailingZeros().scale());
    }
    Object ours = rows("select decimals from dim_kpi where kpi = ?", kpi).get(0).get("decimals");
    return Math.min(most, ((Number) ours).intValue());
  }

  /** What a query finds, by the names of its columns. */
  List<Map<String, Object>> rows(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          Map<String, Object> row = new HashMap<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }
}
