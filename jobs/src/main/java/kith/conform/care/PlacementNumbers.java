package kith.conform.care;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.conform.placement.Episode;
import kith.conform.placement.EpisodeInCare;
import kith.conform.placement.EpisodeInPlacement;
import kith.conform.placement.Place;
import kith.project.Parameters;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * Finds the placement that each episode of one child belongs to (R5, R6, R6a), within the child's
 * periods of care.
 *
 * <p>A stay is an episode that is not temporary (T0 to T4). Whether a stay opens a placement is
 * decided by its reason for a new episode, compared with the placement of the episode that it
 * follows, unless something came between the two: a temporary stay, or a placement without a night.
 * Then the reason describes only the return, and what counts is whether the child is in the same
 * place again. That is why placements are numbered twice: first to find those without a night (R6),
 * then without them.
 */
public final class PlacementNumbers implements Serializable {

  /** From the 2021 collection on a move into fostering for adoption is a new placement (R5). */
  private static final LocalDate FOSTERING_FOR_ADOPTION_COUNTS_FROM = LocalDate.of(2020, 4, 1);

  private final Set<String> foster;
  private final Set<String> sameCarerAdoption;
  private final Set<String> fosteringForAdoption;
  private final Set<Recode> recodes;
  private final boolean mergeTemporary;

  /** A change of code that is not a move, on its day only. */
  private record Recode(String from, String to, LocalDate on) implements Serializable {}

  /** Needs the lists of placement types and recodes, and whether a return from T0 to T4 merges. */
  public PlacementNumbers(CodeLists codes, Parameters parameters) {
    this.foster = new HashSet<>(codes.codesWith("placement_type", "fostered", "true"));
    this.sameCarerAdoption = new HashSet<>(codes.codesWith("placement_type", "same_carer", "true"));
    this.fosteringForAdoption =
        new HashSet<>(codes.codesWith("placement_type", "foster_to_adopt", "true"));
    this.recodes = new HashSet<>();
    for (Map<String, @Nullable String> recode : codes.rows("placement_recodes")) {
      recodes.add(
          new Recode(
              CodeLists.filled(recode, "from_type"),
              CodeLists.filled(recode, "to_type"),
              LocalDate.parse(recode.get("on"))));
    }
    this.mergeTemporary = Boolean.parseBoolean(parameters.text("merge_temporary_placements"));
  }

  /** Numbers the placements of a child; the episodes are in the order of R4. */
  public List<EpisodeInPlacement> number(List<EpisodeInCare> episodes) {
    LocalDate[] presentUntil = new LocalDate[episodes.size()];
    for (int i = 0; i < presentUntil.length; i++) {
      presentUntil[i] = presentUntil(episodes, i);
    }
    boolean[] stays = new boolean[episodes.size()];
    for (int i = 0; i < stays.length; i++) {
      stays[i] = isInCare(episodes.get(i)) && !episodes.get(i).episode().isTemporary();
    }
    @Nullable Draft[] drafts = draft(episodes, stays);
    Set<Draft> withNights = new HashSet<>();
    for (int i = 0; i < drafts.length; i++) {
      // While the child is still away, it may return.
      boolean isStillAway = !stays[i] && episodes.get(i).countsUntil() == null;
      if (drafts[i] != null
          && presentUntil[i].isAfter(episodes.get(i).episode().startedOn())
          && (stays[i] || isStillAway)) {
        withNights.add(drafts[i]);
      }
    }
    for (int i = 0; i < stays.length; i++) {
      stays[i] = stays[i] && withNights.contains(drafts[i]);
    }
    return numbered(episodes, draft(episodes, stays), presentUntil);
  }

  /**
   * The day after the last one on which no later episode says that the child is elsewhere (R6): an
   * inner stay does not end the outer one (R6a). The episode's first day where there is none.
   */
  private static LocalDate presentUntil(List<EpisodeInCare> episodes, int i) {
    LocalDate start = episodes.get(i).episode().startedOn();
    LocalDate until = episodes.get(i).until();
    boolean isCovered = isInCare(episodes.get(i));
    while (isCovered && until.isAfter(start)) {
      isCovered = false;
      for (EpisodeInCare later : episodes.subList(i + 1, episodes.size())) {
        if (isInCare(later)
            && later.episode().startedOn().isBefore(until)
            && !later.until().isBefore(until)) {
          until = later.episode().startedOn();
          isCovered = true;
        }
      }
    }
    return until.isBefore(start) ? start : until;
  }

  private static boolean isInCare(EpisodeInCare episode) {
    return episode.periodNo() != null;
  }

  /** A placement while its stays are read: the place as in the latest stay. */
  private static final class Draft {
    private Place place;

    /** Null until the first stay. */
    private @Nullable Integer number;

    private Draft(Place place) {
      this.place = place;
    }
  }

  /**
   * The placement of each episode, or null.
   *
   * @param stays which episodes are stays that count: temporary ones and those of a placement
   *     without a night are skipped
   */
  private @Nullable Draft[] draft(List<EpisodeInCare> episodes, boolean[] stays) {
    @Nullable Draft[] drafts = new Draft[episodes.size()];
    for (int i = 0; i < drafts.length; i++) {
      EpisodeInCare episode = episodes.get(i);
      if (!isInCare(episode) || !stays[i] && !episode.episode().isTemporary()) {
        continue;
      }
      int before = episode.follows();
      boolean isAfterNoNight = false;
      while (before >= 0 && !stays[before] && !episodes.get(before).episode().isTemporary()) {
        before = episodes.get(before).follows();
        isAfterNoNight = true;
      }
      drafts[i] = before < 0 ? null : drafts[before];
      if (stays[i]) {
        boolean wasAway = before >= 0 && episodes.get(before).episode().isTemporary();
        if (drafts[i] == null || opens(episode, drafts[i].place, wasAway, isAfterNoNight)) {
          drafts[i] = new Draft(episode.episode().place());
        }
        drafts[i].place = episode.episode().place();
      }
    }
    return drafts;
  }

  private boolean opens(
      EpisodeInCare inCare, Place before, boolean wasAway, boolean isAfterNoNight) {
    Episode episode = inCare.episode();
    Place place = episode.place();
    if (inCare.isAfterShortBreak()) {
      return true;
    }
    if (isSamePlacementByRule(episode, before)) {
      return false;
    }
    if (wasAway) {
      return !(mergeTemporary && place.mayBe(before));
    }
    if (isAfterNoNight) {
      return !place.isSameAs(before);
    }
    return switch (episode.startReason()) {
      case "S" -> true;
      // A move into the placement where the child is already is none (R6, R21).
      case "P", "B" -> inCare.gapBridged() || !place.hasNumberOf(before);
      case "T", "U" -> becomesFosteringForAdoption(episode, before);
      case "L" -> false;
      // The episode has no reason for being new.
      default -> !place.isSameAs(before);
    };
  }

  /** Adoption by the current foster carer, and recodes by dated rule, are not moves (R5). */
  private boolean isSamePlacementByRule(Episode episode, Place before) {
    String type = episode.place().type();
    return sameCarerAdoption.contains(type)
            && (foster.contains(before.type()) || sameCarerAdoption.contains(before.type()))
        || recodes.contains(new Recode(before.type(), type, episode.startedOn()));
  }

  private boolean becomesFosteringForAdoption(Episode episode, Place before) {
    return fosteringForAdoption.contains(episode.place().type())
        && !episode.place().type().equals(before.type())
        && !episode.startedOn().isBefore(FOSTERING_FOR_ADOPTION_COUNTS_FROM);
  }

  private static List<EpisodeInPlacement> numbered(
      List<EpisodeInCare> episodes, @Nullable Draft[] drafts, LocalDate[] presentUntil) {
    List<EpisodeInPlacement> numbered = new ArrayList<>();
    int placements = 0;
    for (int i = 0; i < drafts.length; i++) {
      Episode episode = episodes.get(i).episode();
      if (drafts[i] != null && drafts[i].number == null) {
        drafts[i].number = ++placements;
      }
      boolean isAway = isInCare(episodes.get(i)) && episode.isTemporary();
      numbered.add(
          new EpisodeInPlacement(
              drafts[i] == null ? null : drafts[i].number,
              presentUntil[i].equals(Episode.FAR) ? null : presentUntil[i],
              isAway && drafts[i] != null ? stayAwayFrom(episodes, drafts, i) : i,
              isAway && drafts[i] == null));
    }
    return numbered;
  }

  /** The latest stay of the placement before the temporary one. */
  private static int stayAwayFrom(List<EpisodeInCare> episodes, @Nullable Draft[] drafts, int i) {
    int stay = i;
    for (int j = 0; j < i; j++) {
      if (drafts[j] == drafts[i] && !episodes.get(j).episode().isTemporary()) {
        stay = j;
      }
    }
    return stay;
  }
}
