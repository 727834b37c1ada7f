package kith.conform.care;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kith.conform.placement.Episode;
import kith.conform.placement.EpisodeInCare;

/**
 * Finds the period of care that each episode of one child belongs to (R4), among those that count.
 *
 * <ul>
 *   <li>An episode continues the care before it if any care is still running on its first day,
 *       whatever its reason says: simultaneous courses of care are one period (R6a). Otherwise it
 *       needs an X1 that ended on its first day, or at most {@code x1_gap_days} before, and no S.
 *   <li>Days missing between an X1 and the episode that continues it are a gap of recording: they
 *       count as care, and the care that ended last counts up to the next start. A gap with a
 *       recorded V3 or V4 stay is a real gap.
 *   <li>An episode that ends on the day it starts continues the chain, since it may carry the S of
 *       a period, but a period without a day does not count (R2, R3).
 * </ul>
 */
final class PeriodNumbers {

  private static final int NONE = -1;

  private final List<Episode> episodes;
  private final int gapDays;
  private final LocalDate[] until;
  private final int[] stretch;
  private final int[] follows;
  private final boolean[] bridged;
  private final boolean[] gapBefore;
  private int stretches;

  private PeriodNumbers(List<Episode> episodes, int gapDays) {
    this.episodes = episodes;
    this.gapDays = gapDays;
    this.until = episodes.stream().map(Episode::until).toArray(LocalDate[]::new);
    this.stretch = new int[episodes.size()];
    this.follows = new int[episodes.size()];
    this.bridged = new boolean[episodes.size()];
    this.gapBefore = new boolean[episodes.size()];
  }

  /**
   * Numbers the episodes of a child.
   *
   * @param episodes in the order of R4
   * @param gapDays days after an X1 that are bridged
   */
  static List<EpisodeInCare> number(List<Episode> episodes, int gapDays) {
    PeriodNumbers numbers = new PeriodNumbers(episodes, gapDays);
    for (int i = 0; i < episodes.size(); i++) {
      numbers.follow(i);
    }
    return numbers.numbered();
  }

  /** Finds which episode this one follows, and whether a period of care begins with it. */
  private void follow(int i) {
    Episode episode = episodes.get(i);
    follows[i] = NONE;
    stretch[i] = NONE;
    if (!episode.counts()) {
      return;
    }
    int touching = lastWithX1On(i);
    int running = lastRunningOn(i);
    int overGap = touching == NONE && running == NONE ? lastWithX1InGap(i) : NONE;
    boolean goesOn = (touching != NONE || overGap != NONE) && !episode.startReason().equals("S");
    if (running == NONE && !goesOn) {
      stretches++;
      gapBefore[i] = hasDays(i) && isAfterX1AndMissingDays(i);
    }
    stretch[i] = stretches;
    if (overGap != NONE && goesOn) {
      bridged[i] = true;
      until[lastToEndBefore(i)] = episode.startedOn();
    }
    follows[i] = followed(i, touching, overGap, running);
  }

  /** The X1 that it goes on from, else where the child is, else the last in order (R4). */
  private int followed(int i, int touching, int overGap, int running) {
    for (int found : new int[] {touching, overGap, running, lastInOrder(i)}) {
      if (found != NONE) {
        return stretch[found] == stretch[i] ? found : NONE;
      }
    }
    return NONE;
  }

  private int lastWithX1On(int i) {
    LocalDate start = episodes.get(i).startedOn();
    int found = NONE;
    for (int j = 0; j < i; j++) {
      if (episodes.get(j).saysThatCareGoesOn() && episodes.get(j).end().equals(start)) {
        found = j;
      }
    }
    return found;
  }

  private int lastRunningOn(int i) {
    int found = NONE;
    for (int j = 0; j < i; j++) {
      if (episodes.get(j).counts() && until[j].isAfter(episodes.get(i).startedOn())) {
        found = j;
      }
    }
    return found;
  }

  private int lastWithX1InGap(int i) {
    LocalDate start = episodes.get(i).startedOn();
    int found = NONE;
    for (int j = 0; j < i; j++) {
      Episode before = episodes.get(j);
      if (before.saysThatCareGoesOn()
          && before.end().isBefore(start)
          && !before.end().plusDays(gapDays).isBefore(start)
          && (found == NONE || !before.end().isBefore(episodes.get(found).end()))
          && !isInShortBreak(before.end(), start)) {
        found = j;
      }
    }
    return found;
  }

  private int lastToEndBefore(int i) {
    int found = NONE;
    for (int j = 0; j < i; j++) {
      if (episodes.get(j).counts() && (found == NONE || !until[j].isBefore(until[found]))) {
        found = j;
      }
    }
    return found;
  }

  private int lastInOrder(int i) {
    int found = NONE;
    for (int j = 0; j < i; j++) {
      if (episodes.get(j).counts()) {
        found = j;
      }
    }
    return found;
  }

  /** Whether a V3 or V4 stay covers any day from the first to the day before the second. */
  private boolean isInShortBreak(LocalDate from, LocalDate until) {
    return episodes.stream()
        .filter(Episode::isShortBreak)
        .anyMatch(stay -> stay.startedOn().isBefore(until) && stay.end().isAfter(from));
  }

  /** Short breaks are not care, but they leave no gap. */
  private boolean isAfterX1AndMissingDays(int i) {
    Episode last = null;
    for (int j = 0; j < i; j++) {
      Episode before = episodes.get(j);
      if ((before.counts() || before.isShortBreak())
          && (last == null || !endOf(before).isBefore(endOf(last)))) {
        last = before;
      }
    }
    return last != null
        && "X1".equals(last.endReason())
        && endOf(last).isBefore(episodes.get(i).startedOn());
  }

  private static LocalDate endOf(Episode episode) {
    return episode.counts() ? episode.until() : episode.end();
  }

  private boolean hasDays(int i) {
    return episodes.get(i).counts() && until[i].isAfter(episodes.get(i).startedOn());
  }

  private List<EpisodeInCare> numbered() {
    List<Integer> periods = new ArrayList<>();
    Set<Integer> known = new HashSet<>();
    for (int i = 0; i < stretch.length; i++) {
      if (hasDays(i) && known.add(stretch[i])) {
        periods.add(stretch[i]);
      }
    }
    List<EpisodeInCare> numbered = new ArrayList<>();
    for (int i = 0; i < stretch.length; i++) {
      Episode episode = episodes.get(i);
      boolean isInCare = episode.counts() && known.contains(stretch[i]);
      numbered.add(
          new EpisodeInCare(
              episode,
              isInCare ? periods.indexOf(stretch[i]) + 1 : null,
              isInCare ? follows[i] : NONE,
              until[i].equals(Episode.FAR) ? null : until[i],
              isAfterShortBreak(i),
              bridged[i],
              gapBefore[i],
              overlaps(i),
              isTwoOpen(i)));
    }
    return numbered;
  }

  /** A V3 or V4 stay ended on its first day, and no care ended then with X1. */
  private boolean isAfterShortBreak(int i) {
    LocalDate start = episodes.get(i).startedOn();
    return lastWithX1On(i) == NONE
        && episodes.subList(0, i).stream()
            .anyMatch(before -> before.isShortBreak() && before.end().equals(start));
  }

  private boolean overlaps(int i) {
    Episode episode = episodes.get(i);
    for (int j = 0; hasOwnDays(episode) && j < episodes.size(); j++) {
      Episode other = episodes.get(j);
      if (i != j
          && hasOwnDays(other)
          && other.startedOn().isBefore(episode.until())
          && other.until().isAfter(episode.startedOn())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasOwnDays(Episode episode) {
    return episode.counts() && episode.until().isAfter(episode.startedOn());
  }

  private boolean isTwoOpen(int i) {
    return isOpen(episodes.get(i)) && episodes.stream().filter(PeriodNumbers::isOpen).count() > 1;
  }

  private static boolean isOpen(Episode episode) {
    return episode.counts() && episode.countsUntil() == null;
  }
}
