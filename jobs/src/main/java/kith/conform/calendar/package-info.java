/** Dates, bank holidays, working days and the nights that were loaded. */
package kith.conform.calendar;
