package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which cases each worker holds, and has held as their main worker. */
final class Caseloads {

  private final Map<Worker, List<Case>> open = new HashMap<>();
  private final Map<Worker, List<Case.Allocation>> allocations = new HashMap<>();

  /** The cases that a worker holds now, the earliest given first. */
  List<Case> open(Worker worker) {
    return open.getOrDefault(worker, List.of());
  }

  /** How busy a worker is beside others, for the hours and the capacity. */
  double load(Worker worker) {
    return open(worker).size() / (worker.fullTimeEquivalent * worker.capacity);
  }

  /** Notes that a worker holds a case from the day of the allocation on. */
  void begin(Case.Allocation allocation) {
    Worker worker = allocation.worker;
    open.computeIfAbsent(worker, first -> new ArrayList<>()).add(allocation.held);
    allocations.computeIfAbsent(worker, first -> new ArrayList<>()).add(allocation);
  }

  /** Ends an allocation. */
  void end(Case.Allocation allocation, LocalDate day) {
    allocation.end = day;
    open(allocation.worker).remove(allocation.held);
  }

  /** How many cases a worker held on a day. */
  long count(Worker worker, LocalDate day) {
    return allocations.getOrDefault(worker, List.of()).stream()
        .filter(held -> !held.start.isAfter(day) && (held.end == null || held.end.isAfter(day)))
        .count();
  }
}
