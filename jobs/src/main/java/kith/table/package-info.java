/** Describes tables, the step that builds one, and what steps count. */
@NullMarked
package kith.table;

import org.jspecify.annotations.NullMarked;
