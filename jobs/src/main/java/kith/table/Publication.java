package kith.table;

import java.time.LocalDate;
import java.util.Map;

/**
 * One night as readers see it.
 *
 * @param id names the folder below {@code published}
 * @param versions the version of every table of the night, by qualified name
 * @param simulated true when the extract was invented
 */
public record Publication(
    String id, LocalDate businessDate, boolean simulated, Map<String, Long> versions) {}
