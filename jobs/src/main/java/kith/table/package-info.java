/** Describes tables, the step that builds one, and what steps count. */
package kith.table;
