package kith.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.Yaml;

/**
 * Every word of the pack that is not a figure's: {@code words.yaml} and {@code kpis.yaml} of {@code
 * conf/report/pack}.
 */
final class Wording {

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private final JsonNode words;
  private final JsonNode kpis;

  private Wording(JsonNode words, JsonNode kpis) {
    this.words = words;
    this.kpis = kpis;
  }

  static Wording read(Project project) {
    Path folder = PackPlan.folder(project);
    return new Wording(
        Yaml.read(folder.resolve("words.yaml")), Yaml.read(folder.resolve("kpis.yaml")));
  }

  /**
   * A text of {@code words.yaml}.
   *
   * @param path its keys, separated by dots
   */
  String text(String path) {
    return text(words, "words.yaml", path);
  }

  /** A list of texts of {@code words.yaml}. */
  List<String> texts(String key) {
    return Yaml.texts(words.path(key));
  }

  /** The same with what stands in braces put in. */
  String say(String path, Map<String, String> values) {
    return fill(text(path), values);
  }

  /** What the pack says of a KPI: title, statement, name, up or down. */
  String ofKpi(String kpi, String field) {
    return text(kpis, "kpis.yaml", kpi + "." + field);
  }

  /** What the pack says of some KPIs only. */
  Optional<String> ofSomeKpis(String kpi, String field) {
    return Optional.ofNullable(kpis.path(kpi).path(field).textValue());
  }

  /** What the pack calls a band of a breakdown, where it has a word of its own. */
  String bandOr(String breakdown, String band, String published) {
    JsonNode own = words.path("bands").path(breakdown).path(band);
    return own.isTextual() ? own.asText() : published;
  }

  /** What the pack calls an edition, where it has a word of its own. */
  String edition(String published) {
    return words.path("editions").path(published).asText(published);
  }

  /** What the pack says of a rule of data quality, where it has words of its own. */
  String caveatOr(String rule, String published) {
    return words.path("caveats").path(rule).asText(published);
  }

  /** What the pack says of the status of a figure, where it has words of its own. */
  String statusOr(String status, String published) {
    return words.path("statuses").path(status).asText(published);
  }

  /** Such as England, the region and the neighbours. */
  String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " " + text("and") + " " + names.get(last);
  }

  /** A name within a sentence. */
  static String lowered(String name) {
    return name.substring(0, 1).toLowerCase(Locale.UK) + name.substring(1);
  }

  /** Such as third; a number where the list ends. */
  String ordinal(int number) {
    List<String> ordinals = Yaml.texts(words.path("ordinals"));
    return number <= ordinals.size() ? ordinals.get(number - 1) : number + "th";
  }

  private static String text(JsonNode root, String file, String path) {
    JsonNode node = root.at("/" + path.replace('.', '/'));
    if (!node.isValueNode()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "conf/report/pack/%s has no text for %s.".formatted(file, path),
          "No pack was written.",
          "Add it, then run kith report again.");
    }
    return node.asText();
  }

  /** Puts values in the places of a text; a place without a value is a mistake in the text. */
  static String fill(String text, Map<String, String> values) {
    Matcher place = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      String value = values.get(place.group(1));
      if (value == null) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "A text of conf/report/pack asks for {%s}: \"%s\".".formatted(place.group(1), text),
            "No pack was written.",
            "It may ask for " + values.keySet().stream().sorted().toList() + ".");
      }
      place.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return place.appendTail(filled).toString();
  }
}
