package kith.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import kith.benchmark.Mapping.Filter;
import kith.benchmark.Mapping.Measure;
import kith.benchmark.Mapping.Series;
import kith.project.KithException;
import kith.project.Nearest;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads a mapping; one with an unknown key, filter, label or column is wrong configuration. */
final class MappingFile {

  static final String FOLDER = "datasets";

  private static final Set<String> KEYS =
      Set.of(
          "title",
          "publication",
          "layout",
          "extract_layout",
          "files",
          "extracts",
          "period",
          "first_published_in",
          "fills_gaps",
          "columns",
          "filters",
          "other_columns",
          "series");

  private static final Set<String> SERIES_KEYS =
      Set.of("unit", "where", "numerator", "denominator", "value", "period", "first_published_in");

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.UK);

  private final String name;
  private final JsonNode file;
  private final Map<String, Measure> measures;
  private final Map<String, Filter> filters;

  private MappingFile(String name, JsonNode file) {
    this.name = name;
    this.file = file;
    requireKnown(keys(file), KEYS, "key");
    this.measures = byName(file.path("columns"), MappingFile::measure);
    this.filters = byName(file.path("filters"), MappingFile::filter);
  }

  /** The mappings of a folder. */
  static List<Mapping> readAll(Path benchmarks) {
    Map<String, Layout> layouts = Layout.read(benchmarks);
    Path folder = benchmarks.resolve(FOLDER);
    return Yaml.names(folder).stream()
        .map(name -> new MappingFile(name, Yaml.read(folder.resolve(name + ".yaml"))))
        .map(file -> file.mapping(layouts))
        .toList();
  }

  private Mapping mapping(Map<String, Layout> layouts) {
    List<Series> series = new ArrayList<>();
    file.path("series")
        .fields()
        .forEachRemaining(entry -> series.add(series(entry.getKey(), entry.getValue())));
    String extractLayout = file.path("extract_layout").asText(null);
    return new Mapping(
        name,
        text(file, "publication"),
        layout(layouts, text(file, "layout")),
        extractLayout == null ? null : layout(layouts, extractLayout),
        Yaml.texts(file.path("files")),
        Yaml.texts(file.path("extracts")),
        file.path("fills_gaps").asBoolean(false),
        measures,
        filters,
        Yaml.texts(file.path("other_columns")),
        series);
  }

  private Layout layout(Map<String, Layout> layouts, String wanted) {
    requireKnown(List.of(wanted), layouts.keySet(), "layout");
    return Objects.requireNonNull(layouts.get(wanted));
  }

  private Series series(String kpi, JsonNode node) {
    requireKnown(keys(node), SERIES_KEYS, "key of " + kpi);
    Term numerator = node.has("numerator") ? term(node.get("numerator")) : null;
    Term denominator = node.has("denominator") ? term(node.get("denominator")) : null;
    JsonNode value = node.path("value");
    Map<String, String> where = labels(node.path("where"));
    return new Series(
        kpi,
        text(node, "unit"),
        where,
        numerator,
        denominator,
        value.has("percent_to_decimals")
            ? percent(kpi, numerator, denominator, value.get("percent_to_decimals").asInt())
            : term(value),
        day(node.has("period") ? node : file),
        (node.has("first_published_in") ? node : file)
            .path("first_published_in")
            .asText(text(file, "publication")));
  }

  private Term percent(
      String kpi, @Nullable Term numerator, @Nullable Term denominator, int decimals) {
    if (numerator == null || denominator == null) {
      throw wrong("the percentage " + kpi + " needs a numerator and a denominator");
    }
    return new Term.Percent(numerator, denominator, decimals);
  }

  private MonthDay day(JsonNode node) {
    String text = text(node, "period");
    try {
      return MonthDay.parse(text, DAY);
    } catch (DateTimeException noDay) {
      throw wrong("its period '" + text + "' is not a day such as 31 March");
    }
  }

  private Term term(JsonNode node) {
    if (node.has("sum")) {
      List<Term> parts = new ArrayList<>();
      node.get("sum").forEach(part -> parts.add(term(part)));
      return new Term.Sum(parts);
    }
    String column = node.isTextual() ? node.asText() : text(node, "column");
    requireKnown(List.of(column), measures.keySet(), "column");
    return new Term.Cell(column, labels(node.path("where")));
  }

  /** The labels of a row, by filter. */
  private Map<String, String> labels(JsonNode where) {
    Map<String, String> labels = byName(where, JsonNode::asText);
    requireKnown(labels.keySet(), filters.keySet(), "filter");
    labels.forEach(
        (filter, label) ->
            requireKnown(
                List.of(label),
                Objects.requireNonNull(filters.get(filter)).labels().keySet(),
                "label of " + filter));
    return labels;
  }

  private static Measure measure(JsonNode node) {
    boolean isDuration = node.path("as").asText("").equals("years and months");
    return new Measure(Yaml.texts(node.isArray() ? node : node.path("names")), isDuration);
  }

  private static Filter filter(JsonNode node) {
    JsonNode others = node.path("others");
    return new Filter(
        Yaml.texts(node.path("columns")),
        byName(node.path("labels"), Yaml::texts),
        others.isArray() ? Yaml.texts(others) : List.of(),
        others.asText("").equals("any"));
  }

  private static <T> Map<String, T> byName(JsonNode node, Function<JsonNode, T> read) {
    Map<String, T> found = new LinkedHashMap<>();
    node.fields()
        .forEachRemaining(entry -> found.put(entry.getKey(), read.apply(entry.getValue())));
    return found;
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private String text(JsonNode node, String key) {
    String text = node.path(key).asText("");
    if (text.isBlank()) {
      throw wrong(key + " is missing");
    }
    return text;
  }

  private void requireKnown(Collection<String> given, Set<String> known, String what) {
    for (String one : given) {
      if (!known.contains(one)) {
        throw wrong(
            "there is no %s '%s'; %s".formatted(what, one, Nearest.of(List.of(one), known)));
      }
    }
  }

  private KithException wrong(String why) {
    return Breach.ofMapping(FOLDER + "/" + name + ".yaml", why);
  }
}
