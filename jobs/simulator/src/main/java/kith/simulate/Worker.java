package kith.simulate;

import java.time.LocalDate;

/** Somebody employed by, or through an agency for, the service. */
final class Worker {

  final int number;
  final String id;
  final String role;
  final Teams.Team team;
  final LocalDate hired;
  final double fullTimeEquivalent;
  final boolean agency;

  /** How many cases this worker is given beside others. */
  final double capacity;

  /** The first day after the worker left. */
  @SuppressWarnings("NullAway.Init")
  LocalDate left;

  Worker(
      int number,
      String id,
      String role,
      Teams.Team team,
      LocalDate hired,
      double fullTimeEquivalent,
      boolean agency,
      double capacity) {
    this.number = number;
    this.id = id;
    this.role = role;
    this.team = team;
    this.hired = hired;
    this.fullTimeEquivalent = fullTimeEquivalent;
    this.agency = agency;
    this.capacity = capacity;
  }

  boolean isInPost(LocalDate day) {
    return !hired.isAfter(day) && left.isAfter(day);
  }
}
