package kith.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts a written table by reading it, reading its cells by the table's contract: a second way to
 * the numbers that the simulator counts while it writes.
 */
final class Recount {

  private static final Path CONTRACTS = Path.of("../conf/sources/ssd");

  private final JsonNode contract;
  private final List<String> contentColumns;
  private final LocalDate night;
  private final Set<String> people;
  private final Map<String, Long> counts = new TreeMap<>();

  /** Usable records by content, each with its number or business key and its volatile cells. */
  private final Map<List<String>, Usable> usable = new HashMap<>();

  private final Set<List<String>> seen = new HashSet<>();
  private final Set<List<String>> keys = new HashSet<>();

  /** Records that can be loaded, by what makes two of them versions of one. */
  private final Map<List<String>, List<Candidate>> candidates = new LinkedHashMap<>();

  private record Candidate(List<String> content, long filled, Usable row) {}

  /** What identifies a usable record besides its content. */
  private record Usable(List<String> key, List<String> volatileCells) {}

  private Recount(JsonNode contract, LocalDate night, Set<String> people) {
    this.contract = contract;
    this.contentColumns = contentColumns(contract);
    this.night = night;
    this.people = people;
  }

  static JsonNode contract(Table table) {
    String name = table.stem().replaceFirst("^ssd_", "");
    try {
      return new YAMLMapper().readTree(CONTRACTS.resolve(name + ".yaml").toFile());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Reads a table of a night and compares it with the people of that night. */
  static Recount of(Extract extract, Table table, LocalDate night, Set<String> people) {
    Recount recount = new Recount(contract(table), night, people);
    extract.rows(table.stem()).forEach(recount::read);
    recount.candidates.values().forEach(recount::choose);
    return recount;
  }

  Map<String, Long> counts() {
    return counts;
  }

  /** The usable values of a column that is part of the content. */
  Set<String> values(String column) {
    int place = contentColumns.indexOf(column);
    Set<String> values = new HashSet<>();
    usable.keySet().forEach(content -> values.add(content.get(place)));
    return values;
  }

  /** What can be said about two nights without knowing why a row disappeared or appeared. */
  Map<String, Long> since(Recount before) {
    Map<String, Long> changes = new TreeMap<>();
    before.usable.forEach(
        (content, row) -> {
          Usable now = usable.get(content);
          String fate = now != null ? "unchanged" : keys.contains(row.key()) ? "changed" : "gone";
          changes.merge(fate, 1L, Long::sum);
          if (now != null && !now.volatileCells().equals(row.volatileCells())) {
            changes.merge("reissued", 1L, Long::sum);
          }
        });
    for (Usable row : usable.values()) {
      if (!before.keys.contains(row.key())) {
        changes.merge("come", 1L, Long::sum);
      }
    }
    return changes;
  }

  private void read(Map<String, String> row) {
    List<String> reasons = new ArrayList<>();
    contract
        .get("columns")
        .properties()
        .forEach(column -> look(column.getKey(), column.getValue(), row, reasons));
    String person = contract.path("person").asText(null);
    boolean names = person != null && !contract.get("table").asText().equals("person");
    String named = names ? row.get(person) : "";
    if (!named.isBlank() && !isFiller("text", named) && !people.contains(named)) {
      reasons.add("quarantined_unknown_person");
    }
    for (JsonNode period : contract.path("periods")) {
      LocalDate start = day(row.get(period.get("starts").asText()));
      LocalDate end = day(row.get(period.get("ends").asText()));
      if (start != null && end != null && end.isBefore(start)) {
        reasons.add("quarantined_ends_before_start");
      }
    }
    judge(row, reasons);
  }

  private void judge(Map<String, String> row, List<String> reasons) {
    List<String> content = contentColumns.stream().map(row::get).map(String::strip).toList();
    String number = contract.path("record").path(0).asText("");
    boolean isNumbered = !number.isEmpty() && isFilled("text", row.get(number).strip());
    List<String> key = new ArrayList<>();
    contract
        .get(isNumbered ? "record" : "business_key")
        .forEach(column -> key.add(row.get(column.asText()).strip()));
    List<String> numbers = new ArrayList<>();
    for (var column : contract.get("columns").properties()) {
      if (column.getValue().path("volatile").asBoolean()) {
        numbers.add(row.get(column.getKey()));
      }
    }
    if (!seen.add(content)) {
      count("exact_duplicate");
    } else if (!reasons.isEmpty()) {
      count(reasons.size() == 1 ? reasons.get(0) : "several reasons " + reasons);
    } else {
      candidates
          .computeIfAbsent(isNumbered ? key : content, record -> new ArrayList<>())
          .add(new Candidate(content, filled(row), new Usable(key, numbers)));
    }
  }

  /** Of several versions of one record, the most complete is loaded. */
  private void choose(List<Candidate> versions) {
    Candidate standing =
        versions.stream().max(Comparator.comparingLong(Candidate::filled)).orElseThrow();
    usable.put(standing.content(), standing.row());
    keys.add(standing.row().key());
    for (int i = 1; i < versions.size(); i++) {
      count("quarantined_version");
    }
  }

  private long filled(Map<String, String> row) {
    return contract.get("columns").properties().stream()
        .filter(column -> contentColumns.contains(column.getKey()))
        .filter(
            column ->
                isFilled(column.getValue().get("type").asText(), row.get(column.getKey()).strip()))
        .count();
  }

  private static boolean isFilled(String type, String text) {
    return !text.isEmpty() && !isFiller(type, text);
  }

  private static List<String> contentColumns(JsonNode contract) {
    List<String> columns = new ArrayList<>();
    for (var column : contract.get("columns").properties()) {
      boolean left =
          column.getValue().path("volatile").asBoolean()
              || column.getValue().path("not_needed").asBoolean();
      if (!left) {
        columns.add(column.getKey());
      }
    }
    return columns;
  }

  private void look(String name, JsonNode column, Map<String, String> row, List<String> reasons) {
    if (column.path("not_needed").asBoolean()) {
      return;
    }
    String type = column.get("type").asText();
    String text = row.get(name).strip();
    boolean required = column.path("required").asBoolean();
    boolean rests = required || column.path("required").asText().equals("when_filled");
    if (text.isEmpty() || isFiller(type, text)) {
      if (!text.isEmpty()) {
        count("filler");
      }
      if (required) {
        reasons.add("quarantined_missing");
      }
    } else if (isUnusable(type, text)) {
      count("unusable");
      if (rests) {
        reasons.add("quarantined_unusable");
      }
    } else if (isDay(type) && isImpossible(column, day(text))) {
      count("impossible_date");
      if (rests) {
        reasons.add("quarantined_impossible_date");
      }
    }
  }

  private boolean isImpossible(JsonNode column, LocalDate day) {
    int years = column.path("may_lie_ahead").asBoolean() ? 30 : 1;
    return day.getYear() < 1900 || day.isAfter(night.plusYears(years));
  }

  private static boolean isDay(String type) {
    return type.equals("date") || type.equals("timestamp");
  }

  private static boolean isFiller(String type, String text) {
    return text.equals("NULL")
        || switch (type) {
          case "text", "id", "code", "flag" -> Set.of("SSD_PH", "-1").contains(text);
          case "integer" -> text.equals("-1");
          case "decimal" -> Set.of("-1", "999.9").contains(text);
          default -> text.startsWith("1900-01-01");
        };
  }

  private static boolean isUnusable(String type, String text) {
    return switch (type) {
      case "text", "id", "code" -> false;
      case "flag" -> !Set.of("Y", "N").contains(text);
      case "integer", "decimal" -> !text.matches("-?\\d+(\\.\\d+)?");
      default -> day(text) == null;
    };
  }

  /** The day of a cell; null if it is not a calendar date. */
  private static LocalDate day(String text) {
    if (text.length() < 10 || isFiller("date", text)) {
      return null;
    }
    try {
      return LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeParseException noDay) {
      return null;
    }
  }

  private void count(String kind) {
    counts.merge(kind, 1L, Long::sum);
  }
}
