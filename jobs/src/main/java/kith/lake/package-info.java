/** The only package that reads and writes tables and state files. */
package kith.lake;
