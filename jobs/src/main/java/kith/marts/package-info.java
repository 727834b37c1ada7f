/**
 * Marts: counts the members of every KPI for every quarter, compares them with benchmarks and
 * targets, and hides small numbers.
 */
@NullMarked
package kith.marts;

import org.jspecify.annotations.NullMarked;
