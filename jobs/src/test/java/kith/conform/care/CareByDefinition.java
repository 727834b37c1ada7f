package kith.conform.care;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.conform.care.InventedCare.Episode;

/**
 * The definitions, applied to invented histories one day and one episode at a time, without Spark:
 * what the builds of the warehouse are compared with.
 */
final class CareByDefinition {

  private final InventedCare care;

  CareByDefinition(InventedCare care) {
    this.care = care;
  }

  /** R2, R3, R7 and R17a, asked for each day on its own, and the gaps that R4 closes. */
  TreeSet<LocalDate> lookedAfterDays(String child) {
    TreeSet<LocalDate> covered =
        InventedCare.days().stream()
            .filter(
                day -> counted(child).stream().anyMatch(episode -> countsOn(child, episode, day)))
            .collect(Collectors.toCollection(TreeSet::new));
    for (LocalDate day : InventedCare.days()) {
      if (!covered.contains(day) && liesInAGapOfRecording(child, day)) {
        covered.add(day);
      }
    }
    return covered;
  }

  /** R4 as it is written. */
  List<List<Episode>> periodsReadFromTopToBottom(String child) {
    List<List<Episode>> found = new ArrayList<>();
    List<Episode> before = new ArrayList<>();
    for (Episode episode : inOrder(child)) {
      LocalDate start = episode.startedOn();
      boolean otherCareRuns =
          before.stream().anyMatch(other -> other.hasDays() && endOf(child, other).isAfter(start));
      boolean followsX1 =
          before.stream()
              .filter(other -> endsByX1(child, other))
              .anyMatch(other -> isGapOfRecording(child, other.endedOn(), start));
      boolean goesOn = otherCareRuns || followsX1 && !episode.startReason().equals("S");
      if (!goesOn) {
        found.add(new ArrayList<>());
      }
      found.get(found.size() - 1).add(episode);
      before.add(episode);
    }
    return found.stream()
        .filter(
            period ->
                period.stream().anyMatch(Episode::hasDays)
                    || period.get(period.size() - 1).startedOn().isAfter(period.get(0).startedOn()))
        .toList();
  }

  /** Of the episodes that start next after the day, one goes on with an X1 before it. */
  private boolean liesInAGapOfRecording(String child, LocalDate day) {
    LocalDate next =
        counted(child).stream()
            .map(Episode::startedOn)
            .filter(start -> start.isAfter(day))
            .min(Comparator.naturalOrder())
            .orElse(LocalDate.MAX);
    Episode first =
        inOrder(child).stream()
            .filter(episode -> episode.startedOn().equals(next))
            .findFirst()
            .orElse(null);
    return first != null
        && !first.startReason().equals("S")
        && counted(child).stream()
            .filter(episode -> endsByX1(child, episode) && !episode.endedOn().isAfter(day))
            .anyMatch(episode -> isGapOfRecording(child, episode.endedOn(), next));
  }

  private boolean endsByX1(String child, Episode episode) {
    return episode.endedOn() != null
        && episode.endReason().equals("X1")
        && !episode.endedOn().isAfter(mustEndBy(child, episode));
  }

  private boolean isGapOfRecording(String child, LocalDate from, LocalDate until) {
    long missing = ChronoUnit.DAYS.between(from, until);
    return missing >= 0
        && missing <= 7
        && from.datesUntil(until)
            .noneMatch(
                day ->
                    care.episodes(child).stream()
                        .anyMatch(stay -> isShortBreak(child, stay) && stay.covers(day)));
  }

  private List<Episode> counted(String child) {
    return care.episodes(child).stream()
        .filter(episode -> !isShortBreak(child, episode))
        .filter(episode -> episode.startedOn().isBefore(mustEndBy(child, episode)))
        .toList();
  }

  private List<Episode> inOrder(String child) {
    return counted(child).stream()
        .sorted(
            Comparator.comparing(Episode::startedOn)
                .thenComparing(Episode::endedOn, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Episode::number))
        .toList();
  }

  private boolean countsOn(String child, Episode episode, LocalDate day) {
    return episode.covers(day) && day.isBefore(mustEndBy(child, episode));
  }

  private LocalDate endOf(String child, Episode episode) {
    LocalDate mustEndBy = mustEndBy(child, episode);
    return episode.endedOn() == null || episode.endedOn().isAfter(mustEndBy)
        ? mustEndBy
        : episode.endedOn();
  }

  private LocalDate mustEndBy(String child, Episode episode) {
    boolean staysInCommunityHome =
        legalStatusOn(child, episode.startedOn()).equals("V2") && episode.type().equals("K2");
    LocalDate birth = care.birth(child);
    LocalDate birthday = birthday(birth, 18);
    boolean isBefore18 = episode.startedOn().isBefore(birthday);
    boolean mayStay =
        isBefore18
            || !episode.startReason().equals("S")
                && care.episodes(child).stream()
                    .anyMatch(
                        other ->
                            other.startedOn().isBefore(birthday)
                                && (other.endedOn() == null || !other.endedOn().isBefore(birthday))
                                && !isShortBreak(child, other));
    LocalDate last = birthday(birth, 21);
    return staysInCommunityHome && mayStay && episode.startedOn().isBefore(last) ? last : birthday;
  }

  private static LocalDate birthday(LocalDate birth, int age) {
    return birth.getDayOfYear() == 60 && birth.isLeapYear()
        ? LocalDate.of(birth.getYear() + age, 3, 1)
        : birth.plusYears(age);
  }

  private boolean isShortBreak(String child, Episode episode) {
    return List.of("V3", "V4").contains(legalStatusOn(child, episode.startedOn()));
  }

  /**
   * R3a. A status is recorded with its episode; one of an episode that ends on the day it starts
   * lasts that day. Of several begun on one day a short break gives way, then the one that ends
   * first, then the later code.
   */
  private String legalStatusOn(String child, LocalDate day) {
    String found = "unknown";
    LocalDate foundFrom = LocalDate.MIN;
    LocalDate foundUntil = LocalDate.MIN;
    for (Episode episode : care.episodes(child)) {
      LocalDate until =
          episode.endedOn() == null
              ? LocalDate.MAX
              : episode.hasDays() ? episode.endedOn() : episode.startedOn().plusDays(1);
      if (episode.legal().equals("-")
          || episode.startedOn().isAfter(day)
          || !until.isAfter(day)
          || episode.startedOn().isBefore(foundFrom)) {
        continue;
      }
      boolean isBreak = List.of("V3", "V4").contains(episode.legal());
      boolean foundBreak = List.of("V3", "V4").contains(found);
      boolean isBetter =
          episode.startedOn().isAfter(foundFrom)
              || foundBreak && !isBreak
              || foundBreak == isBreak
                  && (until.isAfter(foundUntil)
                      || until.equals(foundUntil) && episode.legal().compareTo(found) < 0);
      if (isBetter) {
        found = episode.legal();
        foundFrom = episode.startedOn();
        foundUntil = until;
      }
    }
    return found;
  }
}
