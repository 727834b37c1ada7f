package kith.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.project.Project;

/**
 * The specifications of all tables of staging, warehouse, restricted and marts, by plain name; for
 * readers also of {@code ops} and {@code reference}.
 */
public final class TableSpecs {

  private final Map<String, TableSpec> byName = new TreeMap<>();

  /** The texts of the code lists that tables depend on, by name. */
  private final Map<String, String> codeLists = new TreeMap<>();

  private TableSpecs() {}

  /**
   * Reads {@code sql/staging}, {@code sql/warehouse}, {@code sql/marts} and {@code
   * sql/marts/detail} of the project.
   */
  public static TableSpecs of(Project project) {
    TableSpecs specs = new TableSpecs();
    List.of("staging", "warehouse", "marts", "marts/detail")
        .forEach(layer -> specs.read(project, layer));
    specs.readCodeLists(project.conf().resolve("codes"));
    return specs;
  }

  /**
   * Also {@code sql/ops} and {@code sql/reference}. These say what is stored to those who read it;
   * the stages that write it do not know them, so a change of them rebuilds nothing.
   */
  public static TableSpecs forReaders(Project project) {
    TableSpecs specs = of(project);
    List.of("ops", "reference").forEach(layer -> specs.read(project, layer));
    return specs;
  }

  private void read(Project project, String layer) {
    try (Stream<Path> files = Files.list(project.sql().resolve(layer))) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.toString().endsWith(".cases.yaml"))
          .sorted()
          .map(TableSpec::read)
          .forEach(spec -> byName.put(spec.table().name(), spec));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void readCodeLists(Path folder) {
    try {
      for (TableSpec spec : byName.values()) {
        for (String list : spec.codeLists()) {
          codeLists.put(list, Files.readString(folder.resolve(list + ".csv")));
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The text of a code list that a table depends on; an unknown name is a defect. */
  public String codeList(String list) {
    return Objects.requireNonNull(codeLists.get(list), list);
  }

  /** The specification of a table; an unknown name is a defect. */
  public TableSpec get(String table) {
    TableSpec spec = byName.get(table);
    if (spec == null) {
      throw new IllegalArgumentException("no specification of table " + table + " under sql/");
    }
    return spec;
  }

  /** True when the name is that of a table of Kith. */
  public boolean contains(String table) {
    return byName.containsKey(table);
  }

  /** All specifications, by name. */
  public Collection<TableSpec> all() {
    return byName.values();
  }
}
