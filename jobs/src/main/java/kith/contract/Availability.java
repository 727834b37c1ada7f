package kith.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a source is declared to carry (R19), from {@code conf/sources/<system>/availability*.yaml}.
 * A table that is carried must be there every night; one that is optional may be; what is not
 * carried makes the KPIs that need it {@code not_available}.
 */
public final class Availability {

  private final Map<String, String> declared;
  private final Set<String> present;

  private Availability(Map<String, String> declared, Set<String> present) {
    this.declared = declared;
    this.present = present;
  }

  /** A source that carries every table and field. */
  public static Availability everything() {
    return new Availability(Map.of(), null);
  }

  /**
   * The declaration of a system for a source folder: {@code availability-<source name>.yaml} where
   * there is one of the folder's name, else {@code availability.yaml}.
   */
  public static Availability of(Project project, String system, String sourceName) {
    Path folder = project.conf().resolve("sources").resolve(system);
    Path own = folder.resolve("availability-" + sourceName + ".yaml");
    JsonNode node = Yaml.read(Files.exists(own) ? own : folder.resolve("availability.yaml"));
    Map<String, String> declared = new HashMap<>();
    for (String part : new String[] {"tables", "fields"}) {
      node.path(part)
          .properties()
          .forEach(entry -> declared.put(system + "." + entry.getKey(), state(entry.getValue())));
    }
    return new Availability(declared, null);
  }

  private static String state(JsonNode node) {
    return node.isObject() ? node.required("is").asText() : node.asText();
  }

  /** The same declaration, knowing which tables have rows tonight (as {@code system.table}). */
  public Availability withRowsIn(Set<String> tables) {
    return new Availability(declared, Set.copyOf(tables));
  }

  /** True when a night without the table's file breaks the contract. */
  public boolean mustCarry(String system, String table) {
    return declared.getOrDefault(system + "." + table, "carried").equals("carried");
  }

  /**
   * True when a KPI's need is met. A need is {@code system.table} or {@code system.table.field}. An
   * optional table meets a need only where it has rows tonight.
   */
  public boolean meets(String need) {
    String[] parts = need.split("\\.");
    String table = parts[0] + "." + parts[1];
    String ofTable = declared.getOrDefault(table, "carried");
    if (ofTable.equals("not_carried")) {
      return false;
    }
    if (ofTable.equals("optional") && present != null && !present.contains(table)) {
      return false;
    }
    return parts.length == 2 || !declared.getOrDefault(need, "carried").equals("not_carried");
  }
}
