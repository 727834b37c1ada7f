package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A child's open case, as social workers count them, with every worker who held it in turn. */
final class Case {

  /** From a day on the case belongs to another kind of team. */
  record Phase(LocalDate from, Teams.Kind kind) {}

  final Person person;
  final @Nullable Long referralId;
  final LocalDate start;

  /** Null while the case is open. */
  final @Nullable LocalDate end;

  final List<Phase> phases = new ArrayList<>();
  final List<Allocation> allocations = new ArrayList<>();

  /** The assessment that opened the case; null where there was none. */
  @Nullable Assessment assessment;

  Case(Person person, @Nullable Long referralId, LocalDate start, @Nullable LocalDate end) {
    this.person = person;
    this.referralId = referralId;
    this.start = start;
    this.end = end;
  }

  Case phase(LocalDate from, Teams.Kind kind) {
    phases.add(new Phase(from, kind));
    return this;
  }

  @Nullable Allocation current() {
    return allocations.isEmpty() ? null : allocations.get(allocations.size() - 1);
  }

  /** The worker who held the case on a day; null before the first. */
  @Nullable Worker workerOn(LocalDate day) {
    Worker worker = null;
    for (Allocation allocation : allocations) {
      if (!allocation.start.isAfter(day)) {
        worker = allocation.worker;
      }
    }
    return worker;
  }

  /** One worker holding the case from a day to another. */
  static final class Allocation {
    final Case held;
    final Worker worker;
    final LocalDate start;
    final String reason;
    @Nullable LocalDate end;

    Allocation(Case held, Worker worker, LocalDate start, String reason) {
      this.held = held;
      this.worker = worker;
      this.start = start;
      this.reason = reason;
    }
  }

  /**
   * A single assessment: when it began, when a manager signed it, and whether the case closed with
   * it.
   */
  record Assessment(LocalDate start, LocalDate signed, boolean noFurtherAction) {}
}
