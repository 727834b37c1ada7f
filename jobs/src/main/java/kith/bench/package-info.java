/** Measures whole nights beside a floor of bare Spark and Delta. */
@NullMarked
package kith.bench;

import org.jspecify.annotations.NullMarked;
