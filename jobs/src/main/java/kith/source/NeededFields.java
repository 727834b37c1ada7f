package kith.source;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kith.project.Project;
import kith.table.ColumnSpec;
import kith.table.TableSpec;
import kith.table.TableSpecs;

/**
 * The source fields that figures depend on: problems in one of them can hold a night back.
 *
 * <p>A need of a staging table, or of one of its columns, covers all columns of the table, since
 * several of them decide who counts and when. A column that figures can do without ({@code
 * secondary} in {@code sql/staging}) is covered only if a need names it.
 */
public final class NeededFields {

  private NeededFields() {}

  /**
   * The fields behind needs, by system, table and column.
   *
   * @param specs the tables of staging
   * @param needs tables and columns of staging, as in {@link Needs#named}
   */
  public static Set<String> of(
      Project project, List<SourceSystem> systems, TableSpecs specs, Collection<String> needs) {
    Set<String> fields = new TreeSet<>();
    for (SourceSystem system : systems) {
      StagingSql sql = StagingSql.of(project, system.name());
      for (String need : needs) {
        Need asked = Need.of(need);
        for (StagingSql.Select select : sql.selects(asked.table())) {
          for (SourceContract contract : select.reads(system.contracts())) {
            fields.addAll(select.fieldsOfConditions(contract));
            columns(specs.get(asked.table()), asked)
                .forEach(column -> fields.addAll(select.fields(contract, column)));
          }
        }
      }
    }
    return fields;
  }

  private static List<String> columns(TableSpec table, Need asked) {
    return table.columns().stream()
        .filter(column -> !column.secondary() || column.name().equals(asked.column()))
        .map(ColumnSpec::name)
        .toList();
  }
}
