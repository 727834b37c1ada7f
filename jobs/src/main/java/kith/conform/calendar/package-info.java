/** Dates, bank holidays, working days and the nights that were loaded. */
@NullMarked
package kith.conform.calendar;

import org.jspecify.annotations.NullMarked;
