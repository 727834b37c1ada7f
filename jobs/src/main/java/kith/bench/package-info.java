/** Measures whole nights beside a floor of bare Spark and Delta. */
package kith.bench;
