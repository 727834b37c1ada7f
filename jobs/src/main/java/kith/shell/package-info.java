/** SQL for analysts: what a query reads, how its rows are shown, and the shell that asks for it. */
@NullMarked
package kith.shell;

import org.jspecify.annotations.NullMarked;
