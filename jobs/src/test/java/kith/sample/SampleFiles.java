package kith.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The sample's files as a person reads them, line by line, without Kith. Line 1 of a file is its
 * header. No text returned here contains an id.
 */
final class SampleFiles {

  private static final String COMMA_OUTSIDE_QUOTES = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

  private final Path night;
  private final Map<String, List<Map<String, String>>> read = new HashMap<>();

  SampleFiles(Path night) {
    this.night = night;
  }

  /** The number of records that the marker promises for every table, by name without prefix. */
  Map<String, Long> promised() {
    Map<String, Long> promised = new LinkedHashMap<>();
    for (String line : lines(night.resolve("_COMPLETE"))) {
      String[] parts = line.split(",");
      promised.put(parts[0].replaceFirst("^ssd_", ""), Long.valueOf(parts[1].trim()));
    }
    return promised;
  }

  /**
   * Episodes by their lines: first day, last day, reasons for start and end, placement type, and
   * the legal statuses that hold on the first day. The dash is for no date.
   */
  List<String> episodes(int... lines) {
    List<String> episodes = new ArrayList<>();
    for (int line : lines) {
      Map<String, String> episode = line("cla_episodes", line);
      String start = day(episode.get("clae_cla_episode_start_date"));
      episodes.add(
          String.join(
              " ",
              start,
              day(episode.get("clae_cla_episode_ceased_date")),
              code(episode.get("clae_cla_episode_start_reason")),
              code(episode.get("clae_cla_episode_ceased_reason")),
              placementType(episode.get("clae_cla_placement_id")),
              legalStatuses(episode.get("clae_person_id"), start)));
    }
    return episodes;
  }

  /** The contacts with care leavers: day, in touch, accommodation, suitability, activity. */
  List<String> contacts(int... lines) {
    List<String> contacts = new ArrayList<>();
    for (int line : lines) {
      Map<String, String> contact = line("care_leavers", line);
      contacts.add(
          String.join(
              " ",
              day(contact.get("clea_care_leaver_latest_contact")),
              code(contact.get("clea_care_leaver_in_touch")),
              code(contact.get("clea_care_leaver_accommodation")),
              code(contact.get("clea_care_leaver_accom_suitable")),
              code(contact.get("clea_care_leaver_activity"))));
    }
    return contacts;
  }

  /** An incident by its line: first day, last day, kind. */
  String incident(int line) {
    Map<String, String> incident = line("missing", line);
    return String.join(
        " ",
        day(incident.get("miss_missing_episode_start_date")),
        day(incident.get("miss_missing_episode_end_date")),
        code(incident.get("miss_missing_episode_type")));
  }

  /** The birth date of the child on a line of the episodes. */
  String birthOfChildOnEpisode(int line) {
    String id = line("cla_episodes", line).get("clae_person_id");
    return day(
        table("person").stream()
            .filter(person -> person.get("pers_person_id").equals(id))
            .findFirst()
            .orElseThrow()
            .get("pers_dob"));
  }

  /** True when two lines of two tables are about one child. */
  boolean isSameChild(int episodeLine, String table, String personColumn, int line) {
    return line("cla_episodes", episodeLine)
        .get("clae_person_id")
        .equals(line(table, line).get(personColumn));
  }

  private String placementType(String id) {
    return table("cla_placement").stream()
        .filter(placement -> placement.get("clap_cla_placement_id").equals(id))
        .map(placement -> code(placement.get("clap_cla_placement_type")))
        .findFirst()
        .orElse("-");
  }

  private String legalStatuses(String person, String onDay) {
    TreeSet<String> statuses = new TreeSet<>();
    for (Map<String, String> status : table("legal_status")) {
      String ends = day(status.get("lega_legal_status_end_date"));
      if (status.get("lega_person_id").equals(person)
          && day(status.get("lega_legal_status_start_date")).compareTo(onDay) <= 0
          && (ends.equals("-") || ends.compareTo(onDay) > 0)) {
        statuses.add(code(status.get("lega_legal_status")));
      }
    }
    return String.join("+", statuses);
  }

  private Map<String, String> line(String table, int line) {
    return table(table).get(line - 2);
  }

  private List<Map<String, String>> table(String table) {
    return read.computeIfAbsent(table, this::records);
  }

  /** No cell of the sample holds a line break, so that a record is a line. */
  private List<Map<String, String>> records(String table) {
    List<String> lines = lines(night.resolve("ssd_" + table + ".csv"));
    String[] header = lines.get(0).split(",");
    List<Map<String, String>> records = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(COMMA_OUTSIDE_QUOTES, -1);
      Map<String, String> record = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        record.put(header[i], cells[i].replace("\"", "").trim());
      }
      records.add(record);
    }
    return records;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String day(String cell) {
    return cell.isEmpty() ? "-" : cell.substring(0, 10);
  }

  private static String code(String cell) {
    return cell.isEmpty() ? "-" : cell.split(" ")[0];
  }
}
