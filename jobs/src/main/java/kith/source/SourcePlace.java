package kith.source;

import java.time.LocalDate;

/** How the nights of a source are opened at a place of one kind. */
@FunctionalInterface
public interface SourcePlace {

  /**
   * Checks a night.
   *
   * @param at where the source is, such as a folder
   * @param availability what the source is declared to carry
   * @throws kith.project.KithException when the night breaks its contracts or cannot be reached
   */
  SourceNight open(
      SourceSystem source, String at, LocalDate businessDate, Availability availability);
}
