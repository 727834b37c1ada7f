/** Authorities, their neighbours, populations and published figures. */
package kith.conform.benchmark;
