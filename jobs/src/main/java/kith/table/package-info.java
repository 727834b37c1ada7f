/** Describes tables, and the step that builds one. */
package kith.table;
