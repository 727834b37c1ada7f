package kith.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kith.project.Project;

/**
 * A view over tables of the warehouse or the marts: a name that reports may rely on, for values
 * that change every day (stored, they would change every row every night) and for joins that every
 * analyst would write. It is computed when it is read, from the tables of the publication.
 *
 * @param spec its columns, as those of a table
 * @param sql the query behind it
 */
public record View(TableSpec spec, String sql) {

  /** The views of {@code sql/views}, by name. */
  public static List<View> of(Project project) {
    try (Stream<Path> files = Files.list(project.sql().resolve("views"))) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted()
          .map(View::read)
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static View read(Path sql) {
    String name = sql.getFileName().toString();
    Path spec = sql.resolveSibling(name.substring(0, name.length() - ".sql".length()) + ".yaml");
    try {
      return new View(TableSpec.read(spec), Files.readString(sql));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Its name, as if it were a table. */
  public TableName table() {
    return spec.table();
  }

  /**
   * The zones of which it may read tables. Who reads marts reads the warehouse too, but not the
   * other way round; a view of another zone would show its readers what their own zone keeps from
   * them.
   */
  public Set<Zone> readable() {
    return table().zone() == Zone.MARTS
        ? EnumSet.of(Zone.WAREHOUSE, Zone.MARTS)
        : EnumSet.of(table().zone());
  }

  /** The plain names of the tables that it reads. */
  public Set<String> reads() {
    return ParsedSql.relations(sql);
  }
}
